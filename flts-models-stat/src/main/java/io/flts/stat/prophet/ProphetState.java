package io.flts.stat.prophet;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A fitted curve: parameters, scales and regression columns. Everything needed to evaluate the
 * model at any time, without the history.
 *
 * <p>Immutable by convention inside this package (no method writes to its arrays); thread-safe.
 *
 * @param startSeconds local time of scaled time 0
 * @param spanSeconds seconds from scaled time 0 to 1 (the first to the last used observation)
 * @param valueShift subtracted from values before scaling (floor excluded)
 * @param valueScale divisor of values
 * @param theta parameters in the layout of {@link MapProblem}
 * @param sigma noise standard deviation on the scaled axis
 */
record ProphetState(
    Growth growth,
    FeatureLayout layout,
    double startSeconds,
    double spanSeconds,
    double valueShift,
    double valueScale,
    double[] changepoints,
    double[] theta,
    double sigma,
    double objective) {

  /**
   * The model on a set of times, on the scale of the raw data.
   *
   * @param mean point forecast
   * @param trend trend alone
   * @param components per component: units of the series, or a share of the trend where
   *     multiplicative
   */
  record Curve(double[] mean, double[] trend, Map<String, double[]> components) {}

  double scaledTime(double seconds) {
    return (seconds - startSeconds) / spanSeconds;
  }

  /** Inputs of one evaluation. */
  record Times(double[] seconds, double[][] covariates, double[] cap, double[] floor) {
    int length() {
      return seconds.length;
    }
  }

  /** Scaled terms of one evaluation: what the simulator needs. */
  record Terms(double[] t, double[] cap, double[] trend, double[] factor, double[] added) {}

  Terms terms(Times times) {
    int h = times.length();
    double[] t = new double[h];
    double[] cap = new double[growth == Growth.LOGISTIC ? h : 0];
    double[] trend = new double[h];
    double[] factor = new double[h];
    double[] added = new double[h];
    int width = layout.columns();
    double[] row = new double[width];
    int first = theta.length - width;
    for (int i = 0; i < h; i++) {
      t[i] = scaledTime(times.seconds()[i]);
      if (growth == Growth.LOGISTIC) {
        cap[i] = (times.cap()[i] - times.floor()[i]) / valueScale;
      }
      double capacity = growth == Growth.LOGISTIC ? cap[i] : Double.NaN;
      trend[i] = TrendCurve.value(growth, theta, changepoints, t[i], capacity);
      layout.fill(times.seconds()[i], times.covariates(), i, row, 0);
      double multiplied = 1;
      double sum = 0;
      for (int j = 0; j < width; j++) {
        double term = row[j] * theta[first + j];
        if (layout.multiplicative[j]) {
          multiplied += term;
        } else {
          sum += term;
        }
      }
      factor[i] = multiplied;
      added[i] = sum;
    }
    return new Terms(t, cap, trend, factor, added);
  }

  /** Raw value of a scaled one at row i. */
  double unscale(double scaled, Times times, int i) {
    return scaled * valueScale + valueShift + (times.floor().length == 0 ? 0 : times.floor()[i]);
  }

  double[] mean(Times times, Terms terms) {
    double[] mean = new double[times.length()];
    for (int i = 0; i < mean.length; i++) {
      double scaled = terms.trend()[i] * terms.factor()[i] + terms.added()[i];
      mean[i] = unscale(scaled, times, i);
    }
    return mean;
  }

  /**
   * Simulated futures on the raw scale, path-major paths × h.
   *
   * <p>Deterministic in the seed.
   */
  double[] paths(Times times, Terms terms, int paths, long seed) {
    int h = times.length();
    double[] out = new double[paths * h];
    new PathSimulator(growth, theta, changepoints, sigma)
        .simulate(terms.t(), terms.cap(), terms.factor(), terms.added(), paths, seed, out);
    for (int path = 0; path < paths; path++) {
      for (int i = 0; i < h; i++) {
        out[path * h + i] = unscale(out[path * h + i], times, i);
      }
    }
    return out;
  }

  /** Trend and every component at the given times. */
  Curve curve(Times times) {
    int h = times.length();
    Terms terms = terms(times);
    double[] trend = new double[h];
    for (int i = 0; i < h; i++) {
      trend[i] = unscale(terms.trend()[i], times, i);
    }
    Map<String, double[]> components = new LinkedHashMap<>();
    int width = layout.columns();
    int first = theta.length - width;
    double[] row = new double[width];
    for (String name : layout.component) {
      components.putIfAbsent(name, new double[h]);
    }
    for (int i = 0; i < h; i++) {
      layout.fill(times.seconds()[i], times.covariates(), i, row, 0);
      for (int j = 0; j < width; j++) {
        double unit = layout.multiplicative[j] ? 1 : valueScale;
        double[] component = components.get(layout.component[j]);
        if (component != null) {
          component[i] += row[j] * theta[first + j] * unit;
        }
      }
    }
    return new Curve(mean(times, terms), trend, components);
  }
}
