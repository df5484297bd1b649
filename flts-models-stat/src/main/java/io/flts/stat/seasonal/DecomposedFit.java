package io.flts.stat.seasonal;

import io.flts.api.error.DeadlineExceededException;
import io.flts.api.error.FltsException;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.model.ModelReader;
import io.flts.api.perseries.SeriesFitContext;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.TimeSeries;
import io.flts.stat.decompose.SeasonalAdjustment;
import io.flts.stat.safeguard.FallbackModel;
import io.flts.stat.seasonal.DecomposedSeriesModel.SeasonSettings;
import java.util.List;

/** The steps from a series to its decomposed model that both forecasters of this package share. */
final class DecomposedFit {
  private DecomposedFit() {}

  static SeriesModel of(
      TimeSeries series,
      List<Integer> seasons,
      int window,
      boolean robust,
      Forecaster trend,
      SeriesFitContext context) {
    int[] periods = seasons.stream().mapToInt(Integer::intValue).filter(m -> m >= 2).toArray();
    SeasonSettings settings = new SeasonSettings(periods, window, robust);
    double[] y = series.toArray();
    int first = periods.length == 0 ? 1 : periods[0];
    SeasonalAdjustment adjustment = SeasonalAdjustment.of(y, settings.method());
    try {
      FittedForecaster fitted =
          trend.fit(
              FitRequest.of(TimeSeries.of(series.id(), series.index(), adjustment.adjusted()))
                  .withHorizon(context.horizon())
                  .withSeed(context.seed())
                  .withDeadline(context.deadline()));
      return DecomposedSeriesModel.of(series, settings, adjustment, fitted, first);
    } catch (DeadlineExceededException e) {
      throw e;
    } catch (FltsException e) {
      return FallbackModel.of(
          y,
          first,
          trend.name() + " could not be fitted to the adjusted series: " + e.getMessage());
    }
  }

  static SeriesModel read(ModelReader in, Forecaster trend) {
    return FallbackModel.isWritten(in)
        ? FallbackModel.read(in)
        : DecomposedSeriesModel.read(in, trend);
  }
}
