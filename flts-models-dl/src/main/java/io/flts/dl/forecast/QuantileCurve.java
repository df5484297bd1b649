package io.flts.dl.forecast;

/**
 * A quantile at any probability from a few learned ones.
 *
 * <p>Linear between learned quantiles on the scale of the normal distribution's quantiles, and on
 * along the outermost pieces beyond them; exact at learned probabilities.
 */
final class QuantileCurve {

  private QuantileCurve() {}

  static double at(double[] probabilities, double[] values, double wanted) {
    int last = probabilities.length - 1;
    if (last == 0) {
      return values[0];
    }
    int i = 0;
    while (i < last - 1 && wanted > probabilities[i + 1]) {
      i++;
    }
    double from = normal(probabilities[i]);
    double to = normal(probabilities[i + 1]);
    double share = (normal(wanted) - from) / (to - from);
    return values[i] + share * (values[i + 1] - values[i]);
  }

  /**
   * Quantile of the standard normal distribution, error under 4.5e-4.
   *
   * @see "Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.23"
   */
  static double normal(double p) {
    double tail = Math.min(p, 1 - p);
    double t = Math.sqrt(-2 * StrictMath.log(tail));
    double top = 2.515517 + t * (0.802853 + t * 0.010328);
    double bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
    double x = t - top / bottom;
    return p < 0.5 ? -x : p > 0.5 ? x : 0;
  }
}
