package io.flts.examples.benchmarks;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.Forecast;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code accuracy [--sets=m1y,...] [--methods=ets,theta:season=1,...] [--r=FILE,...]}: sMAPE, MASE,
 * OWA, coverage and MSIS of methods on the M1 and M4 weekly and hourly series, beside R's.
 *
 * <p>{@code --r} names files that {@code r/intervals.R} wrote; without them R's point forecasts of
 * the measuring data stand beside. A difference to R is taken over the series for which R was run.
 */
public final class AccuracyBenchmark implements Benchmark {

  private static final String SETS = "m1y,m1q,m1m,m4w,m4h";
  private static final String METHODS = "ses,holt,ets,ces,theta:season=r,dynamic-theta,auto-theta";

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
    StringBuilder result = new StringBuilder("RESULT");
    out.printf(
        Locale.ROOT,
        "%-4s %-26s %4s %7s %7s %6s %6s %6s %7s %7s %5s | %4s %7s %7s %6s %6s %6s %7s | %7s%n",
        "set",
        "method",
        "n",
        "sMAPE",
        "MASE",
        "OWA",
        "cov80",
        "cov95",
        "MSIS",
        "ms",
        "fallb",
        "nR",
        "sMAPE",
        "MASE",
        "OWA",
        "cov80",
        "cov95",
        "MSIS",
        "dOWA");
    for (String key : option(arguments, "--sets", SETS).split(",")) {
      CompetitionSet set = CompetitionSet.of(key);
      Map<String, Case> cases = set.read();
      Map<String, CaseScore> naive2 = naive2(set, cases);
      PeerForecasts peers = PeerForecasts.of(set, files);
      for (String method : option(arguments, "--methods", METHODS).split(",")) {
        measure(set, cases, naive2, peers, method, out, result);
      }
    }
    out.println(result);
    return 0;
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

  private static void measure(
      CompetitionSet set,
      Map<String, Case> cases,
      Map<String, CaseScore> naive2,
      PeerForecasts peers,
      String method,
      PrintStream out,
      StringBuilder result) {
    Forecaster forecaster = forecaster(method, set);
    Map<String, CaseScore> ours = new LinkedHashMap<>();
    Map<String, CaseScore> theirs = new LinkedHashMap<>();
    Map<String, Peer> r = peers.of(method.split(":")[0]);
    double[] millis = new double[cases.size()];
    int fallbacks = 0;
    int failures = 0;
    int number = 0;
    Levels levels = Levels.of(0.80, 0.95);
    for (Map.Entry<String, Case> one : cases.entrySet()) {
      Case example = one.getValue();
      double[] y = example.history().toArray();
      int h = example.actual().length;
      long start = System.nanoTime();
      ForecastOutcome outcome = outcome(forecaster, example, h, levels);
      millis[number++] = (System.nanoTime() - start) / 1e6;
      if (!(outcome instanceof Forecast forecast)) {
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
    double[] all = average(ours, ours.keySet().stream().toList(), naive2);
    List<String> shared = theirs.keySet().stream().toList();
    double[] oursShared = average(ours, shared, naive2);
    double[] rShared = average(theirs, shared, naive2);
    double difference = oursShared[2] - rShared[2];
    out.printf(
        Locale.ROOT,
        "%-4s %-26s %4d %7.3f %7.3f %6.3f %6.3f %6.3f %7.2f %7.2f %5d | %4d %7.3f %7.3f %6.3f %6.3f"
            + " %6.3f %7.2f | %7.4f%n",
        set.key,
        method + (failures > 0 ? " (" + failures + " failed)" : ""),
        ours.size(),
        all[0],
        all[1],
        all[2],
        all[3],
        all[4],
        all[5],
        millis[millis.length / 2],
        fallbacks,
        shared.size(),
        rShared[0],
        rShared[1],
        rShared[2],
        rShared[3],
        rShared[4],
        rShared[5],
        difference);
    String prefix = " " + set.key + "." + method.split(":")[0];
    result.append(String.format(Locale.ROOT, "%s.owa=%.4f", prefix, all[2]));
    result.append(String.format(Locale.ROOT, "%s.mase=%.4f", prefix, all[1]));
    result.append(String.format(Locale.ROOT, "%s.msis=%.3f", prefix, all[5]));
    result.append(String.format(Locale.ROOT, "%s.cov95=%.4f", prefix, all[4]));
    if (!shared.isEmpty()) {
      result.append(String.format(Locale.ROOT, "%s.owa-minus-r=%.4f", prefix, difference));
    }
  }

  private static ForecastOutcome outcome(
      Forecaster forecaster, Case example, int h, Levels levels) {
    try {
      return forecaster
          .fit(FitRequest.of(Panel.of(example.history())).withHorizon(h))
          .forecast(ForecastRequest.of(h).withLevels(levels))
          .outcome(example.history().id());
    } catch (io.flts.api.error.FltsException e) {
      return new io.flts.api.forecast.ForecastFailure(example.history().id(), e);
    }
  }

  /** sMAPE, MASE, OWA, coverage 80, coverage 95, MSIS over some series. */
  private static double[] average(
      Map<String, CaseScore> scores, List<String> ids, Map<String, CaseScore> naive2) {
    double[] sums = new double[6];
    double smape2 = 0;
    double mase2 = 0;
    for (String id : ids) {
      CaseScore score = scores.get(id);
      sums[0] += score.smape() / ids.size();
      sums[1] += score.mase() / ids.size();
      sums[3] += score.covered80() / ids.size();
      sums[4] += score.covered95() / ids.size();
      sums[5] += score.msis() / ids.size();
      smape2 += naive2.get(id).smape() / ids.size();
      mase2 += naive2.get(id).mase() / ids.size();
    }
    sums[2] = ids.isEmpty() ? Double.NaN : (sums[0] / smape2 + sums[1] / mase2) / 2;
    return sums;
  }
}
