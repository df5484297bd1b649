package io.flts.examples.documentation;

import io.flts.api.forecast.Explainable;
import io.flts.api.forecast.Explanation;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.catalog.ServiceCatalog;
import java.util.Arrays;

/** The code that docs/reference/xgboost.md shows. */
final class Boosted {

  private Boosted() {}

  static FittedForecaster fit(ServiceCatalog catalog, Panel sites) {
    // tag::fit[]
    Forecaster boosting =
        catalog
            .forecaster("xgboost")
            .with(Parameters.of("country", "DE", "threads", 2).and("rising", "temperature"));
    FittedForecaster fitted = boosting.fit(FitRequest.of(sites).withHorizon(24));
    // end::fit[]
    return fitted;
  }

  static double upperOfTheSum(FittedForecaster fitted, TimeSeries site) {
    // tag::sum[]
    Forecast next =
        fitted
            .forecast(ForecastRequest.of(24).withLevels(Levels.of(0.9)).withPaths(1000))
            .get(site.id());
    double[] sums = Arrays.stream(next.paths()).mapToDouble(p -> Arrays.stream(p).sum()).toArray();
    Arrays.sort(sums);
    double upper = sums[(int) (0.95 * sums.length)];
    // end::sum[]
    return upper;
  }

  static Explanation explain(FittedForecaster fitted) {
    // tag::explain[]
    Explanation why = fitted.power(Explainable.class).orElseThrow().explain(ForecastRequest.of(24));
    // end::explain[]
    return why;
  }
}
