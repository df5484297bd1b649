package io.flts.stat.prophet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fits of R prophet 1.0 with rstan 2.21.7, R 4.2.2.
 *
 * <p>Tolerances, with their reasons: curves 1 % of y_scale, because Prophet's L-BFGS stops early
 * and parameters trade off against each other; the log posterior at least Prophet's; interval width
 * 5 %, because both sides draw 1,000 samples.
 */
class ProphetGoldenTest {

  private static final double CURVE = 0.01;
  private static final double WIDTH = 0.05;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "synthetic_hol",
        "synthetic_monthlyseas",
        "synthetic_nohol_flatchg",
        "synthetic_regressor",
        "airpassengers_add",
        "airpassengers_mult",
        "retail",
        "peyton",
        "peyton_cps005",
        "peyton_logistic"
      })
  void agreesWithProphet(String id) {
    assumeTrue(GoldenFit.available(id), "shared golden data not found beside the repository");
    GoldenFit golden = GoldenFit.read(id);
    ProphetState state = golden.fit();

    assertThat(state.valueScale()).isEqualTo(golden.numbers("y_scale")[0]);
    if (state.changepoints().length > 0) {
      assertClose(state.changepoints(), golden.numbers("changepoints_t"), 1e-12);
    }
    assertThat(-state.objective()).isGreaterThanOrEqualTo(-prophetsObjective(golden, state));

    double tolerance = CURVE * state.valueScale();
    ProphetState.Times times = golden.times("forecast");
    ProphetState.Curve curve = state.curve(times);
    assertClose(curve.mean(), golden.numbers("forecast", "yhat"), tolerance);
    assertClose(curve.trend(), golden.numbers("forecast", "components", "trend"), tolerance);
    for (Map.Entry<String, double[]> one : curve.components().entrySet()) {
      double unit = state.layout().isMultiplicative(one.getKey()) ? 1 : state.valueScale();
      double[] expected = golden.numbers("forecast", "components", one.getKey());
      assertClose(one.getValue(), expected, CURVE * unit);
    }
    ProphetState.Curve inside = state.curve(golden.times("insample"));
    assertClose(inside.mean(), golden.numbers("insample", "yhat"), tolerance);
    assertClose(inside.trend(), golden.numbers("insample", "trend"), tolerance);

    double level = id.equals("peyton_cps005") ? 0.95 : 0.8;
    double ours = meanWidth(state, times, level);
    double theirs =
        meanWidth(
            golden.numbers("forecast", "yhat_lower"), golden.numbers("forecast", "yhat_upper"));
    assertThat(ours / theirs).isBetween(1 - WIDTH, 1 + WIDTH);
  }

  private static double meanWidth(ProphetState state, ProphetState.Times times, double level) {
    double[] paths = state.paths(times, state.terms(times), 1000, 7);
    double[][] bounds =
        PathQuantiles.of(
            paths, 1000, times.length(), new double[] {(1 - level) / 2, (1 + level) / 2});
    return meanWidth(bounds[0], bounds[1]);
  }

  private static double meanWidth(double[] lower, double[] upper) {
    double sum = 0;
    for (int i = 0; i < lower.length; i++) {
      sum += upper[i] - lower[i];
    }
    return sum / lower.length;
  }

  private static void assertClose(double[] actual, double[] expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    double worst = 0;
    for (int i = 0; i < actual.length; i++) {
      worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
    }
    assertThat(worst).isLessThanOrEqualTo(tolerance);
  }

  /** Our negative log posterior at Prophet's parameters. */
  private static double prophetsObjective(GoldenFit golden, ProphetState state) {
    int n = golden.y.length;
    double[] t = new double[n];
    double[] y = new double[n];
    double[] cap = new double[state.growth() == Growth.LOGISTIC ? n : 0];
    Arrays.fill(cap, 12 / state.valueScale());
    for (int i = 0; i < n; i++) {
      t[i] = state.scaledTime(golden.seconds[i]);
      y[i] = golden.y[i] / state.valueScale();
    }
    MapProblem problem =
        new MapProblem(
            state.growth(),
            t,
            y,
            cap,
            state.changepoints(),
            golden.layout.matrix(golden.seconds, golden.history().covariates()),
            golden.layout.multiplicative);
    double[] theta = new double[problem.columns];
    theta[MapProblem.RATE] = golden.numbers("k")[0];
    theta[MapProblem.OFFSET] = golden.numbers("m")[0];
    int changes = state.changepoints().length;
    if (changes > 0) {
      System.arraycopy(golden.numbers("delta"), 0, theta, MapProblem.FIRST_CHANGE, changes);
    }
    double[] beta = golden.numbers("beta");
    System.arraycopy(beta, 0, theta, MapProblem.FIRST_CHANGE + changes, beta.length);
    return new MapSolver(problem, golden.layout.priorScale, golden.settings.changepointPriorScale())
        .objective(theta, problem.residualSumOfSquares(theta), golden.numbers("sigma_obs")[0]);
  }
}
