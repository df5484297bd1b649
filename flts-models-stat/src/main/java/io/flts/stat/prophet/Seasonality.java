package io.flts.stat.prophet;

import org.jspecify.annotations.Nullable;

/**
 * A periodic component as a Fourier series in local calendar time.
 *
 * @param name component name, unique in a model
 * @param periodDays length of one period in days, &gt; 0
 * @param order number of sine-cosine pairs, ≥ 1
 * @param priorScale prior standard deviation of each coefficient, on the scaled series
 * @param condition name of a covariate; the component acts where it is not zero; null acts always
 */
record Seasonality(
    String name,
    double periodDays,
    int order,
    double priorScale,
    Effect effect,
    @Nullable String condition) {

  /**
   * Writes sin x, cos x, sin 2x, cos 2x … for x = 2π·days/period.
   *
   * @param days time in days since 1970-01-01T00:00 local time
   */
  void fill(double days, double[] out, int offset) {
    double cycles = days / periodDays;
    double angle = 2 * Math.PI * (cycles - Math.floor(cycles));
    double sine = StrictMath.sin(angle);
    double cosine = StrictMath.cos(angle);
    double s = sine;
    double c = cosine;
    for (int i = 0; i < order; i++) {
      out[offset + 2 * i] = s;
      out[offset + 2 * i + 1] = c;
      double turned = s * cosine + c * sine;
      c = c * cosine - s * sine;
      s = turned;
    }
  }
}
