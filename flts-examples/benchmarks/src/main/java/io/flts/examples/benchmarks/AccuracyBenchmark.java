package io.flts.examples.benchmarks;

import io.flts.api.error.FltsException;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastFailure;
import io.flts.api.forecast.ForecastOutcome;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Panel;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.examples.benchmarks.CompetitionSet.Case;
import io.flts.examples.benchmarks.PeerForecasts.Peer;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * {@code accuracy [--sets=m1y,...] [--methods=ets,theta:season=1,...] [--threads=N] [--r=FILE,...]
 * [--record=FILE]}: sMAPE, MASE, OWA, coverage and MSIS of methods on the M1 and M4 weekly and
 * hourly series and on spare parts, beside R's.
 *
 * <p>R's figures are those recorded for the whole set (marked {@code *}); where none are, those of
 * the forecasts in the measuring data, and the difference is taken over the series R was run for.
 * {@code --r} names files that {@code r/intervals.R} wrote, used instead of both; {@code --record}
 * appends R's scores from them to a file. A row says {@code ABOVE} when our OWA is more than 0.01
 * above R's. Times are CPU milliseconds of fit and forecast, median over the series.
 */
public final class AccuracyBenchmark implements Benchmark {

  private static final String SETS = "m1y,m1q,m1m,m4w,m4h,car";
  private static final String SMOOTH =
      "naive,drift,mean,ses,holt,ets,ces,theta:season=r,theta,dynamic-theta,auto-theta,auto-arima:season=r";
  private static final String SEASONAL =
      ",seasonal-naive:season=r,holt-winters:season=r,stl:season=r,mstl:season=r";
  private static final String DEMAND = "croston,sba,tsb,adida,imapa,ses";

  private record Outcome(ForecastOutcome forecast, double millis) {}

  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public String summary() {
    return "sMAPE, MASE, OWA, coverage and MSIS on M1 and M4 weekly/hourly, beside R";
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws Exception {
    List<Path> files = new ArrayList<>();
    for (String file : option(arguments, "--r", "").split(",")) {
      if (!file.isEmpty()) {
        files.add(Path.of(file));
      }
    }
    int processors = Runtime.getRuntime().availableProcessors();
    int threads = Integer.parseInt(option(arguments, "--threads", Integer.toString(processors)));
    String record = option(arguments, "--record", "");
    RecordedPeers recorded = RecordedPeers.read();
    AccuracyVerdict verdict = new AccuracyVerdict();
    out.printf(
        Locale.ROOT,
        "%-4s %-26s %4s %7s %7s %6s %6s %6s %7s %7s %5s | %5s %7s %7s %6s %6s %6s %7s | %7s%n",
        "set method n sMAPE MASE OWA cov80 cov95 MSIS cpu_ms fallb nR sMAPE MASE OWA cov80 cov95 MSIS dOWA"
            .split(" "));
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (String key : option(arguments, "--sets", SETS).split(",")) {
        CompetitionSet set = CompetitionSet.of(key);
        Map<String, Case> cases = set.read();
        // A history that never changes has no MASE.
        cases.values().removeIf(one -> CaseScore.scale(one.history().toArray(), set.season) == 0);
        Map<String, CaseScore> naive2 = naive2(set, cases);
        PeerForecasts peers = PeerForecasts.of(set, files);
        for (String method : option(arguments, "--methods", methods(set)).split(",")) {
          Row row = measure(set, cases, naive2, peers, method, pool);
          MethodScore whole = files.isEmpty() ? recorded.of(set, plain(method)) : null;
          double difference = print(set, method, row, whole, out);
          verdict.add(set, method, row.all, difference, row.failures);
          if (!record.isEmpty() && row.theirs.count() > 0) {
            Files.writeString(
                Path.of(record),
                RecordedPeers.line(set, plain(method), row.theirs) + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
          }
        }
      }
    } finally {
      pool.shutdownNow();
    }
    out.println(verdict.line());
    return 0;
  }

  private static String methods(CompetitionSet set) {
    if (set == CompetitionSet.CAR_PARTS) {
      return DEMAND;
    }
    if (set == CompetitionSet.M4_WEEKLY) {
      return SMOOTH + ",seasonal-naive,stl,mstl,mstl:trend=theta";
    }
    return set.season > 1 ? SMOOTH + SEASONAL : SMOOTH;
  }

  static String option(List<String> arguments, String name, String otherwise) {
    for (String argument : arguments) {
      if (argument.startsWith(name + "=")) {
        return argument.substring(name.length() + 1);
      }
    }
    return otherwise;
  }

  private static Map<String, CaseScore> naive2(CompetitionSet set, Map<String, Case> cases)
      throws IOException {
    Map<String, double[]> official = set.hasOfficialNaive2() ? set.officialNaive2() : Map.of();
    Map<String, CaseScore> scores = new LinkedHashMap<>();
    cases.forEach(
        (id, one) -> {
          double[] y = one.history().toArray();
          double[] mean =
              official.containsKey(id)
                  ? official.get(id)
                  : SeasonallyAdjustedNaive.forecast(y, set.season, one.actual().length);
          scores.put(id, CaseScore.of(y, set.season, one.actual(), mean, new double[0][]));
        });
    return scores;
  }

  /** {@code name:key=value:...}; the value {@code r} of a season is the competition's season. */
  static Forecaster forecaster(String method, CompetitionSet set) {
    String[] parts = method.split(":");
    Forecaster forecaster = ServiceCatalog.load().forecaster(parts[0]);
    Parameters parameters = Parameters.none();
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].split("=", 2);
      parameters =
          parameters.and(pair[0], pair[1].equals("r") ? Integer.toString(set.season) : pair[1]);
    }
    return forecaster.with(parameters);
  }

  private static String plain(String method) {
    return method.split(":")[0];
  }

  private record Row(
      MethodScore all,
      MethodScore shared,
      MethodScore theirs,
      double millis,
      int fallbacks,
      int failures) {}

  private static Row measure(
      CompetitionSet set,
      Map<String, Case> cases,
      Map<String, CaseScore> naive2,
      PeerForecasts peers,
      String method,
      ExecutorService pool)
      throws InterruptedException, ExecutionException {
    Forecaster forecaster = forecaster(method, set);
    Map<String, Future<Outcome>> running = new LinkedHashMap<>();
    cases.forEach((id, one) -> running.put(id, pool.submit(() -> outcome(forecaster, one))));
    Map<String, CaseScore> ours = new LinkedHashMap<>();
    Map<String, CaseScore> theirs = new LinkedHashMap<>();
    Map<String, Peer> r = peers.of(plain(method));
    double[] millis = new double[cases.size()];
    int fallbacks = 0;
    int failures = 0;
    int number = 0;
    for (Map.Entry<String, Case> one : cases.entrySet()) {
      Case example = one.getValue();
      Outcome outcome = running.get(one.getKey()).get();
      millis[number++] = outcome.millis;
      if (!(outcome.forecast instanceof Forecast forecast)) {
        failures++;
        continue;
      }
      fallbacks += forecast.producer().isFallback() ? 1 : 0;
      double[][] limits = {
        forecast.interval(0.80).lower(),
        forecast.interval(0.80).upper(),
        forecast.interval(0.95).lower(),
        forecast.interval(0.95).upper()
      };
      double[] y = example.history().toArray();
      ours.put(
          one.getKey(), CaseScore.of(y, set.season, example.actual(), forecast.mean(), limits));
      Peer peer = r.get(one.getKey());
      if (peer != null) {
        theirs.put(
            one.getKey(),
            CaseScore.of(y, set.season, example.actual(), peer.mean(), peer.limits()));
      }
    }
    Arrays.sort(millis);
    return new Row(
        MethodScore.average(ours, ours.keySet(), naive2),
        MethodScore.average(ours, theirs.keySet(), naive2),
        MethodScore.average(theirs, theirs.keySet(), naive2),
        millis[millis.length / 2],
        fallbacks,
        failures);
  }

  /** Prints a row; returns our OWA minus R's, NaN where R was not run. */
  private static double print(
      CompetitionSet set, String method, Row row, @Nullable MethodScore recorded, PrintStream out) {
    boolean whole = recorded != null && recorded.count() == row.all.count();
    MethodScore all = row.all;
    MethodScore r = whole ? recorded : row.theirs;
    double difference = (whole ? all : row.shared).owa() - r.owa();
    out.printf(
        Locale.ROOT,
        "%-4s %-26s %4d %7.3f %7.3f %6.3f %6.3f %6.3f %7.2f %7.2f %5d | %4d%s %7.3f %7.3f %6.3f"
            + " %6.3f %6.3f %7.2f | %7.4f%s%n",
        set.key,
        method + (row.failures > 0 ? " (" + row.failures + " failed)" : ""),
        all.count(),
        all.smape(),
        all.mase(),
        all.owa(),
        all.covered80(),
        all.covered95(),
        all.msis(),
        row.millis,
        row.fallbacks,
        r.count(),
        whole ? "*" : " ",
        r.smape(),
        r.mase(),
        r.owa(),
        r.covered80(),
        r.covered95(),
        r.msis(),
        difference,
        difference > AccuracyVerdict.MARGIN ? " ABOVE" : "");
    return difference;
  }

  private static Outcome outcome(Forecaster forecaster, Case example) {
    Levels levels = Levels.of(0.80, 0.95);
    int h = example.actual().length;
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    ForecastOutcome outcome;
    try {
      outcome =
          forecaster
              .fit(FitRequest.of(Panel.of(example.history())).withHorizon(h))
              .forecast(ForecastRequest.of(h).withLevels(levels))
              .outcome(example.history().id());
    } catch (FltsException e) {
      outcome = new ForecastFailure(example.history().id(), e);
    }
    long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    return new Outcome(outcome, used / 1e6);
  }
}
