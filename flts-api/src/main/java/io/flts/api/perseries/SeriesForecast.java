package io.flts.api.perseries;

import io.flts.api.forecast.Forecast;

/**
 * The forecast of one series in plain arrays, handed over by a {@link SeriesModel}; the arrays are
 * the receiver's from then on.
 *
 * @param point whether the central line is a mean or a median
 * @param mean one value per step
 * @param quantiles shape [probability][step], for the probabilities of the request
 * @param paths shape [path][step], as many as the request wants
 * @param fallback empty; or, where this one forecast could not be made as asked and something
 *     simpler answers, its name and the reason (see {@link SeriesModel#fallback()} for whole
 *     models)
 * @since 0.1.0
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between two layers, never compared or kept
public record SeriesForecast(
    Forecast.Point point, double[] mean, double[][] quantiles, double[][] paths, String fallback) {

  /** A forecast of the model itself, without a fallback. */
  public SeriesForecast(
      Forecast.Point point, double[] mean, double[][] quantiles, double[][] paths) {
    this(point, mean, quantiles, paths, "");
  }

  /** A mean with quantiles and no paths. */
  public static SeriesForecast of(double[] mean, double[][] quantiles) {
    return new SeriesForecast(Forecast.Point.MEAN, mean, quantiles, new double[0][]);
  }

  /** The same with simulated paths. */
  public SeriesForecast withPaths(double[][] newPaths) {
    return new SeriesForecast(point, mean, quantiles, newPaths, fallback);
  }

  /** The same, said to come from something simpler. */
  public SeriesForecast withFallback(String nameAndReason) {
    return new SeriesForecast(point, mean, quantiles, paths, nameAndReason);
  }
}
