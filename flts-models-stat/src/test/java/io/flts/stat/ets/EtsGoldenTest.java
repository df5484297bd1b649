package io.flts.stat.ets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.flts.stat.ets.EtsSelection.Damping;
import io.flts.stat.golden.GoldenSeries;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * R forecast 8.20: likelihood at R's own parameters, AICc of every model, forecasts and intervals.
 */
class EtsGoldenTest {

  static Stream<GoldenSeries> series() {
    return GoldenSeries.competitionAvailable()
        ? Stream.concat(GoldenSeries.classic(), GoldenSeries.competition())
        : GoldenSeries.classic();
  }

  @ParameterizedTest
  @MethodSource("series")
  @DisplayName(
      "At R's parameters and first states the log-likelihood, sigma2 and last states are R's")
  void recursionsAtTheParametersOfR(GoldenSeries golden) {
    Iterator<Map.Entry<String, JsonNode>> models = golden.results().get("ets").fields();
    while (models.hasNext()) {
      JsonNode r = models.next().getValue();
      EtsFit fit = atR(r, golden);
      String what = golden.id() + " " + fit.shape();
      // R prints 15 digits of parameters that the recursion amplifies over up to 2,283 steps.
      double logLikelihood = r.get("loglik").asDouble();
      assertThat(fit.logLikelihood())
          .as(what)
          .isCloseTo(logLikelihood, within(1e-6 * Math.abs(logLikelihood)));
      assertThat(fit.sigma2() / r.get("sigma2").asDouble()).as(what).isCloseTo(1, within(1e-6));
      JsonNode last = r.get("states_last");
      assertThat(fit.end().level / last.get("l").asDouble()).as(what).isCloseTo(1, within(1e-6));
      if (fit.shape().trended()) {
        assertThat(fit.end().slope)
            .as(what)
            .isCloseTo(last.get("b").asDouble(), within(1e-6 * Math.abs(last.get("l").asDouble())));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("series")
  @DisplayName("Means and intervals at R's parameters are R's")
  void intervalsAtTheParametersOfR(GoldenSeries golden) {
    Iterator<Map.Entry<String, JsonNode>> models = golden.results().get("ets").fields();
    while (models.hasNext()) {
      JsonNode r = models.next().getValue();
      EtsFit fit = atR(r, golden);
      if (fit.shape().damped() && fit.shape().season() == EtsShape.Term.MULTIPLICATIVE) {
        continue; // R leaves the first step of these undamped; see the Javadoc of Ets
      }
      double[] mean = GoldenSeries.numbers(r.get("forecast").get("mean"));
      double[] low = GoldenSeries.numbers(r.get("forecast").get("lo95"));
      double[] high = GoldenSeries.numbers(r.get("forecast").get("hi95"));
      EtsMoments ours =
          EtsMoments.of(fit.shape(), fit.parameters(), fit.end(), fit.sigma2(), mean.length);
      for (int h = 0; h < mean.length; h++) {
        String what = golden.id() + " " + fit.shape() + " h=" + (h + 1);
        double width = high[h] - low[h];
        double half = 1.959963984540054 * Math.sqrt(ours.variance()[h]);
        assertThat(ours.mean()[h]).as(what).isCloseTo(mean[h], within(0.005 * width));
        if (fit.shape().seasonal() && h + 1 >= golden.period() && fit.parameters().gamma() > 0.01) {
          // R adds γ to the variance one step early (at h = m, where no seasonal state has yet been
          // touched by a future error). EtsMomentsTest checks ours against simulation instead.
          continue;
        }
        assertThat(ours.mean()[h] - half).as(what).isCloseTo(low[h], within(0.005 * width));
        assertThat(ours.mean()[h] + half).as(what).isCloseTo(high[h], within(0.005 * width));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("series")
  @DisplayName("AICc of every model is at most R's + 0.1, and equally likely fits forecast alike")
  void fitsAreAsLikelyAsThoseOfR(GoldenSeries golden) {
    Iterator<Map.Entry<String, JsonNode>> models = golden.results().get("ets").fields();
    while (models.hasNext()) {
      Map.Entry<String, JsonNode> entry = models.next();
      JsonNode r = entry.getValue();
      String key = entry.getKey().substring(0, 3);
      Damping damping = entry.getKey().endsWith("damped") ? Damping.YES : Damping.AUTO;
      int period = golden.period() <= EtsSelection.LONGEST_SEASON ? golden.period() : 1;
      boolean positive = Arrays.stream(golden.y()).allMatch(v -> v > 0);
      List<EtsShape> candidates =
          EtsSelection.candidates(key, damping, true, false, period, positive);
      EtsFit fit = EtsSelection.best(golden.y(), candidates, EtsFit::aicc);
      String what = golden.id() + " " + entry.getKey() + " ours " + fit + " R " + r.get("method");
      double aicc = r.get("aicc").asDouble();
      assertThat(fit.aicc()).as(what).isLessThanOrEqualTo(aicc + 0.1);
      boolean same = fit.shape().toString().equals(r.get("method").asText());
      if (same && Math.abs(fit.aicc() - aicc) < 0.1) {
        double[] mean = GoldenSeries.numbers(r.get("forecast").get("mean"));
        EtsMoments moments =
            EtsMoments.of(fit.shape(), fit.parameters(), fit.end(), fit.sigma2(), mean.length);
        for (int h = 0; h < mean.length; h++) {
          assertThat(moments.mean()[h])
              .as(what)
              .isCloseTo(mean[h], within(0.01 * Math.abs(mean[h])));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("series")
  @DisplayName("ses forecasts as R's ses")
  void simpleSmoothing(GoldenSeries golden) {
    JsonNode r = golden.results().get("ses");
    assumeTrue(r != null && r.has("mean"), "R has no ses for this series");
    EtsFit fit = EtsSelection.best(golden.y(), List.of(EtsShape.parse("ANN", 1)), EtsFit::aicc);
    assertThat(fit.end().level)
        .isCloseTo(r.get("mean").get(0).asDouble(), within(1e-3 * Math.abs(fit.end().level)));
  }

  private static EtsFit atR(JsonNode r, GoldenSeries golden) {
    String method = r.get("method").asText();
    String code = method.substring(4, method.length() - 1).replace(",", "");
    EtsShape shape = EtsShape.parse(code, golden.period());
    JsonNode p = r.get("par");
    EtsParameters parameters =
        new EtsParameters(
            p.get("alpha").asDouble(),
            p.has("beta") ? p.get("beta").asDouble() : 0,
            p.has("gamma") ? p.get("gamma").asDouble() : 0,
            p.has("phi") ? p.get("phi").asDouble() : 1);
    JsonNode first = r.get("states_first");
    int m = shape.seasonal() ? shape.period() : 0;
    double[] season = new double[m];
    for (int j = 0; j < m; j++) {
      season[j] = first.get("s" + (m - j)).asDouble(); // R: s1 is the newest, s_m the coming one
    }
    double slope = first.has("b") ? first.get("b").asDouble() : 0;
    EtsState start = new EtsState(first.get("l").asDouble(), slope, season, 0);
    return EtsFit.run(shape, parameters, start, golden.y());
  }
}
