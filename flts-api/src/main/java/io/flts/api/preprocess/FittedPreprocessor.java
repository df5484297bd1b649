package io.flts.api.preprocess;

import io.flts.api.forecast.Forecast;
import io.flts.api.model.ModelWriter;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;

/**
 * A preparation fitted to training data.
 *
 * <p>{@link #transform} works on any history, {@link #transformFuture} on the known future, {@link
 * #invert} brings forecasts back to the raw scale: quantiles and paths through the monotone
 * inverse, the mean without bias. For preparations without effect on the target, {@code invert} is
 * the identity.
 *
 * @implSpec Immutable and safe for concurrent use. Neither ids nor order nor the end of a series
 *     change, so that forecasts belong to the same steps; a transformation may shorten a series at
 *     its front (differencing).
 * @since 0.1.0
 */
public interface FittedPreprocessor {

  /** The prepared form of histories, in the same order. */
  Panel transform(Panel raw);

  /**
   * The prepared form of the known future: every window goes on where its series ends. Windows may
   * be without values: calendar features are added even then.
   */
  FutureCovariates transformFuture(FutureCovariates raw);

  /** A forecast of a training series on the prepared scale, brought back to the raw scale. */
  Forecast invert(Forecast prepared);

  /**
   * A forecast that continues other history, brought back to the raw scale.
   *
   * @param rawHistory the history as given to {@link #transform}
   */
  Forecast invert(Forecast prepared, TimeSeries rawHistory);

  /** Writes everything that {@link Preprocessor#read} needs. */
  void write(ModelWriter out);
}
