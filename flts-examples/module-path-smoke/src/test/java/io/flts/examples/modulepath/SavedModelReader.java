package io.flts.examples.modulepath;

import io.flts.api.forecast.Capability;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.core.bundle.ForecasterBundle;
import io.flts.core.bundle.ModelBundle;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.pipeline.SavedForecaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A process of its own that forecasts from the bundles of a folder and prints every bit. */
final class SavedModelReader {

  private SavedModelReader() {}

  /** One line per number: model, what it is, its bits. The argument is the folder. */
  public static void main(String[] arguments) throws IOException {
    ServiceCatalog catalog = ServiceCatalog.load();
    List<Path> files;
    try (Stream<Path> list = Files.list(Path.of(arguments[0]))) {
      files = list.filter(file -> file.toString().endsWith(".flts")).toList();
    }
    List<String> lines = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString().replace(".flts", "");
      SavedForecaster saved = ForecasterBundle.read(ModelBundle.read(file), catalog);
      lines.addAll(bits(name, saved.forecaster(), saved.fitted()));
    }
    lines.stream().sorted().forEach(System.out::println);
  }

  /** Five steps: the mean, and the 80 % interval where the model has quantiles. */
  static List<String> bits(String name, Forecaster forecaster, FittedForecaster fitted) {
    ForecastRequest request = ForecastRequest.of(5).withSeed(3);
    boolean quantiles = forecaster.capabilities().has(Capability.QUANTILES);
    if (quantiles) {
      request = request.withLevels(Levels.of(0.8));
    }
    Forecast forecast = fitted.forecast(request).single();
    List<String> lines = new ArrayList<>();
    add(lines, name + " mean", forecast.mean());
    if (quantiles) {
      add(lines, name + " lower", forecast.interval(0.8).lower());
      add(lines, name + " upper", forecast.interval(0.8).upper());
    }
    return lines;
  }

  private static void add(List<String> lines, String what, double[] values) {
    for (int step = 0; step < values.length; step++) {
      lines.add(
          what + " " + step + " " + Long.toHexString(Double.doubleToRawLongBits(values[step])));
    }
  }
}
