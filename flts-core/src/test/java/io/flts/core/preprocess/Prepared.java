package io.flts.core.preprocess;

import io.flts.api.preprocess.Preprocessor;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.time.LocalDateTime;

/** Small series and what a preprocessor makes of them. */
final class Prepared {
  static final double NONE = Double.NaN;

  private Prepared() {}

  static TimeSeries daily(double... values) {
    return TimeSeries.of(
        "site-7", LocalDateTime.parse("2024-01-01T00:00"), Frequency.parse("D"), values);
  }

  /** Fitted on the series and applied to it. */
  static TimeSeries of(Preprocessor preprocessor, TimeSeries series) {
    return preprocessor.fit(Panel.of(series)).transform(Panel.of(series)).get(0);
  }

  static double[] values(Preprocessor preprocessor, double... values) {
    return of(preprocessor, daily(values)).toArray();
  }
}
