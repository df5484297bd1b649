package io.flts.stat.ets;

import io.flts.api.error.InvalidSeriesException;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.TimeSeries;
import io.flts.stat.safeguard.FallbackModel;
import io.flts.stat.safeguard.PowerOfTwoScale;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The steps from a series to its smoothing model that all forecasters of this package share. */
final class SmoothingFit {

  private SmoothingFit() {}

  /** Fits the best of some models, or falls back visibly where the series supports none of them. */
  static SeriesModel best(
      TimeSeries series,
      int period,
      List<EtsShape> candidates,
      ToDoubleFunction<EtsFit> criterion) {
    double[] y = series.toArray();
    PowerOfTwoScale scale = PowerOfTwoScale.of(y);
    EtsFit fit = EtsSelection.best(scale.down(y), candidates, criterion);
    if (fit == null || !Double.isFinite(fit.end().level)) {
      return FallbackModel.of(
          y,
          period,
          String.format(
              Locale.ROOT,
              "%d observed values are too few for, or contradict, every smoothing model asked for",
              y.length - series.missing()));
    }
    return EtsSeriesModel.of(fit, scale, series, period);
  }

  static boolean positive(TimeSeries series) {
    for (int t = 0; t < series.length(); t++) {
      if (series.get(t) <= 0) {
        return false;
      }
    }
    return true;
  }

  /** Refuses multiplicative terms over data that are not positive. */
  static void requirePositive(TimeSeries series, String asked) {
    for (int t = 0; t < series.length(); t++) {
      if (series.get(t) <= 0) {
        throw new InvalidSeriesException(
            String.format(
                Locale.ROOT,
                "Series '%s' is %s at %s; %s needs positive values. Choose the additive form or shift"
                    + " the series.",
                series.id(),
                series.get(t),
                series.index().label(t),
                asked));
      }
    }
  }
}
