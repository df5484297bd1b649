package io.flts.examples.benchmarks;

import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.ForecastRequest;
import io.flts.core.bundle.ForecasterBundle;
import io.flts.core.catalog.ServiceCatalog;
import java.io.IOException;
import java.nio.file.Path;

/** The program whose starts {@link ColdStart} times: reads a bundle and forecasts once. */
final class FirstForecast {

  private FirstForecast() {}

  /** Forecasts with the bundle named by the argument and prints it; nothing without a name. */
  public static void main(String[] arguments) throws IOException {
    if (!arguments[0].isEmpty()) {
      Reading.print(Path.of(arguments[0]));
    }
  }

  /** A class of its own, so that a JVM that does nothing loads no class of FLTS. */
  private static final class Reading {
    static void print(Path bundle) throws IOException {
      FittedForecaster fitted = ForecasterBundle.read(bundle, ServiceCatalog.load()).fitted();
      System.out.println("FORECAST " + fitted.forecast(ForecastRequest.of(1)).single().mean(0));
    }
  }
}
