package io.flts.http.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flts.core.serve.ForecastService;
import io.flts.http.Bakery;
import io.flts.http.handle.ForecastHandler;
import io.flts.http.server.ForecastServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The page in a real browser: lists models, forecasts a pasted CSV, draws history, forecast and
 * bands; dark too. The screenshots stay in {@code target/screenshots}. Profile {@code browser}.
 */
@Tag("browser")
class PageTest {
  private static final Path PICTURES = Path.of("target", "screenshots");

  @Test
  void aPersonSeesModelsAndAForecastOfTheirCsv() throws Exception {
    Path chromium = Path.of("/usr/bin/chromium");
    assumeTrue(Files.isExecutable(chromium), "chromium is not installed: apt-get install chromium");
    Files.createDirectories(PICTURES);
    try (Bakery bakery = new Bakery()) {
      bakery.offer("load", "seasonal-naive");
      bakery.offer("load", "ets");
      try (ForecastService service = bakery.service().serve("load@production").start();
          ForecastServer server =
              ForecastServer.builder(ForecastHandler.builder(service).build()).start();
          Browser browser = Browser.start(chromium, PICTURES)) {
        browser.open(server.url() + "/");
        browser.until("document.querySelectorAll('#models tbody tr').length === 2");
        assertThat(browser.text("document.querySelector('#models tbody').innerText"))
            .contains("load@production")
            .contains("ets");
        StringBuilder csv = new StringBuilder("timestamp,load\\n");
        double[] load = Bakery.load(96);
        for (int h = 0; h < load.length; h++) {
          csv.append(Bakery.series("s", 96).index().label(h))
              .append(',')
              .append(load[h])
              .append("\\n");
        }
        browser.text("(document.getElementById('csv').value = '" + csv + "').slice(0, 1)");
        browser.text("(document.getElementById('go').click(), 'clicked')");
        browser.until("document.querySelector('#picture svg path.forecast') !== null");
        assertThat(browser.text("document.getElementById('message').innerText"))
            .contains("load version 2")
            .contains("24 steps");
        assertThat(browser.text("String(document.querySelectorAll('#picture .band').length)"))
            .isEqualTo("2");
        assertThat(browser.text("document.querySelector('#picture .history').getAttribute('d')"))
            .hasSizeGreaterThan(500);
        browser.picture("page-light.png");
        String light = browser.text("getComputedStyle(document.body).backgroundColor");
        browser.dark();
        assertThat(browser.text("getComputedStyle(document.body).backgroundColor"))
            .isNotEqualTo(light);
        browser.picture("page-dark.png");
        browser.text(
            "(document.getElementById('csv').value = 'timestamp,load\\nyesterday,1', 'x')");
        browser.text("(document.getElementById('go').click(), 'clicked')");
        browser.until("document.getElementById('message').className === 'bad'");
        assertThat(browser.text("document.getElementById('message').innerText"))
            .contains("'yesterday' is no time");
      }
    }
    assertThat(PICTURES.resolve("page-light.png")).isNotEmptyFile();
  }
}
