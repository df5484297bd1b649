package io.flts.stat.prophet;

/**
 * A covariate with a linear effect.
 *
 * @param mean subtracted before use
 * @param scale divided by after that; 1 where the covariate is not standardised
 */
record Regressor(String name, double priorScale, Effect effect, double mean, double scale) {

  /**
   * Standardises a covariate the way Prophet's {@code auto} does: not when it is binary or
   * constant.
   *
   * @param values training values, finite
   */
  static Regressor standardised(String name, double priorScale, Effect effect, double[] values) {
    double sum = 0;
    boolean binary = true;
    boolean constant = true;
    for (double value : values) {
      sum += value;
      binary &= value == 0 || value == 1;
      constant &= value == values[0];
    }
    if (binary || constant) {
      return new Regressor(name, priorScale, effect, 0, 1);
    }
    double mean = sum / values.length;
    double square = 0;
    for (double value : values) {
      square += (value - mean) * (value - mean);
    }
    double deviation = Math.sqrt(square / (values.length - 1));
    return new Regressor(name, priorScale, effect, mean, deviation > 0 ? deviation : 1);
  }
}
