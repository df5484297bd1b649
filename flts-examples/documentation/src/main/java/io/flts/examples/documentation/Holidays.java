package io.flts.examples.documentation;

import io.flts.api.calendar.Holiday;
import io.flts.api.forecast.Component;
import io.flts.api.forecast.Explainable;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.series.TimeSeries;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.pipeline.Pipeline;
import java.util.List;

/** The code that docs/reference/prophet-like.md and holidays.md show. */
final class Holidays {

  private Holidays() {}

  static Forecast withHolidays(ServiceCatalog catalog, TimeSeries visits) {
    // tag::prophet[]
    Forecaster prophet =
        catalog
            .forecaster("prophet-like")
            .with(
                Parameters.of("country", "US", "seasonality-mode", "multiplicative")
                    .and("seasonalities", List.of("monthly:30.5:5"))
                    .and("holidays", List.of("launch:2024-03-05:-1:2")));
    FittedForecaster fitted = prophet.fit(FitRequest.of(visits));
    Forecast next =
        fitted.forecast(ForecastRequest.of(90).withLevels(Levels.of(0.8, 0.95))).single();
    // end::prophet[]
    return next;
  }

  static List<Component> components(FittedForecaster fitted, TimeSeries visits) {
    // tag::explain[]
    List<Component> parts =
        fitted
            .power(Explainable.class)
            .orElseThrow()
            .explain(ForecastRequest.of(90))
            .components()
            .getOrDefault(visits.id(), List.of());
    // end::explain[]
    return parts;
  }

  static Forecaster asCovariates(ServiceCatalog catalog, Forecaster anyModelWithCovariates) {
    // tag::covariates[]
    Preprocessor holidays =
        catalog
            .preprocessor("holidays")
            .with(Parameters.of("country", "IN", "columns", "each").and("lower-window", -1));
    Forecaster pipeline = Pipeline.of(anyModelWithCovariates).after(holidays);
    // end::covariates[]
    return pipeline;
  }

  static List<Holiday> calendar(ServiceCatalog catalog) {
    // tag::calendar[]
    List<Holiday> days = catalog.holidayCalendars().get(0).holidays("JP", 2026);
    // end::calendar[]
    return days;
  }
}
