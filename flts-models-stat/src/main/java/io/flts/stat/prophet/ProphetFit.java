package io.flts.stat.prophet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Fits one series: scales it, places changepoints, starts the trend and solves for the mode. */
final class ProphetFit {

  /** How values are brought to the unit scale of the priors. */
  enum Scaling {
    /** Divide by the largest absolute value. */
    ABSMAX,
    /** Subtract the least value and divide by the range. */
    MINMAX
  }

  /**
   * What the user chose.
   *
   * @param changepoints number of automatic changepoints, ≥ 0
   * @param changepointRange share of the history that may hold them, in (0, 1]
   * @param changepointPriorScale τ, &gt; 0
   */
  record Settings(
      Growth growth,
      int changepoints,
      double changepointRange,
      double changepointPriorScale,
      Scaling scaling) {}

  private ProphetFit() {}

  /**
   * Fits.
   *
   * @param times n ≥ 2 used observations, ascending, no missing values in y or the covariates
   * @param y n finite values
   * @param fixedChangepoints changepoint times in seconds; empty places them automatically
   * @param warm parameters of an earlier fit to start from, or an empty array
   */
  static ProphetState fit(
      Settings settings,
      FeatureLayout layout,
      ProphetState.Times times,
      double[] y,
      double[] fixedChangepoints,
      double[] warm) {
    int n = y.length;
    double[] seconds = times.seconds();
    double start = seconds[0];
    double span = seconds[n - 1] - start;
    double[] shifted = y.clone();
    for (int i = 0; i < n && times.floor().length > 0; i++) {
      shifted[i] -= times.floor()[i];
    }
    double shift = settings.scaling() == Scaling.MINMAX ? least(shifted) : 0;
    double scale = 0;
    for (double value : shifted) {
      scale = Math.max(scale, Math.abs(value - shift));
    }
    if (scale == 0) {
      scale = 1;
    }
    double[] t = new double[n];
    double[] scaled = new double[n];
    double[] cap = new double[settings.growth() == Growth.LOGISTIC ? n : 0];
    for (int i = 0; i < n; i++) {
      t[i] = (seconds[i] - start) / span;
      scaled[i] = (shifted[i] - shift) / scale;
      if (cap.length > 0) {
        cap[i] = (times.cap()[i] - times.floor()[i]) / scale;
      }
    }
    double[] changepoints = changepoints(settings, t, fixedChangepoints, start, span);
    MapProblem problem =
        new MapProblem(
            settings.growth(),
            t,
            scaled,
            cap,
            changepoints,
            layout.matrix(seconds, times.covariates()),
            layout.multiplicative);
    MapSolver solver = new MapSolver(problem, layout.priorScale, settings.changepointPriorScale());
    MapSolver.Mode mode = constant(problem);
    if (mode == null) {
      double[] cold = start(problem);
      boolean warmer =
          warm.length == problem.columns && solver.objective(warm) < solver.objective(cold);
      mode = solver.solve(warmer ? warm : cold);
    }
    return new ProphetState(
        settings.growth(),
        layout,
        start,
        span,
        shift,
        scale,
        changepoints,
        mode.theta(),
        mode.sigma(),
        mode.objective());
  }

  /**
   * The mode of a series that never changes, or null. Its noise would shrink without end, and the
   * priors would spread the level over the seasonal terms.
   */
  private static MapSolver.@Nullable Mode constant(MapProblem problem) {
    if (problem.growth == Growth.LOGISTIC) {
      return null;
    }
    for (double value : problem.y) {
      if (value != problem.y[0]) {
        return null;
      }
    }
    double[] theta = new double[problem.columns];
    theta[MapProblem.OFFSET] = problem.y[0];
    return new MapSolver.Mode(theta, 1e-9, Double.NEGATIVE_INFINITY, 0);
  }

  private static double[] changepoints(
      Settings settings, double[] t, double[] fixed, double start, double span) {
    if (settings.growth() == Growth.FLAT) {
      return new double[0];
    }
    if (fixed.length > 0) {
      double[] scaled = new double[fixed.length];
      for (int j = 0; j < fixed.length; j++) {
        scaled[j] = (fixed[j] - start) / span;
      }
      Arrays.sort(scaled);
      return scaled;
    }
    return ChangepointGrid.place(t, settings.changepoints(), settings.changepointRange());
  }

  /** Trend through the first and the last value, no changes, no other effect. */
  static double[] start(MapProblem problem) {
    double[] theta = new double[problem.columns];
    int last = problem.rows() - 1;
    double length = problem.t[last] - problem.t[0];
    if (problem.growth == Growth.FLAT) {
      double sum = 0;
      for (double value : problem.y) {
        sum += value;
      }
      theta[MapProblem.OFFSET] = sum / problem.rows();
    } else if (problem.growth == Growth.LINEAR) {
      theta[MapProblem.RATE] = (problem.y[last] - problem.y[0]) / length;
      theta[MapProblem.OFFSET] = problem.y[0] - theta[MapProblem.RATE] * problem.t[0];
    } else {
      double first = logit(problem.y[0], problem.cap[0]);
      double end = logit(problem.y[last], problem.cap[last]);
      if (Math.abs(first - end) <= 0.01) {
        first = 1.05 * first + 0.01;
      }
      theta[MapProblem.RATE] = (first - end) / length;
      theta[MapProblem.OFFSET] = first * length / (first - end);
    }
    return theta;
  }

  /** ln(cap/y − 1), with y kept inside the open range. */
  private static double logit(double value, double cap) {
    double inside = Math.max(0.01 * cap, Math.min(0.99 * cap, value));
    return StrictMath.log(cap / inside - 1);
  }

  private static double least(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, value);
    }
    return least;
  }
}
