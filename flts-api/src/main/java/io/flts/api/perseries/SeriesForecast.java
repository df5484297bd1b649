package io.flts.api.perseries;

import io.flts.api.forecast.Forecast;

/**
 * The forecast of one series in plain arrays, handed over by a {@link SeriesModel}; the arrays are the
 * receiver's from then on.
 *
 * @param point whether the central line is a mean or a median
 * @param mean one value per step
 * @param quantiles shape [probability][step], for the probabilities of the request
 * @param paths shape [path][step], as many as the request wants
 * @since 0.1.0
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between two layers, never compared or kept
public record SeriesForecast(
    Forecast.Point point, double[] mean, double[][] quantiles, double[][] paths) {

  /** A mean with quantiles and no paths. */
  public static SeriesForecast of(double[] mean, double[][] quantiles) {
    return new SeriesForecast(Forecast.Point.MEAN, mean, quantiles, new double[0][]);
  }

  /** The same with simulated paths. */
  public SeriesForecast withPaths(double[][] newPaths) {
    return new SeriesForecast(point, mean, quantiles, newPaths);
  }
}
