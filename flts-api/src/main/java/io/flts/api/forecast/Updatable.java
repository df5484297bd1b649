package io.flts.api.forecast;

import io.flts.api.series.Panel;

/**
 * The power of a fitted forecaster to take new observations without a refit: parameters stay,
 * states move on, exactly as if the model had been run over the longer history.
 *
 * @since 0.1.0
 */
public interface Updatable {

  /**
   * A fitted forecaster that has also seen {@code observations}: for some or all training series,
   * what follows next, without a gap.
   *
   * @throws io.flts.api.error.InvalidSeriesException where a series does not start at the next step
   * @throws io.flts.api.error.UnknownSeriesException where a series was not in the training data
   */
  FittedForecaster append(Panel observations);
}
