package io.flts.stat.stationarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.flts.stat.golden.GoldenSeries;
import io.flts.stat.stationarity.Differences.SeasonalTest;
import io.flts.stat.stationarity.Differences.UnitRootTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * R {@code forecast} 8.20 and {@code urca} 1.3-3: numbers of differences, test statistics,
 * correlations, λ.
 */
class StationarityGoldenTest {

  static Stream<GoldenSeries> series() {
    return GoldenSeries.competitionAvailable()
        ? Stream.concat(GoldenSeries.classic(), GoldenSeries.competition())
        : GoldenSeries.classic();
  }

  @ParameterizedTest
  @MethodSource("series")
  @DisplayName("ndiffs by kpss, adf and pp; nsdiffs by seasonal strength and ocsb")
  void differences(GoldenSeries golden) {
    JsonNode r = golden.results();
    double[] y = golden.y();
    assertThat(Differences.ordinary(y, UnitRootTest.KPSS, 2))
        .isEqualTo(r.get("ndiffs").get("kpss").asInt());
    assertThat(Differences.ordinary(y, UnitRootTest.ADF, 2))
        .isEqualTo(r.get("ndiffs").get("adf").asInt());
    assertThat(Differences.ordinary(y, UnitRootTest.PP, 2))
        .isEqualTo(r.get("ndiffs").get("pp").asInt());
    if (r.path("nsdiffs").isNumber()) {
      int m = golden.period();
      assertThat(Differences.seasonal(y, m, SeasonalTest.STRENGTH, 1))
          .isEqualTo(r.get("nsdiffs").asInt());
      assertThat(Differences.seasonal(y, m, SeasonalTest.OCSB, 1))
          .isEqualTo(r.get("nsdiffs_ocsb").asInt());
    }
  }

  @ParameterizedTest
  @MethodSource("series")
  @DisplayName("KPSS and Ljung-Box statistics, autocorrelations and partial ones to 1e-9")
  void statistics(GoldenSeries golden) {
    JsonNode r = golden.results();
    double[] y = golden.y();
    JsonNode kpss = r.get("kpss_mu_stat");
    double statistic = kpss.get("stat").asDouble();
    assertThat(Kpss.defaultLag(y.length)).isEqualTo(kpss.get("lag").asInt());
    assertThat(Kpss.test(y, kpss.get("lag").asInt()).statistic())
        .isCloseTo(statistic, within(1e-9 * Math.max(1.0, statistic)));
    double[] difference = new double[y.length - 1];
    for (int t = 0; t < difference.length; t++) {
      difference[t] = y[t + 1] - y[t];
    }
    TestResult box = Autocorrelation.ljungBox(difference, 10, 0);
    double expected = r.get("ljung_box_lag10").get("stat").asDouble();
    assertThat(box.statistic()).isCloseTo(expected, within(1e-9 * expected));
    assertThat(box.pValue()).isCloseTo(r.get("ljung_box_lag10").get("p").asDouble(), within(1e-9));
    double[] acf = GoldenSeries.numbers(r.get("acf"));
    assertThat(Autocorrelation.acf(y, acf.length - 1)).containsExactly(acf, within(1e-9));
    double[] pacf = GoldenSeries.numbers(r.get("pacf"));
    assertThat(Autocorrelation.pacf(y, pacf.length)).containsExactly(pacf, within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("series")
  @DisplayName("Box-Cox λ by Guerrero (R stops its search at 1e-4) and by likelihood")
  void boxCox(GoldenSeries golden) {
    JsonNode r = golden.results().get("boxcox_lambda");
    assertThat(BoxCox.guerrero(golden.y(), golden.period()))
        .isCloseTo(r.get("guerrero").asDouble(), within(1e-4));
    assertThat(BoxCox.logLikelihood(golden.y(), golden.period()))
        .isCloseTo(r.get("loglik").asDouble(), within(1e-9));
  }
}
