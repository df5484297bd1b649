package io.flts.stat.ets;

import io.flts.stat.optimize.NelderMead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An estimated form of complex exponential smoothing.
 *
 * <p>Smoothing parameters minimise the sum of squared one-step errors (maximum likelihood under
 * normal errors) by Nelder-Mead, inside the region where old observations lose their weight. First
 * states are found by running the recursion over the reversed series and back (backcasting), as
 * Svetunkov's package does by default; they count as parameters in the criterion.
 *
 * @param shape which form
 * @param period seasonal period, 1 without season
 * @param smoothing a₀, a₁ and, where the form has them, b or b₀, b₁
 * @param start state before the first observation
 * @param end state after the last one
 * @param errorSum sum of squared one-step errors
 * @param count observed values
 */
@SuppressWarnings("ArrayRecordComponent") // package-private carrier, never compared
record CesFit(
    CesShape shape,
    int period,
    double[] smoothing,
    CesState start,
    CesState end,
    double errorSum,
    int count) {

  private static final int EVALUATIONS = 400;

  double sigma2() {
    return errorSum / Math.max(1, count - shape.parameters);
  }

  /**
   * Corrected AIC. The states come from the data by backcasting: only the smoothing is estimated.
   */
  double aicc() {
    double criterion = count * Math.log(Math.max(errorSum, Double.MIN_NORMAL));
    return EtsFit.aicc(criterion, shape.parameters + 1 + seasonalCost(), count);
  }

  /** Seasonal states are free values all the same; half of them is what backcasting leaves free. */
  private int seasonalCost() {
    return shape.lagged() ? shape.states(period) / 2 : 1;
  }

  static @Nullable CesFit best(double[] y, int m, List<CesShape> shapes) {
    CesFit best = null;
    for (CesShape shape : shapes) {
      CesFit fit = fit(y, shape.lagged() ? m : 1, shape);
      if (fit != null && (best == null || fit.aicc() < best.aicc())) {
        best = fit;
      }
    }
    return best;
  }

  static List<CesShape> candidates(int m, int observed) {
    List<CesShape> shapes = new ArrayList<>(List.of(CesShape.NONE));
    if (m > 1 && observed >= 2 * m + 4) {
      shapes.addAll(List.of(CesShape.SIMPLE, CesShape.PARTIAL, CesShape.FULL));
    }
    return shapes;
  }

  private static @Nullable CesFit fit(double[] y, int m, CesShape shape) {
    CesState seed = seed(y, m, shape);
    CesState state = seed.copy();
    double[] point = Arrays.copyOf(new double[] {1.3, 1, 0, 0}, shape.parameters);
    if (shape == CesShape.PARTIAL) {
      point[2] = 0.1;
    } else if (shape == CesShape.FULL) {
      point[2] = 1.3;
      point[3] = 1;
    }
    double[] steps = new double[shape.parameters];
    Arrays.fill(steps, 0.1);
    double reached =
        new NelderMead(shape.parameters)
            .minimize(p -> sum(y, p, m, shape, seed, state), point, steps, EVALUATIONS, 1e-8);
    if (!(reached < Double.POSITIVE_INFINITY)) {
      return null;
    }
    backcast(y, point, m, seed, state);
    CesState start = state.copy();
    double sum = forward(y, point, m, state);
    int count = (int) Arrays.stream(y).filter(v -> !Double.isNaN(v)).count();
    return new CesFit(shape, m, point, start, state.copy(), sum, count);
  }

  /** log of the mean squared error; +∞ outside the region of stability. */
  private static double sum(
      double[] y, double[] p, int m, CesShape shape, CesState seed, CesState state) {
    if (!stable(p[0], p[1])) {
      return Double.POSITIVE_INFINITY;
    }
    if (shape == CesShape.PARTIAL && !(p[2] >= 0 && p[2] <= 1)) {
      return Double.POSITIVE_INFINITY;
    }
    if (shape == CesShape.FULL && !stable(p[2], p[3])) {
      return Double.POSITIVE_INFINITY;
    }
    backcast(y, p, m, seed, state);
    double sum = forward(y, p, m, state);
    return Math.log(Math.max(sum, Double.MIN_NORMAL));
  }

  /** Whether the eigenvalues of the discount matrix lie inside the unit circle. */
  private static boolean stable(double a0, double a1) {
    // Discount matrix [1−a₀+a₁, a₁−1; 1−a₀−a₁, 1−a₀]: trace and determinant decide for two roots.
    double trace = 2 - 2 * a0 + a1;
    double determinant = (1 - a0 + a1) * (1 - a0) - (a1 - 1) * (1 - a0 - a1);
    return Math.abs(determinant) < 1 && Math.abs(trace) < 1 + determinant;
  }

  /** The state before the first value of another series, for given parameters. */
  static CesState startFor(double[] y, double[] smoothing, int m, CesShape shape) {
    CesState seed = seed(y, m, shape);
    CesState state = seed.copy();
    backcast(y, smoothing, m, seed, state);
    return state;
  }

  private static CesState seed(double[] y, int m, CesShape shape) {
    CesState seed = CesState.zero(shape, m);
    EtsShape plain =
        new EtsShape(
            EtsShape.Term.ADDITIVE,
            EtsShape.Term.NONE,
            false,
            m > 1 ? EtsShape.Term.ADDITIVE : EtsShape.Term.NONE,
            m);
    EtsState rough = InitialStates.of(y, plain);
    for (int j = 0; j < seed.level.length; j++) {
      double offset = seed.level.length > 1 ? rough.season[j] : 0;
      seed.level[j] = rough.level + offset;
      seed.potential[j] = (rough.level + offset) / 1.1;
    }
    for (int j = 0; j < seed.season.length; j++) {
      seed.season[j] = rough.season[j];
    }
    for (int j = 0; j < seed.seasonPotential.length; j++) {
      seed.seasonPotential[j] = rough.season[j] / 1.1;
    }
    return seed;
  }

  /**
   * The state before the first value: forward from a rough guess, then backward over all values.
   */
  private static void backcast(double[] y, double[] p, int m, CesState seed, CesState state) {
    state.set(seed);
    int n = y.length;
    forward(y, p, m, state);
    // Backward in time the phases run the other way round.
    mirror(state, n, m);
    for (int t = n - 1; t >= 0; t--) {
      double error = y[t] - state.expect();
      state.advance(p, Double.isNaN(error) ? 0 : error, m);
    }
    mirror(state, 0, m);
  }

  /** Turns phases of forward time at position t into phases of backward time, and back. */
  private static void mirror(CesState state, int t, int m) {
    reverse(state.level);
    reverse(state.potential);
    reverse(state.season);
    reverse(state.seasonPotential);
    // Phase j of forward time is m−1−j of backward time; the coming value backward is position t−1.
    state.phase = t == 0 ? 0 : m - 1 - (t - 1) % m;
  }

  private static void reverse(double[] values) {
    for (int i = 0, j = values.length - 1; i < j; i++, j--) {
      double swap = values[i];
      values[i] = values[j];
      values[j] = swap;
    }
  }

  private static double forward(double[] y, double[] p, int m, CesState state) {
    double sum = 0;
    for (double v : y) {
      double error = v - state.expect();
      if (Double.isNaN(v)) {
        error = 0;
      }
      sum += error * error;
      state.advance(p, error, m);
    }
    return sum;
  }
}
