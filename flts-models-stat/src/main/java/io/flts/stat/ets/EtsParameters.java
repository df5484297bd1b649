package io.flts.stat.ets;

/**
 * The four smoothing parameters; those a model does not have are 0, or 1 for {@code phi}.
 *
 * @param alpha level, in [1e-4, 0.9999]
 * @param beta trend, in [1e-4, alpha]
 * @param gamma season, in [1e-4, 1 − alpha]
 * @param phi damping, in [0.8, 0.98]
 */
record EtsParameters(double alpha, double beta, double gamma, double phi) {

  static final double LOWEST = 1e-4;
  static final double HIGHEST_ALPHA = 0.9999;
  static final double LOWEST_PHI = 0.8;
  static final double HIGHEST_PHI = 0.98;
}
