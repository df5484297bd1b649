package io.flts.examples.documentation;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.aggregate.Aggregate;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.decide.ErrorCosts;
import io.flts.core.decide.Exceedance;
import io.flts.core.decide.GroupReport;
import io.flts.core.decide.ScoredLabels;
import io.flts.core.decide.ThresholdTable;
import io.flts.core.multioutput.MultiOutput;

/** The code that docs/how-to/decide.md shows. */
final class Decisions {

  private Decisions() {}

  static double[] fromPaths(FittedForecaster fitted) {
    // tag::paths[]
    Forecast day = fitted.forecast(ForecastRequest.of(24).withPaths(1000).withSeed(7)).single();
    double[] withinSteps = Exceedance.above(900).within(day);
    // end::paths[]
    return withinSteps;
  }

  static double learned(ServiceCatalog catalog, TimeSeries load) {
    // tag::classifier[]
    TimeSeries alarm = Exceedance.above(900).indicator(load, 24);
    Forecaster classifier =
        catalog.forecaster("xgboost").with(Parameters.of("objective", "logistic"));
    FittedForecaster fitted = classifier.fit(FitRequest.of(alarm).withHorizon(24));
    double withinADay = fitted.forecast(24).mean(23);
    // end::classifier[]
    return withinADay;
  }

  static double threshold(double[] probabilities, boolean[] truth, String[] regions) {
    // tag::cost[]
    ScoredLabels judged = ScoredLabels.of(probabilities, truth);
    ThresholdTable table = judged.thresholds(new ErrorCosts(10, 1)); // a miss costs ten alarms
    double threshold = table.best().threshold();
    double saved = table.savingOver(0.5);
    GroupReport groups = judged.byGroup(regions, threshold);
    // end::cost[]
    return saved + groups.rateRatio();
  }

  static FittedForecaster together(ServiceCatalog catalog, Panel panel) {
    // tag::multi[]
    MultiOutput site =
        MultiOutput.of("down", catalog.forecaster("ets"))
            .and("up", catalog.forecaster("auto-theta"))
            .and(
                "down>900.0",
                catalog.forecaster("xgboost").with(Parameters.of("objective", "logistic")));
    FittedForecaster fitted = site.fit(FitRequest.of(panel).withHorizon(24));
    // end::multi[]
    return fitted;
  }

  static Forecast months(FittedForecaster fitted) {
    // tag::month[]
    Forecast days = fitted.forecast(ForecastRequest.of(120).withPaths(1000)).single();
    Forecast months = Aggregate.SUM.per(Frequency.parse("MS"), days, Levels.of(0.9));
    // end::month[]
    return months;
  }
}
