package io.flts.stat.intermittent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import io.flts.stat.golden.GoldenSeries;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R forecast 8.20, {@code croston(x, h = 6, alpha = 0.1)}. */
class CrostonGoldenTest {

  @Test
  @DisplayName("The rate is R's to 1e-9; sba is it times 1 - alpha/2")
  void rateIsThatOfR() {
    JsonNode r = null;
    for (JsonNode one : GoldenSeries.extra()) {
      r = one.get("id").asText().equals("croston") ? one : r;
    }
    double[] x = GoldenSeries.numbers(r.get("x"));
    double[] mean = GoldenSeries.numbers(r.get("mean"));
    TimeSeries series = TimeSeries.of("x", TimeIndex.ofSteps(0, x.length), x);
    double[] ours = new Croston().fit(series).forecast(mean.length).mean();
    for (int h = 0; h < mean.length; h++) {
      assertThat(ours[h]).isCloseTo(mean[h], within(1e-9 * mean[h]));
    }
    double[] sba = new Sba().fit(series).forecast(1).mean();
    assertThat(sba[0]).isCloseTo(0.95 * mean[0], within(1e-9 * mean[0]));
  }
}
