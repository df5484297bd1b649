package io.flts.examples.benchmarks;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Frequency;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import io.flts.core.catalog.ServiceCatalog;
import java.io.BufferedReader;
import java.io.PrintStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code long-seasons}: data with a daily, a weekly and a yearly season (half-hourly demand of
 * Victoria, 2012-2014), forecast by {@code mstl} and beside it the weekly and daily seasonal naive.
 *
 * <p>Twelve origins, four weeks apart, in 2014; at each the whole past is fitted and the next week
 * (336 steps) forecast without covariates. Errors are mean absolute, in MW, over the first day and
 * the whole week; coverage is that of the nominal 95 % interval over the week. Times are those of
 * fit and forecast of one origin.
 */
public final class LongSeasons implements Benchmark {
  private static final int DAY = 48;
  private static final int WEEK = 7 * DAY;
  private static final int YEAR = 17_532;
  private static final int ORIGINS = 12;
  private static final int APART = 4 * WEEK;

  /** For ServiceLoader. */
  public LongSeasons() {}

  @Override
  public String name() {
    return "long-seasons";
  }

  @Override
  public String summary() {
    return "daily, weekly and yearly seasons: mstl on half-hourly demand against the seasonal naive";
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws Exception {
    ServiceCatalog catalog = ServiceCatalog.load();
    Map<String, Forecaster> methods = new LinkedHashMap<>();
    methods.put(
        "naive-day", catalog.forecaster("seasonal-naive").with(Parameters.of("season", DAY)));
    methods.put(
        "naive-week", catalog.forecaster("seasonal-naive").with(Parameters.of("season", WEEK)));
    methods.put("mstl", catalog.forecaster("mstl"));
    methods.put("mstl-theta", catalog.forecaster("mstl").with(Parameters.of("trend", "theta")));
    methods.put(
        "mstl-year",
        catalog.forecaster("mstl").with(Parameters.of("periods", List.of(DAY, WEEK, YEAR))));
    TimeSeries all = demand();
    out.printf(
        Locale.ROOT,
        "%-12s %12s %12s %10s %10s %10s%n",
        "method",
        "MAE day",
        "MAE week",
        "to weekly",
        "cov95",
        "s");
    StringBuilder result = new StringBuilder("RESULT origins=" + ORIGINS);
    double[] weekly = score(methods.get("naive-week"), all);
    for (Map.Entry<String, Forecaster> method : methods.entrySet()) {
      double[] s = method.getKey().equals("naive-week") ? weekly : score(method.getValue(), all);
      out.printf(
          Locale.ROOT,
          "%-12s %12.1f %12.1f %10.3f %10.3f %10.2f%n",
          method.getKey(),
          s[0],
          s[1],
          s[1] / weekly[1],
          s[2],
          s[3]);
      String key = method.getKey().replace('-', '_');
      result.append(String.format(Locale.ROOT, " %s_mae_day=%.1f", key, s[0]));
      result.append(String.format(Locale.ROOT, " %s_mae_week=%.1f", key, s[1]));
      result.append(String.format(Locale.ROOT, " %s_cov95=%.3f", key, s[2]));
    }
    out.println(result);
    return 0;
  }

  /** Mean absolute error of the first day and of the week, coverage, seconds. */
  private static double[] score(Forecaster forecaster, TimeSeries all) {
    double[] sums = new double[4];
    double[] y = all.toArray();
    for (int i = 0; i < ORIGINS; i++) {
      int origin = y.length - WEEK - (ORIGINS - 1 - i) * APART;
      long start = System.nanoTime();
      Forecast forecast =
          forecaster
              .fit(FitRequest.of(all.head(origin)).withHorizon(WEEK).withExecutor(Runnable::run))
              .forecast(ForecastRequest.of(WEEK).withLevels(Levels.of(0.95)))
              .single();
      sums[3] += (System.nanoTime() - start) / 1e9 / ORIGINS;
      double[] mean = forecast.mean();
      double[] lower = forecast.interval(0.95).lower();
      double[] upper = forecast.interval(0.95).upper();
      for (int h = 0; h < WEEK; h++) {
        double actual = y[origin + h];
        double error = Math.abs(actual - mean[h]);
        sums[0] += h < DAY ? error / DAY / ORIGINS : 0.0;
        sums[1] += error / WEEK / ORIGINS;
        sums[2] += actual >= lower[h] && actual <= upper[h] ? 1.0 / WEEK / ORIGINS : 0.0;
      }
    }
    return sums;
  }

  private static TimeSeries demand() throws Exception {
    List<Double> values = new ArrayList<>();
    String first = "";
    try (BufferedReader in =
        CompetitionSet.open(SharedData.path("data/load/vic_elec_halfhourly.csv.gz"))) {
      in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] cells = line.split(",", -1);
        first = first.isEmpty() ? cells[1] : first;
        values.add(cells[2].isEmpty() ? Double.NaN : Double.parseDouble(cells[2]));
      }
    }
    double[] y = values.stream().mapToDouble(Double::doubleValue).toArray();
    TimeIndex index = TimeIndex.of(LocalDateTime.parse(first), Frequency.parse("30min"), y.length);
    return TimeSeries.of("victoria", index, y);
  }
}
