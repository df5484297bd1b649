package io.flts.core.preprocess;

import io.flts.api.series.Covariate;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.TimeSeries;
import java.util.LinkedHashMap;
import java.util.Map;

/** Applies a function to single columns of series and of known futures. */
final class PreparedPanel {

  /** Prepares one column; gets an array of its own. */
  @FunctionalInterface
  interface ColumnFunction {
    /** The prepared column, which may be the array given, changed. */
    double[] of(String id, String covariate, double[] values);
  }

  private PreparedPanel() {}

  /** A series with a function applied to every covariate over its whole length. */
  static TimeSeries covariates(TimeSeries series, ColumnFunction function) {
    TimeSeries.Builder builder = series.toBuilder();
    for (Covariate covariate : series.covariates()) {
      builder.covariate(
          Covariate.of(
              covariate.name(),
              covariate.kind(),
              function.of(series.id(), covariate.name(), covariate.toArray())));
    }
    return builder.build();
  }

  /** A known future with a function applied to every covariate. */
  static FutureCovariates future(FutureCovariates raw, ColumnFunction function) {
    Map<String, FutureCovariates.Window> windows = new LinkedHashMap<>();
    raw.windows()
        .forEach(
            (id, window) -> {
              Map<String, double[]> prepared = new LinkedHashMap<>();
              window.values().forEach((name, v) -> prepared.put(name, function.of(id, name, v)));
              windows.put(id, new FutureCovariates.Window(window.index(), prepared));
            });
    return FutureCovariates.copyOf(windows);
  }
}
