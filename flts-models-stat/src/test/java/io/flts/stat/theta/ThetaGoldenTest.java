package io.flts.stat.theta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Levels;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import io.flts.stat.golden.GoldenSeries;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** R forecast 8.20, {@code thetaf(x, h)}: means, drift and limits. */
class ThetaGoldenTest {

  static Stream<GoldenSeries> series() {
    return GoldenSeries.competitionAvailable()
        ? Stream.concat(GoldenSeries.classic(), GoldenSeries.competition())
        : GoldenSeries.classic();
  }

  @ParameterizedTest
  @MethodSource("series")
  @DisplayName("Means are R's within 1e-3 and limits within 0.5 % of the width of the interval")
  void forecastsAreThoseOfR(GoldenSeries golden) {
    JsonNode r = golden.results().get("thetaf");
    double[] mean = GoldenSeries.numbers(r.get("mean"));
    double[] low = GoldenSeries.numbers(r.get("lo95"));
    double[] high = GoldenSeries.numbers(r.get("hi95"));
    TimeSeries series = TimeSeries.of("x", TimeIndex.ofSteps(0, golden.y().length), golden.y());
    Forecast ours =
        new Theta()
            .with(Parameters.of("season", golden.period()))
            .fit(series)
            .forecast(ForecastRequest.of(mean.length).withLevels(Levels.of(0.95)))
            .single();
    for (int h = 0; h < mean.length; h++) {
      String what = golden.id() + " h=" + (h + 1);
      assertThat(ours.mean(h)).as(what).isCloseTo(mean[h], within(1e-3 * Math.abs(mean[h])));
      double width = high[h] - low[h];
      assertThat(ours.interval(0.95).lower()[h]).as(what).isCloseTo(low[h], within(0.005 * width));
      assertThat(ours.interval(0.95).upper()[h]).as(what).isCloseTo(high[h], within(0.005 * width));
    }
  }

  @ParameterizedTest
  @MethodSource("series")
  @DisplayName("The drift is R's within 1e-10 relative")
  void driftIsThatOfR(GoldenSeries golden) {
    double expected = golden.results().get("thetaf").get("drift").asDouble();
    double[] plain = golden.y();
    if (SeasonalAdjustment.isSeasonal(plain, golden.period())) {
      plain =
          SeasonalAdjustment.of(plain, golden.period(), SeasonalAdjustment.Form.MULTIPLICATIVE)
              .removeFrom(plain, 0);
    }
    double drift = ThetaLine.through(plain).slope() / 2;
    assertThat(drift).isCloseTo(expected, within(1e-10 * Math.max(1, Math.abs(expected))));
  }
}
