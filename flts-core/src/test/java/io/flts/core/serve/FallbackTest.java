package io.flts.core.serve;

import static io.flts.core.serve.ForecastServiceTest.mean;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flts.api.forecast.ForecastRequest;
import io.flts.core.registry.InMemoryRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FallbackTest {
  private final Shop shop = new Shop();
  private final FaultyRegistry remote = new FaultyRegistry(shop.registry);
  @TempDir Path folder;

  @AfterEach
  void close() {
    shop.close();
  }

  private ForecastServiceBuilder service() {
    return ForecastService.builder(shop.catalog, remote.registry)
        .serve("load@production")
        .limits(ServiceLimits.standard().withRetry(Duration.ofMillis(20)))
        .localCopy(folder);
  }

  private List<Path> copies() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void fillTheCopy() {
    shop.offer("load", 1);
    try (ForecastService service = service().start()) {
      assertThat(mean(service, "load")).isEqualTo(1);
      Waiting.until(
          "the copy", () -> copies().stream().anyMatch(f -> f.toString().endsWith(".copy")));
    }
  }

  @Test
  void answersFromTheLocalCopyAndSaysSoUntilTheRegistryIsBack() {
    fillTheCopy();
    remote.down = true;
    try (ForecastService service = service().start()) {
      ServedForecast answer = service.forecast("load", ForecastRequest.of(1));
      assertThat(answer.single().mean(0)).isEqualTo(1);
      assertThat(answer.model().source()).isEqualTo("local-copy");
      assertThat(answer.model().version().metrics()).containsEntry("mae", 1.5);
      assertThat(service.health().status()).isEqualTo(HealthReport.Status.DEGRADED);
      assertThat(service.health().models().get(0).fault()).contains("connection refused");

      shop.offer("load", 2);
      remote.down = false;
      Waiting.until("the registry's answer", () -> mean(service, "load") == 2);
      assertThat(service.forecast("load", ForecastRequest.of(1)).model().source())
          .isEqualTo("in-memory");
      Waiting.until("readiness", () -> service.health().status() == HealthReport.Status.READY);
      // The watch was set up late, yet it works.
      shop.offer("load", 3);
      Waiting.until("the swap", () -> mean(service, "load") == 3);
    }
  }

  @Test
  void keepsOneCopyPerReference() {
    fillTheCopy();
    try (ForecastService service = service().start()) {
      for (int value = 2; value < 8; value++) {
        int expected = shop.offer("load", value).version();
        Waiting.until("the swap", () -> mean(service, "load") == expected);
      }
    }
    assertThat(copies()).hasSize(1);
  }

  @Test
  void anOutageAfterTheStartIsNotNoticedByRequests() {
    shop.offer("load", 1);
    try (ForecastService service = service().start()) {
      remote.down = true;
      assertThat(mean(service, "load")).isEqualTo(1);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> service.rollback("load", Shop.ALIAS, "ann", "worse"));
      assertThatExceptionOfType(ServiceRefusedException.class)
          .isThrownBy(() -> service.load(service.ref("load")));
      assertThat(mean(service, "load")).isEqualTo(1);
      remote.down = false;
      Waiting.until("readiness", () -> service.health().status() == HealthReport.Status.READY);
    }
  }

  @Test
  void neverServesADamagedLocalCopy() throws IOException {
    fillTheCopy();
    Path copy = copies().get(0);
    byte[] good = Files.readAllBytes(copy);
    remote.down = true;
    for (int at = 0; at < good.length; at += 61) {
      byte[] bad = good.clone();
      bad[at] ^= 0x04;
      Files.write(copy, bad);
      try (ForecastService service = service().start()) {
        try {
          // A changed fact that nobody checks (a metric, a time) may pass; the model may not.
          assertThat(mean(service, "load")).isEqualTo(1);
          assertThat(at).as("damage at").isLessThan(500);
        } catch (ServiceRefusedException e) {
          assertThat(e.reason()).isIn(RefusalReason.MODEL_UNAVAILABLE, RefusalReason.UNKNOWN_MODEL);
        }
      }
    }
  }

  @Test
  void asksTheNextRegistryWhereTheFirstIsOutOfReach() {
    InMemoryRegistry second = new InMemoryRegistry();
    Shop.register(second, "load", Shop.bundle(new Steady().value(5)));
    Shop.promote(second, "load", 1);
    shop.offer("load", 1);
    remote.down = true;
    try (ForecastService service =
        ForecastService.builder(shop.catalog, remote.registry)
            .fallback("second-site", second)
            .serve("load@production")
            .limits(ServiceLimits.standard().withRetry(Duration.ofMillis(20)))
            .start()) {
      assertThat(service.forecast("load", ForecastRequest.of(1)).model().source())
          .isEqualTo("second-site");
      assertThat(mean(service, "load")).isEqualTo(5);
      remote.down = false;
      Waiting.until("the first registry's answer", () -> mean(service, "load") == 1);
    } finally {
      second.close();
    }
  }

  @Test
  void doesNotAskABrokenSourceOncePerRequest() {
    shop.offer("load", 1);
    remote.down = true;
    try (ForecastService service =
        ForecastService.builder(shop.catalog, remote.registry)
            .limits(ServiceLimits.standard().withRetry(Duration.ofMinutes(1)))
            .start()) {
      for (int i = 0; i < 100; i++) {
        assertThatExceptionOfType(ServiceRefusedException.class)
            .isThrownBy(() -> mean(service, "load"))
            .satisfies(e -> assertThat(e.reason()).isEqualTo(RefusalReason.MODEL_UNAVAILABLE))
            .satisfies(e -> assertThat(e.retryAfter()).isPositive());
      }
      assertThat(remote.calls.get()).isLessThan(10);
    }
  }
}
