package io.flts.core.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flts.api.error.UnknownSeriesException;
import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Levels;
import io.flts.api.registry.ModelRef;
import io.flts.api.series.Panel;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ForecastServiceTest {
  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void answersWithThePromotedVersionAndSaysSo() {
    shop.register("load", 1);
    shop.offer("load", 2);
    try (ForecastService service = shop.service().serve("load@production").start()) {
      ServedForecast answer =
          service.forecast("load", ForecastRequest.of(3).withLevels(Levels.of(0.8)));

      assertThat(answer.single().mean()).containsExactly(2, 2, 2);
      assertThat(answer.single().interval(0.8).lower(0)).isEqualTo(2);
      assertThat(answer.single().producer().modelVersion()).isEqualTo("load/2");
      assertThat(answer.single().producer().forecaster()).isEqualTo("steady");
      assertThat(answer.model().version().version()).isEqualTo(2);
      assertThat(answer.model().forecaster()).isEqualTo("steady");
      assertThat(answer.model().source()).isEqualTo("in-memory");
      assertThat(answer.model().manifest().schema().frequency()).isEqualTo("h");
      assertThat(answer.cached()).isFalse();
      assertThat(service.health().status()).isEqualTo(HealthReport.Status.READY);
      assertThat(service.models()).containsExactly(answer.model());
    }
  }

  @Test
  void answersAVersionAnAliasAndADefaultAlias() {
    shop.register("load", 1);
    shop.offer("load", 2);
    try (ForecastService service = shop.service().start()) {
      assertThat(service.ref("load")).isEqualTo(ModelRef.alias("load", "production"));
      assertThat(mean(service, "load/1")).isEqualTo(1);
      assertThat(mean(service, "load@production")).isEqualTo(2);
      assertThat(mean(service, "load")).isEqualTo(2);
      assertThat(service.models()).hasSize(2);
    }
  }

  @Test
  void twoIdentifiersNeverSeeEachOthersModel() {
    shop.offer("site-a", 1);
    shop.offer("site-b", 2);
    try (ForecastService service =
        shop.service().serve("site-a@production", "site-b@production").start()) {
      assertThat(mean(service, "site-a")).isEqualTo(1);
      assertThat(mean(service, "site-b")).isEqualTo(2);
      // The second question comes from the cache: it must not be shared either.
      assertThat(mean(service, "site-a")).isEqualTo(1);
      assertThat(mean(service, "site-b")).isEqualTo(2);
    }
  }

  @Test
  void refusesWhatNobodyKnowsAndKeepsNothingOfIt() {
    shop.offer("load", 1);
    try (ForecastService service = shop.service().start()) {
      for (String unknown : List.of("other", "load@staging", "load/7")) {
        assertThatExceptionOfType(ServiceRefusedException.class)
            .isThrownBy(() -> service.forecast(unknown, ForecastRequest.of(1)))
            .satisfies(e -> assertThat(e.reason()).isEqualTo(RefusalReason.UNKNOWN_MODEL))
            .satisfies(e -> assertThat(e.retryAfter()).isZero())
            .withMessageContaining(unknown.equals("other") ? "other@production" : unknown);
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> service.forecast("../../etc/passwd", ForecastRequest.of(1)));
      assertThat(service.health().models()).isEmpty();
      assertThat(service.health().status()).isEqualTo(HealthReport.Status.READY);
    }
  }

  @Test
  void servesOnlyWhatItWasBuiltForWhereAskedTo() {
    shop.offer("load", 1);
    shop.offer("other", 1);
    try (ForecastService service =
        shop.service()
            .serve("load@production")
            .limits(ServiceLimits.standard().withOnDemand(0))
            .start()) {
      assertThat(mean(service, "load")).isEqualTo(1);
      assertThatExceptionOfType(ServiceRefusedException.class)
          .isThrownBy(() -> service.forecast("other", ForecastRequest.of(1)))
          .withMessageContaining("load@production");
    }
  }

  @Test
  void makesRoomForReferencesOnDemand() {
    for (int i = 0; i < 20; i++) {
      shop.offer("load-" + i, i);
    }
    try (ForecastService service =
        shop.service().limits(ServiceLimits.standard().withOnDemand(4)).start()) {
      for (int i = 0; i < 20; i++) {
        assertThat(mean(service, "load-" + i)).isEqualTo(i);
        assertThat(service.models()).hasSizeLessThanOrEqualTo(5);
      }
      assertThat(mean(service, "load-3")).isEqualTo(3);
    }
  }

  @Test
  void mistypedNamesOfOperatorsLeaveNothingBehind() {
    shop.offer("load", 1);
    try (ForecastService service = shop.service().serve("load@production").start()) {
      List<ThrowingCallable> mistakes =
          List.of(
              () -> service.deploy("laod", Shop.ALIAS, 1, "ann", "typo"),
              () -> service.pin("laod", Shop.ALIAS, 1),
              () -> service.load(ModelRef.alias("load", "staging")));
      for (ThrowingCallable mistake : mistakes) {
        assertThatExceptionOfType(ServiceRefusedException.class)
            .isThrownBy(mistake)
            .satisfies(e -> assertThat(e.reason()).isEqualTo(RefusalReason.UNKNOWN_MODEL));
      }
      assertThat(service.health().models()).hasSize(1);
      assertThat(service.health().status()).isEqualTo(HealthReport.Status.READY);
    }
  }

  @Test
  void passesOnWhatTheModelHasToSay() {
    shop.offer("load", 1);
    try (ForecastService service = shop.service().start()) {
      ForecastRequest stranger =
          ForecastRequest.of(1).withHistory(Panel.of(Shop.LOAD, Shop.series("stranger")));
      ServedForecast answer = service.forecast("load", stranger);
      assertThat(answer.forecast().get("load-series").mean(0)).isEqualTo(1);
      assertThatExceptionOfType(UnknownSeriesException.class)
          .isThrownBy(() -> answer.forecast().get("stranger"));
    }
  }

  @Test
  void answersABatchItemByItem() {
    shop.offer("load", 1);
    shop.offer("other", 2);
    try (ForecastService service = shop.service().start()) {
      List<BatchOutcome> outcomes =
          service.forecastAll(
              List.of(
                  new BatchItem("load", ForecastRequest.of(1)),
                  new BatchItem("nobody", ForecastRequest.of(1)),
                  new BatchItem("a/b/c", ForecastRequest.of(1)),
                  new BatchItem("other", ForecastRequest.of(2))),
              Deadline.none());
      assertThat(outcomes).hasSize(4);
      assertThat(answer(outcomes.get(0)).single().mean()).containsExactly(1);
      assertThat(failure(outcomes.get(1))).isInstanceOf(ServiceRefusedException.class);
      assertThat(failure(outcomes.get(2))).isInstanceOf(IllegalArgumentException.class);
      assertThat(answer(outcomes.get(3)).single().mean()).containsExactly(2, 2);
    }
  }

  static ServedForecast answer(BatchOutcome outcome) {
    return ((BatchOutcome.Answered) outcome).answer();
  }

  static RuntimeException failure(BatchOutcome outcome) {
    return ((BatchOutcome.Failed) outcome).cause();
  }

  static double mean(ForecastService service, String model) {
    return service.forecast(model, ForecastRequest.of(1)).single().mean(0);
  }
}
