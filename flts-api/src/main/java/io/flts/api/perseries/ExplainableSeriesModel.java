package io.flts.api.perseries;

import io.flts.api.forecast.Component;
import java.util.List;

/**
 * A {@link SeriesModel} that says what its forecasts are made of. Where every series of a panel has
 * one, the fitted forecaster is {@link io.flts.api.forecast.Explainable}.
 *
 * @since 0.1.0
 */
public interface ExplainableSeriesModel extends SeriesModel {

  /** The components of the forecast that the same request would give. */
  List<Component> explain(SeriesForecastRequest request);
}
