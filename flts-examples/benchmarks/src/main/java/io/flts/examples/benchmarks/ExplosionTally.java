package io.flts.examples.benchmarks;

import io.flts.api.error.FitFailedException;
import io.flts.api.error.FltsException;
import io.flts.api.forecast.Forecast;
import io.flts.stat.safeguard.ForecastBound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** What one method did on the series of one source. Thread-safe. */
final class ExplosionTally {

  private final String method;
  private final String source;
  private final TreeMap<String, String> firstOfEach = new TreeMap<>();
  private int series;
  private int refused;
  private int fallbacks;
  private int undocumented;
  private int notFinite;
  private int outside;
  private double totalMillis;
  private double slowestMillis;
  private String slowest = "";

  ExplosionTally(String method, String source) {
    this.method = method;
    this.source = source;
  }

  /** Notes a forecast and checks every number of it. */
  synchronized void forecast(Forecast forecast, double[] history, double millis) {
    time(forecast.seriesId(), millis);
    fallbacks += forecast.producer().isFallback() ? 1 : 0;
    ForecastBound bound = ForecastBound.of(history);
    boolean finite = true;
    boolean inside = true;
    List<double[]> rows = new ArrayList<>();
    rows.add(forecast.mean());
    rows.addAll(Arrays.asList(forecast.quantiles().toArray()));
    rows.addAll(Arrays.asList(forecast.paths()));
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        finite &= Double.isFinite(row[i]);
        inside &= bound.admits(row[i], i + 1);
      }
    }
    if (!finite) {
      notFinite++;
      first("not finite", forecast.seriesId());
    } else if (!inside) {
      outside++;
      first("outside the bound", forecast.seriesId());
    }
  }

  /** Notes an exception; those of FLTS are documented, numerical failure being none of them. */
  synchronized void failure(String id, RuntimeException e, double millis) {
    time(id, millis);
    String what = e.getClass().getSimpleName();
    if (e instanceof FltsException && !(e instanceof FitFailedException)) {
      refused++;
    } else {
      undocumented++;
      what = "UNDOCUMENTED " + what;
    }
    first(what, id + ": " + e.getMessage());
  }

  private void time(String id, double millis) {
    series++;
    totalMillis += millis;
    if (millis > slowestMillis) {
      slowestMillis = millis;
      slowest = id;
    }
  }

  private void first(String what, String example) {
    firstOfEach.putIfAbsent(what, example);
  }

  static String header() {
    return String.format(
        Locale.ROOT,
        "%-14s %-26s %7s %8s %9s %9s %8s %8s %10s %9s  %s",
        "method",
        "source",
        "series",
        "refused",
        "fallback",
        "undocum.",
        "not fin.",
        "outside",
        "slowest ms",
        "total s",
        "slowest series");
  }

  synchronized String row() {
    StringBuilder row =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%-14s %-26s %7d %8d %9d %9d %8d %8d %10.0f %9.1f  %s",
                method,
                source,
                series,
                refused,
                fallbacks,
                undocumented,
                notFinite,
                outside,
                slowestMillis,
                totalMillis / 1e3,
                slowest));
    firstOfEach.forEach(
        (what, example) -> row.append("\n    ").append(what).append(": ").append(example));
    return row.toString();
  }

  synchronized int explosions() {
    return undocumented + notFinite + outside;
  }

  synchronized int series() {
    return series;
  }

  synchronized int fallbacks() {
    return fallbacks;
  }

  synchronized int refused() {
    return refused;
  }
}
