package io.flts.examples.benchmarks;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.ingest.WideCsv;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * P3 of the load protocols: {@code prophet-like} on all 11 columns of PobleSec.csv, fitted on the
 * first 80 % of the rows, scored on the last 20 % (4.4 days in 2-minute steps) in one forecast.
 *
 * <p>Errors are on the axis that is min-max scaled over the whole file, column by column; MSE and
 * MAE are means over the columns, RMSE is the root of that MSE, as the replaced pipeline reported
 * them. The settings are chosen on the training part alone: its last 20 % decide. A mean per time
 * of day stands beside it.
 */
final class DaysAheadProtocol {

  private static final double SHARE = 0.8;
  private static final int SLOTS_PER_DAY = 720;
  private static final String[] COLUMNS = {
    "down",
    "up",
    "rnti_count",
    "mcs_down",
    "mcs_down_var",
    "mcs_up",
    "mcs_up_var",
    "rb_down",
    "rb_down_var",
    "rb_up",
    "rb_up_var"
  };
  private static final List<Parameters> CANDIDATES =
      List.of(
          Parameters.none(),
          Parameters.of("weekly-seasonality", "off"),
          Parameters.of("growth", "flat"),
          Parameters.of("growth", "flat", "weekly-seasonality", "off"));

  private record Score(double mse, double mae) {
    double rmse() {
      return Math.sqrt(mse);
    }
  }

  private DaysAheadProtocol() {}

  static void measure(ServiceCatalog catalog, PrintStream out, Map<String, String> results)
      throws IOException {
    Panel all = WideCsv.of("time", COLUMNS).read(SharedData.path("data/flts/PobleSec.csv"));
    int length = all.get(0).length();
    int cut = (int) (length * SHARE);
    Forecaster forecaster = catalog.forecaster("prophet-like");
    long start = System.nanoTime();
    Parameters chosen = choose(forecaster, all, cut);
    double choice = (System.nanoTime() - start) / 1e9;
    start = System.nanoTime();
    FittedForecaster fitted =
        forecaster.with(chosen).fit(FitRequest.of(slice(all, 0, cut)).withHorizon(length - cut));
    double fit = (System.nanoTime() - start) / 1e9;
    Score score = score(fitted, all, cut, length);
    Score plain = timeOfDayMean(all, cut, length);
    out.printf(
        "P3: %d columns, rows to %d of %d to fit, the rest to score, on the scaled axis%n",
        COLUMNS.length, cut, length);
    out.printf(
        "%-18s %9s %9s %9s %14s %16s  %s%n",
        "forecaster",
        "RMSE",
        "MAE",
        "MSE",
        "fit seconds",
        "choice seconds",
        "settings, chosen on the training part");
    out.printf(
        Locale.ROOT,
        "%-18s %9.4f %9.4f %9.4f %14.2f %16.2f  %s%n",
        "prophet-like",
        score.rmse(),
        score.mae(),
        score.mse(),
        fit,
        choice,
        chosen);
    out.printf(
        Locale.ROOT,
        "%-18s %9.4f %9.4f %9.4f%n",
        "time-of-day mean",
        plain.rmse(),
        plain.mae(),
        plain.mse());
    results.put("p3_rmse", String.format(Locale.ROOT, "%.5f", score.rmse()));
    results.put("p3_mae", String.format(Locale.ROOT, "%.5f", score.mae()));
    results.put("p3_mse", String.format(Locale.ROOT, "%.5f", score.mse()));
    results.put("p3_fit_s", String.format(Locale.ROOT, "%.3f", fit));
  }

  private static Parameters choose(Forecaster forecaster, Panel all, int cut) {
    int border = (int) (cut * SHARE);
    Parameters best = CANDIDATES.get(0);
    double least = Double.POSITIVE_INFINITY;
    for (Parameters candidate : CANDIDATES) {
      FittedForecaster fitted =
          forecaster.with(candidate).fit(FitRequest.of(slice(all, 0, border)));
      double rmse = score(fitted, all, border, cut).rmse();
      if (rmse < least) {
        least = rmse;
        best = candidate;
      }
    }
    return best;
  }

  private static Panel slice(Panel panel, int from, int to) {
    List<TimeSeries> slices = new ArrayList<>();
    panel.forEach(series -> slices.add(series.slice(from, to)));
    return Panel.of(slices);
  }

  private static Score score(FittedForecaster fitted, Panel all, int from, int to) {
    double[][] forecasts = new double[all.size()][];
    int column = 0;
    for (TimeSeries series : all) {
      Forecast forecast = fitted.forecast(ForecastRequest.of(to - from)).get(series.id());
      forecasts[column++] = forecast.mean();
    }
    return score(all, from, to, forecasts);
  }

  private static Score score(Panel all, int from, int to, double[][] forecasts) {
    double mse = 0;
    double mae = 0;
    for (int column = 0; column < forecasts.length; column++) {
      double[] values = all.get(column).toArray();
      double range = range(values);
      double square = 0;
      double absolute = 0;
      int count = 0;
      for (int i = from; i < to; i++) {
        if (!Double.isNaN(values[i])) {
          double error = (values[i] - forecasts[column][i - from]) / range;
          square += error * error;
          absolute += Math.abs(error);
          count++;
        }
      }
      mse += square / count / forecasts.length;
      mae += absolute / count / forecasts.length;
    }
    return new Score(mse, mae);
  }

  private static double range(double[] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return high - low;
  }

  private static Score timeOfDayMean(Panel all, int cut, int length) {
    double[][] forecasts = new double[all.size()][length - cut];
    for (int column = 0; column < forecasts.length; column++) {
      double[] values = all.get(column).toArray();
      double[] sum = new double[SLOTS_PER_DAY];
      int[] count = new int[SLOTS_PER_DAY];
      for (int i = 0; i < cut; i++) {
        if (!Double.isNaN(values[i])) {
          sum[i % SLOTS_PER_DAY] += values[i];
          count[i % SLOTS_PER_DAY]++;
        }
      }
      for (int i = cut; i < length; i++) {
        forecasts[column][i - cut] = sum[i % SLOTS_PER_DAY] / count[i % SLOTS_PER_DAY];
      }
    }
    return score(all, cut, length, forecasts);
  }
}
