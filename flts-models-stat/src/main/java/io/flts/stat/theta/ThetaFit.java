package io.flts.stat.theta;

import io.flts.stat.optimize.Brent;

/**
 * Estimates of one Theta model over a series without season.
 *
 * <p>All models share a level l that follows the series by a fraction α of each error, and add ω
 * times what the line lacks:
 *
 * <pre>
 *   μ[t] = l[t−1] + ω·z[t],   z[t] = (1−α)^k·A + (1 − (1−α)^(k+1))/α·B,   l[t] = l[t−1] + α·(y[t] − l[t−1])
 * </pre>
 *
 * with k the number of values observed before t, ω = 1 − 1/θ, and A + B·t the least-squares line:
 * through all values (static), or through those before t (dynamic). For given α the errors are
 * linear in the first level and in ω, which are found by least squares, so only α is searched, on
 * [1e-4, 0.9999] for the standard method and [0.1, 0.99] for the others as in Fiorucci et al.
 * (2016).
 *
 * @param kind which model
 * @param alpha how fast the level follows
 * @param omega weight of the line, in [0, 1]
 * @param firstLevel l before the first value
 * @param level l after the last one
 * @param line the line through all values
 * @param errorSum sum of squared one-step errors
 * @param errors number of them
 */
record ThetaFit(
    Kind kind,
    double alpha,
    double omega,
    double firstLevel,
    double level,
    ThetaLine line,
    double errorSum,
    int errors) {

  /** The four models of Fiorucci et al. (2016). */
  enum Kind {
    /** θ = 2, one line; errors of the smoothing alone, as R's thetaf. */
    STANDARD(false, false),
    /** θ estimated, one line. */
    OPTIMISED(true, false),
    /** θ = 2, a line that follows. */
    DYNAMIC_STANDARD(false, true),
    /** θ estimated, a line that follows. */
    DYNAMIC_OPTIMISED(true, true);

    final boolean optimised;
    final boolean dynamic;

    Kind(boolean optimised, boolean dynamic) {
      this.optimised = optimised;
      this.dynamic = dynamic;
    }

    /** Level, α and perhaps θ. */
    int parameters() {
      return optimised ? 3 : 2;
    }
  }

  double sigma2() {
    return errorSum / Math.max(1, errors - kind.parameters());
  }

  static ThetaFit of(double[] y, Kind kind) {
    Errors errors = new Errors(y, kind);
    double low = kind == Kind.STANDARD ? 1e-4 : 0.1;
    double high = kind == Kind.STANDARD ? 0.9999 : 0.99;
    double alpha = Brent.minimum(errors::sum, low, high, 9, 1e-6);
    errors.sum(alpha);
    return errors.result(alpha);
  }

  /** The level from which given parameters follow another series best. */
  static ThetaFit withParameters(double[] y, Kind kind, double alpha, double omega) {
    Errors errors = new Errors(y, kind);
    errors.fixOmega(omega);
    errors.sum(alpha);
    return errors.result(alpha);
  }

  /** The least-squares problem for given α; buffers of one series. */
  private static final class Errors {

    private final double[] y;
    private final Kind kind;
    private final ThetaLine whole;
    private final double[] intercepts;
    private final double[] slopes;
    private double fixedOmega = 0.5;
    private final double origin;
    private boolean free;
    private double firstLevel;
    private double omega;
    private double errorSum;
    private int count;

    Errors(double[] y, Kind kind) {
      this.y = y;
      this.kind = kind;
      free = kind.optimised;
      whole = ThetaLine.through(y);
      origin = firstObserved(y);
      intercepts = new double[kind.dynamic ? y.length : 0];
      slopes = new double[kind.dynamic ? y.length : 0];
      ThetaLine running = new ThetaLine();
      for (int t = 0; t < intercepts.length; t++) {
        intercepts[t] = running.intercept();
        slopes[t] = running.slope();
        running.add(y[t]);
      }
    }

    void fixOmega(double value) {
      free = false;
      fixedOmega = value;
    }

    /** Least sum of squared errors for an α; remembers where it is reached. */
    double sum(double alpha) {
      boolean smoothingAlone = kind == Kind.STANDARD;
      // Relative to the first value: the sums below would lose the digits of a high level.
      double level = origin;
      double weight = 1;
      double uu = 0;
      double uw = 0;
      double ww = 0;
      double uz = 0;
      double zz = 0;
      double wz = 0;
      int n = 0;
      int seen = 0;
      double a = whole.intercept();
      double b = whole.slope();
      for (int t = 0; t < y.length; t++) {
        double value = y[t];
        if (value != value) {
          continue;
        }
        // A dynamic line does not exist before the first value: that error says nothing.
        if (!kind.dynamic || seen > 0) {
          double z = 0;
          if (!smoothingAlone) {
            double intercept = kind.dynamic ? intercepts[t] : a;
            double slope = kind.dynamic ? slopes[t] : b;
            z = weight * intercept + (1 - weight * (1 - alpha)) / alpha * slope;
          }
          double u = value - level;
          uu += u * u;
          uw += u * weight;
          ww += weight * weight;
          uz += u * z;
          zz += z * z;
          wz += weight * z;
          n++;
        }
        seen++;
        level += alpha * (value - level);
        weight *= 1 - alpha;
      }
      count = n;
      double best = free ? (uz * ww - uw * wz) / (zz * ww - wz * wz) : fixedOmega;
      omega = smoothingAlone ? 0 : Math.min(Math.max(best == best ? best : 0.5, 0), 1);
      double l = ww > 0 ? (uw - omega * wz) / ww : 0;
      firstLevel = origin + l;
      double total =
          uu + l * l * ww + omega * omega * zz - 2 * l * uw - 2 * omega * uz + 2 * l * omega * wz;
      // Cancellation can leave a perfect fit slightly negative.
      errorSum = Math.max(total, 1e-24 * uu);
      return errorSum;
    }

    ThetaFit result(double alpha) {
      double level = firstLevel;
      double weight = 1;
      double exact = 0;
      int seen = 0;
      for (int t = 0; t < y.length; t++) {
        double v = y[t];
        if (Double.isNaN(v)) {
          continue;
        }
        double intercept = kind.dynamic ? intercepts[t] : whole.intercept();
        double slope = kind.dynamic ? slopes[t] : whole.slope();
        double z = weight * intercept + (1 - weight * (1 - alpha)) / alpha * slope;
        double error = v - level - omega * z;
        if (!kind.dynamic || seen > 0) {
          exact += error * error;
        }
        seen++;
        level += alpha * (v - level);
        weight *= 1 - alpha;
      }
      double lineWeight = kind == Kind.STANDARD ? 0.5 : omega;
      return new ThetaFit(kind, alpha, lineWeight, firstLevel, level, whole, exact, count);
    }

    private static double firstObserved(double[] y) {
      for (double v : y) {
        if (!Double.isNaN(v)) {
          return v;
        }
      }
      return 0;
    }
  }
}
