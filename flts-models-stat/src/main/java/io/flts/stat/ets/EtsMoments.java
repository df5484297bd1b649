package io.flts.stat.ets;

import io.flts.stat.ets.EtsShape.Term;

/**
 * Exact means and variances of future values of the ETS models of classes 1 to 3 (Hyndman et al.
 * 2008, ch. 6).
 *
 * <p>Class 1 (linear, additive error): v = σ²·(1 + Σ c_j²) with c_j = α + β·φ_j + γ·[j divisible by
 * m]. Class 2 (linear, relative error): the θ recursion of section 6.4. Class 3 (relative error,
 * seasonal factors): level and factor share their errors, so the second moments of the products are
 * carried jointly, with Gaussian fourth moments; this is the exact answer of which section 6.5
 * gives an approximation. For the other classes the mean is the forecast with all errors zero and
 * the variance NaN: they are simulated. Cost O(h²).
 */
final class EtsMoments {

  private final double[] mean;
  private final double[] variance;

  private EtsMoments(double[] mean, double[] variance) {
    this.mean = mean;
    this.variance = variance;
  }

  double[] mean() {
    return mean;
  }

  double[] variance() {
    return variance;
  }

  static EtsMoments of(EtsShape shape, EtsParameters p, EtsState end, double sigma2, int horizon) {
    double[] mean = new double[horizon];
    EtsState state = end.copy();
    for (int i = 0; i < horizon; i++) {
      mean[i] = state.expect(shape, p.phi());
      state.advance(shape, p, Double.NaN);
    }
    double[] variance = new double[horizon];
    if (!shape.exactVariance()) {
      java.util.Arrays.fill(variance, Double.NaN);
    } else if (shape.season() == Term.MULTIPLICATIVE) {
      factorSeason(shape, p, end, sigma2, mean, variance);
    } else if (shape.error() == Term.ADDITIVE) {
      double sum = 1;
      double damping = 0;
      double power = 1;
      for (int i = 0; i < horizon; i++) {
        variance[i] = sigma2 * sum;
        power *= p.phi();
        damping += power;
        double c = weight(shape, p, damping, i + 1);
        sum += c * c;
      }
    } else {
      relativeError(shape, p, sigma2, mean, variance);
    }
    return new EtsMoments(mean, variance);
  }

  /** How an error j steps ago moves the mean. */
  private static double weight(EtsShape shape, EtsParameters p, double damping, int j) {
    double c = p.alpha() + (shape.trended() ? p.beta() * damping : 0);
    return shape.seasonal() && j % shape.period() == 0 ? c + p.gamma() : c;
  }

  private static void relativeError(
      EtsShape shape, EtsParameters p, double sigma2, double[] mean, double[] variance) {
    int h = mean.length;
    double[] squares = new double[h];
    double damping = 0;
    double power = 1;
    for (int j = 1; j < h; j++) {
      power *= p.phi();
      damping += power;
      double c = weight(shape, p, damping, j);
      squares[j] = c * c;
    }
    double[] theta = new double[h];
    for (int i = 0; i < h; i++) {
      double sum = 0;
      for (int j = 1; j <= i; j++) {
        sum += squares[j] * theta[i - j];
      }
      theta[i] = mean[i] * mean[i] + sigma2 * sum;
      variance[i] = (1 + sigma2) * theta[i] - mean[i] * mean[i];
    }
  }

  private static void factorSeason(
      EtsShape shape, EtsParameters p, EtsState end, double s2, double[] mean, double[] variance) {
    int m = shape.period();
    double phi = shape.trended() ? p.phi() : 0;
    for (int h = 0; h < mean.length; h++) {
      double factor = end.season[(end.phase + h) % m];
      double l = end.level * factor;
      double b = end.slope * factor;
      double ll = l * l;
      double lb = l * b;
      double bb = b * b;
      for (int i = 0; i < h; i++) {
        boolean visit = (h - i) % m == 0;
        double g = visit ? p.gamma() : 0;
        double base = l + phi * b;
        double nextL = base * (1 + p.alpha() * g * s2);
        double nextB = phi * b + p.beta() * g * s2 * base;
        // Second moments of (base, φ·slope), then of their updates with factor (1 + γε)².
        double qq = ll + 2 * phi * lb + phi * phi * bb;
        double qr = phi * (lb + phi * bb);
        double rr = phi * phi * bb;
        double even = 1 + g * g * s2;
        double odd = 2 * g * s2;
        double fourth = s2 + 3 * g * g * s2 * s2;
        double a = p.alpha();
        double be = p.beta();
        ll = qq * (even + 2 * a * odd + a * a * fourth);
        lb = qr * (even + a * odd) + be * qq * (odd + a * fourth);
        bb = rr * even + 2 * be * qr * odd + be * be * qq * fourth;
        l = nextL;
        b = nextB;
      }
      mean[h] = l + phi * b;
      double second = ll + 2 * phi * lb + phi * phi * bb;
      variance[h] = Math.max(0, (1 + s2) * second - mean[h] * mean[h]);
    }
  }
}
