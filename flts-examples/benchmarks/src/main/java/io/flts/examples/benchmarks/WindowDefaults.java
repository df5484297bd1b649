package io.flts.examples.benchmarks;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.PanelForecast;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.catalog.ServiceCatalog;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares settings of a window forecaster over many kinds of series, so that defaults are good in
 * general and not on one file.
 *
 * <p>Every task of {@link WindowTask} lies wholly in training data: fitted before a cut, judged
 * behind it. The score is the geometric mean, over tasks, of RMSE and MAE divided by those of
 * {@code nlinear} on the same cut; 0.95 is five percent better.
 */
public final class WindowDefaults implements Benchmark {
  private static final Parameters YARDSTICK = Parameters.of("input", 24);

  /** For ServiceLoader. */
  public WindowDefaults() {}

  @Override
  public String name() {
    return "window-defaults";
  }

  @Override
  public String summary() {
    return "settings of a window forecaster over many training sets; arguments: MODEL, --seeds=N,"
        + " then candidates KEY=VALUE,KEY=VALUE ... ('-' for the defaults)";
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    String model = arguments.isEmpty() ? "gru" : arguments.get(0);
    int seeds = 1;
    List<String> candidates = new ArrayList<>();
    for (String word : arguments.subList(Math.min(1, arguments.size()), arguments.size())) {
      if (word.startsWith("--seeds=")) {
        seeds = Integer.parseInt(word.substring("--seeds=".length()));
      } else {
        candidates.add(word);
      }
    }
    if (candidates.isEmpty()) {
      candidates.add("-");
    }
    ServiceCatalog catalog = ServiceCatalog.load();
    List<WindowTask> tasks = WindowTask.all();
    double[][] yardsticks = new double[tasks.size()][];
    out.printf("%-8s %8s", "score", "seconds");
    for (int t = 0; t < yardsticks.length; t++) {
      out.printf(" %11s", tasks.get(t).name());
      yardsticks[t] = errors(catalog.forecaster("nlinear").with(YARDSTICK), tasks.get(t), 1);
    }
    out.println("   (RMSE / MAE over those of nlinear)");
    StringBuilder result = new StringBuilder("RESULT");
    for (String candidate : candidates) {
      Forecaster forecaster = catalog.forecaster(model).with(settings(candidate));
      double score = compare(forecaster, candidate, tasks, yardsticks, seeds, out);
      result.append(String.format(Locale.ROOT, " %s:%s=%.4f", model, candidate, score));
    }
    out.println(result);
    return 0;
  }

  private static Parameters settings(String candidate) {
    Parameters settings = Parameters.none();
    for (String word : candidate.split(",")) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        settings = settings.and(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return settings;
  }

  private static double compare(
      Forecaster forecaster,
      String candidate,
      List<WindowTask> tasks,
      double[][] yardsticks,
      int seeds,
      PrintStream out) {
    StringBuilder row = new StringBuilder();
    long start = System.nanoTime();
    double logs = 0;
    for (int t = 0; t < yardsticks.length; t++) {
      double square = 0;
      double absolute = 0;
      for (long seed = 1; seed <= seeds; seed++) {
        double[] errors = errors(forecaster, tasks.get(t), seed);
        square += errors[0] / yardsticks[t][0] / seeds;
        absolute += errors[1] / yardsticks[t][1] / seeds;
      }
      logs += Math.log(square) + Math.log(absolute);
      row.append(String.format(Locale.ROOT, " %5.3f/%5.3f", square, absolute));
    }
    double score = Math.exp(logs / (2 * yardsticks.length));
    double seconds = (System.nanoTime() - start) / 1e9;
    out.printf(Locale.ROOT, "%-8.4f %8.0f%s   %s%n", score, seconds, row, candidate);
    return score;
  }

  /**
   * RMSE and MAE behind the cut, each series' errors in units of its own mean step before the cut.
   */
  private static double[] errors(Forecaster forecaster, WindowTask task, long seed) {
    List<TimeSeries> training = new ArrayList<>();
    task.series().forEach(one -> training.add(one.head(task.cut(one))));
    FittedForecaster fitted =
        forecaster.fit(
            FitRequest.of(Panel.of(training)).withHorizon(task.horizon()).withSeed(seed));
    double squares = 0;
    double absolutes = 0;
    long count = 0;
    for (int s = 0; s < training.size(); s++) {
      TimeSeries series = task.series().get(s);
      double unit = meanStep(training.get(s));
      int cut = task.cut(series);
      for (int origin = cut; origin + task.horizon() <= series.length(); origin += task.stride()) {
        TimeSeries history = series.slice(Math.max(0, origin - WindowTask.CONTEXT), origin);
        PanelForecast answer =
            fitted.forecast(ForecastRequest.of(task.horizon()).withHistory(Panel.of(history)));
        double[] mean = answer.get(series.id()).mean();
        for (int k = 0; k < task.horizon(); k++) {
          double error = (mean[k] - series.get(origin + k)) / unit;
          if (!Double.isNaN(error)) {
            squares += error * error;
            absolutes += Math.abs(error);
            count++;
          }
        }
      }
    }
    return new double[] {Math.sqrt(squares / count), absolutes / count};
  }

  private static double meanStep(TimeSeries series) {
    double sum = 0;
    int count = 0;
    for (int i = 1; i < series.length(); i++) {
      double step = Math.abs(series.get(i) - series.get(i - 1));
      if (!Double.isNaN(step)) {
        sum += step;
        count++;
      }
    }
    return sum > 0 ? sum / count : 1;
  }
}
