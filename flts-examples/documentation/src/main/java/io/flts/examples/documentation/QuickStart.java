package io.flts.examples.documentation;

import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Interval;
import io.flts.api.forecast.Levels;
import io.flts.api.series.Frequency;
import io.flts.api.series.TimeSeries;
import io.flts.core.catalog.ServiceCatalog;
import java.io.PrintStream;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/** The first lines of the README. */
public final class QuickStart {

  private QuickStart() {}

  /** Prints three hours of a forecast. */
  public static void main(String[] arguments) {
    run(System.out);
  }

  static void run(PrintStream out) {
    // tag::quick-start[]
    Random noise = new Random(7);
    double[] kilowatts = new double[28 * 24]; // four weeks, hour by hour
    Arrays.setAll(kilowatts, h -> 50 + 20 * Math.sin(h * Math.PI / 12) + 3 * noise.nextGaussian());
    LocalDateTime start = LocalDateTime.parse("2026-06-01T00:00");
    TimeSeries load = TimeSeries.of("site-7", start, Frequency.parse("h"), kilowatts);

    ServiceCatalog catalog = ServiceCatalog.load(); // finds every model on the class path
    Forecast next = catalog.forecaster("ets").fit(load).forecast(24, Levels.of(0.80, 0.95));

    Interval band = next.interval(0.95);
    String row = "%s  %.1f kW, 95 %% between %.1f and %.1f%n";
    for (int h = 0; h < 3; h++) {
      String time = next.index().label(h);
      out.printf(Locale.ROOT, row, time, next.mean(h), band.lower(h), band.upper(h));
    }
    // end::quick-start[]
  }
}
