package io.flts.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.core.serve.ForecastService;
import io.flts.http.Bakery;
import io.flts.http.handle.ForecastHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Start, stop and drain on real sockets. */
class ForecastServerTest {
  private static final String BODY = "{\"forecast_horizon\":3}";

  private static HttpRequest post(String url) {
    return HttpRequest.newBuilder(URI.create(url + "/predict"))
        .header("Content-Type", "application/json")
        .timeout(Duration.ofSeconds(20))
        .POST(HttpRequest.BodyPublishers.ofString(BODY))
        .build();
  }

  private static Set<String> threads() {
    Set<String> names = new TreeSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.isAlive()) {
        String name = thread.getName();
        if (name.startsWith("flts-")
            || name.contains("HTTP-Dispatcher")
            || name.startsWith("idle-timeout")
            || name.startsWith("req-rsp-timeout")
            || name.startsWith("server-timer")) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private static Set<String> threadsAfterAWhile() throws InterruptedException {
    for (int i = 0; i < 200 && !threads().isEmpty(); i++) {
      Thread.sleep(10);
    }
    return threads();
  }

  @Test
  void fiftyStartsAndStopsLeaveNothing() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    try (Bakery bakery = new Bakery()) {
      bakery.offer("load", "seasonal-naive");
      int port = 0;
      for (int cycle = 0; cycle < 50; cycle++) {
        try (ForecastService service = bakery.service().serve("load@production").start();
            ForecastServer server =
                ForecastServer.builder(ForecastHandler.builder(service).build())
                    .port(port)
                    .start()) {
          port = server.port(); // the same again: nothing may still hold it
          HttpResponse<String> answer =
              client.send(post(server.url()), HttpResponse.BodyHandlers.ofString());
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
      }
    }
    assertThat(threadsAfterAWhile()).isEmpty();
  }

  @Test
  void requestsUnderWayAreAnsweredWhileItCloses() throws Exception {
    try (Bakery bakery = new Bakery()) {
      bakery.offer("load", "seasonal-naive");
      ForecastService service = bakery.service().serve("load@production").start();
      ForecastServer server =
          ForecastServer.builder(ForecastHandler.builder(service).build())
              .notice(Duration.ofMillis(300))
              .start();
      HttpClient client = HttpClient.newHttpClient();
      AtomicInteger ok = new AtomicInteger();
      List<String> wrong = new ArrayList<>();
      CompletableFuture<Void> asking =
          CompletableFuture.runAsync(
              () -> {
                while (true) {
                  try {
                    HttpResponse<String> ready =
                        client.send(
                            HttpRequest.newBuilder(URI.create(server.url() + "/ready")).build(),
                            HttpResponse.BodyHandlers.ofString());
                    if (ready.statusCode() == 503) {
                      return; // a load balancer sends nothing more
                    }
                    int status =
                        client
                            .send(post(server.url()), HttpResponse.BodyHandlers.ofString())
                            .statusCode();
                    if (status == 200) {
                      ok.incrementAndGet();
                    } else {
                      wrong.add("status " + status);
                    }
                  } catch (IOException | InterruptedException e) {
                    wrong.add(e.toString());
                    return;
                  }
                }
              });
      while (ok.get() < 20) {
        Thread.sleep(5);
      }
      server.close();
      asking.get(10, TimeUnit.SECONDS);
      service.close();
      assertThat(wrong).isEmpty();
    }
    assertThat(threadsAfterAWhile()).isEmpty();
  }

  @Test
  void itListensOnTheLoopbackAddressUnlessTold() throws Exception {
    try (Bakery bakery = new Bakery();
        ForecastService service = bakery.service().start()) {
      ForecastHandler handler = ForecastHandler.builder(service).build();
      try (ForecastServer server = ForecastServer.builder(handler).start()) {
        assertThat(InetAddress.getByName(URI.create(server.url()).getHost()).isLoopbackAddress())
            .isTrue();
      }
      assertThat(System.getProperty("sun.net.httpserver.nodelay")).isEqualTo("true");
    }
  }
}
