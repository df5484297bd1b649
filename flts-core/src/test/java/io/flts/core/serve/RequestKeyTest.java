package io.flts.core.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Horizon;
import io.flts.api.forecast.Levels;
import io.flts.api.series.Covariate;
import io.flts.api.series.Frequency;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.Panel;
import io.flts.api.series.StaticAttributes;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestKeyTest {
  private static final LocalDateTime START = LocalDateTime.parse("2026-01-31T00:00");
  private static final Frequency HOURLY = Frequency.parse("h");

  private static TimeSeries series(double... values) {
    return TimeSeries.of("a", START, HOURLY, values);
  }

  private static ForecastRequest over(TimeSeries... series) {
    return ForecastRequest.of(3).withHistory(Panel.of(series));
  }

  @Test
  void everythingThatAForecastDependsOnChangesTheKey() {
    TimeSeries plain = series(1, 2, 3);
    TimeIndex months = TimeIndex.of(START, Frequency.parse("P1M"), 3);
    FutureCovariates.Window window =
        new FutureCovariates.Window(plain.index().next(3), Map.of("wind", new double[] {1, 2, 3}));
    List<ForecastRequest> all = new ArrayList<>();
    all.add(ForecastRequest.of(3));
    all.add(ForecastRequest.of(4));
    all.add(ForecastRequest.of(Horizon.of(Duration.ofHours(3))));
    all.add(ForecastRequest.of(3).withSeed(1));
    all.add(ForecastRequest.of(3).withPaths(1));
    all.add(ForecastRequest.of(3).withLevels(Levels.of(0.8)));
    all.add(ForecastRequest.of(3).withLevels(Levels.of(0.9)));
    all.add(ForecastRequest.of(3).withLevels(Levels.of(0.8, 0.9)));
    all.add(over(plain));
    all.add(over(series(1, 2, 4)));
    all.add(over(series(1, 2, Double.NaN)));
    all.add(over(series(1, 2, -0.0)));
    all.add(over(series(1, 2, 0.0)));
    all.add(over(series(1, 2)));
    all.add(over(plain.withId("b")));
    all.add(over(plain, plain.withId("b")));
    all.add(over(plain.withId("b"), plain));
    all.add(over(TimeSeries.of("a", START.plusHours(1), HOURLY, 1, 2, 3)));
    all.add(over(TimeSeries.of("a", START, Frequency.parse("D"), 1, 2, 3)));
    all.add(over(TimeSeries.of("a", START.atZone(ZoneId.of("Europe/Berlin")), HOURLY, 1, 2, 3)));
    all.add(over(TimeSeries.of("a", months, 1, 2, 3)));
    // Both begin on 28 February; the next step is 31 March for one, 28 March for the other.
    all.add(over(TimeSeries.of("a", months.slice(1, 4), 1, 2, 3)));
    all.add(over(TimeSeries.of("a", START.plusDays(28), Frequency.parse("P1M"), 1, 2, 3)));
    all.add(over(plain.withCovariate(Covariate.past("wind", 1, 2, 3))));
    all.add(over(plain.withCovariate(Covariate.future("wind", 1, 2, 3))));
    all.add(over(plain.withCovariate(Covariate.future("wind", 1, 2, 3, 4))));
    all.add(over(plain.withCovariate(Covariate.past("rain", 1, 2, 3))));
    all.add(over(attributed(new StaticAttributes(Map.of("size", 1.0), Map.of()))));
    all.add(over(attributed(new StaticAttributes(Map.of(), Map.of("size", "1.0")))));
    all.add(over(attributed(new StaticAttributes(Map.of(), Map.of("size", "2.0")))));
    all.add(over(plain).withFuture(FutureCovariates.none().and("a", window)));
    all.add(over(plain).withFuture(FutureCovariates.none().and("b", window)));
    all.add(
        over(plain)
            .withFuture(FutureCovariates.none().and("a", window.with("wind", new double[3]))));

    assertThat(new HashSet<>(all.stream().map(RequestKey::of).toList())).hasSameSizeAs(all);
  }

  private static TimeSeries attributed(StaticAttributes attributes) {
    return series(1, 2, 3).toBuilder().attributes(attributes).build();
  }

  @Test
  void theSameContentHasTheSameKeyWhateverTheDeadline() {
    ForecastRequest one = over(series(1, Double.NaN, 3)).withLevels(Levels.of(0.8));
    ForecastRequest again =
        over(series(1, Double.longBitsToDouble(0x7ff8000000000001L), 3))
            .withLevels(Levels.of(0.8))
            .withDeadline(Deadline.after(Duration.ofSeconds(1)));
    assertThat(RequestKey.of(again)).isEqualTo(RequestKey.of(one));
  }

  @Test
  void readsLongHistoriesToTheEnd() {
    double[] values = new double[50_000];
    RequestKey before = RequestKey.of(over(series(values)));
    values[49_999] = 1;
    assertThat(RequestKey.of(over(series(values)))).isNotEqualTo(before);
    values[49_999] = 0;
    values[1_023] = 1; // at the edge of the first block
    assertThat(RequestKey.of(over(series(values)))).isNotEqualTo(before);
  }
}
