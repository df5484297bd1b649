package io.flts.examples.modulepath;

import io.flts.api.error.FltsException;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Interval;
import io.flts.api.forecast.Levels;
import io.flts.api.series.Frequency;
import io.flts.api.series.TimeSeries;
import io.flts.core.catalog.ServiceCatalog;
import java.time.LocalDateTime;
import java.util.Locale;

/**
 * Fits a forecaster that the catalog finds on the module path and prints its forecast.
 *
 * <p>Usage: {@code run [forecaster [steps]]}, by default {@code run seasonal-naive 6}. Ends with 0,
 * or with 2 and a message on standard error where the arguments or the data do not allow a
 * forecast.
 */
public final class ModulePathSmoke {

  private ModulePathSmoke() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  private static int run(String[] args) {
    try {
      String name = args.length > 0 ? args[0] : "seasonal-naive";
      int steps = args.length > 1 ? Integer.parseInt(args[1]) : 6;
      forecast(ServiceCatalog.load(), name, steps);
      return 0;
    } catch (NumberFormatException e) {
      System.err.println(
          "'" + args[1] + "' is no number of steps. Usage: run [forecaster [steps]]");
    } catch (FltsException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
    }
    return 2;
  }

  private static void forecast(ServiceCatalog catalog, String name, int steps) {
    Forecaster forecaster = catalog.forecaster(name);
    print("core       %s", describe(ServiceCatalog.class));
    print("forecaster '%s' from %s", forecaster.name(), describe(forecaster.getClass()));

    Forecast forecast = forecaster.fit(twoWeeksOfLoad()).forecast(steps, Levels.of(0.8));
    Interval band = forecast.interval(0.8);
    for (int step = 0; step < forecast.horizon(); step++) {
      print(
          "%s  %8.2f  [%8.2f, %8.2f]",
          forecast.index().label(step), forecast.mean(step), band.lower(step), band.upper(step));
    }
  }

  /** A made-up hourly load in kilowatts: a daily and a weekly wave and a small, fixed ripple. */
  private static TimeSeries twoWeeksOfLoad() {
    double[] kilowatts = new double[14 * 24];
    for (int hour = 0; hour < kilowatts.length; hour++) {
      double day = Math.sin(2 * Math.PI * (hour % 24 - 9) / 24.0);
      double week = hour / 24 % 7 < 5 ? 20 : -20;
      double ripple = (hour * 37 % 11) - 5;
      kilowatts[hour] = 300 + 80 * day + week + ripple;
    }
    return TimeSeries.of(
        "substation", LocalDateTime.of(2026, 1, 5, 0, 0), Frequency.parse("h"), kilowatts);
  }

  private static String describe(Class<?> type) {
    Module module = type.getModule();
    if (!module.isNamed()) {
      return "the class path";
    }
    return (module.getDescriptor().isAutomatic() ? "automatic module " : "module ")
        + module.getName();
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
