package io.flts.examples.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects the rows of an accuracy table into its RESULT line, with a flag for every target. */
final class AccuracyVerdict {

  /** How much worse than R's same method an OWA may be. */
  static final double MARGIN = 0.01;

  private static final Map<String, Double> BEST_OWA = Map.of("m4h", 0.55, "m4w", 0.84);
  private static final Map<String, Double> ETS_MSIS = Map.of("m4w", 20.4, "m4h", 17.5);

  private final StringBuilder figures = new StringBuilder();
  private final Map<String, Double> bestOwa = new LinkedHashMap<>();
  private final Map<String, String> bestMethod = new LinkedHashMap<>();
  private final Map<String, Double> etsMsis = new LinkedHashMap<>();
  private final List<String> above = new ArrayList<>();
  private int compared;
  private int failures;

  /** Takes a row in; the difference to R is NaN where R was not run. */
  void add(CompetitionSet set, String method, MethodScore ours, double difference, int failed) {
    String key = set.key + "." + method.replaceAll("[:=]", "-");
    failures += failed;
    figure("%s.owa=%.4f", key, ours.owa());
    figure("%s.mase=%.4f", key, ours.mase());
    figure("%s.cov95=%.4f", key, ours.covered95());
    figure("%s.msis=%.3f", key, ours.msis());
    if (!Double.isNaN(difference)) {
      figure("%s.owa-minus-r=%.4f", key, difference);
      compared++;
      if (difference > MARGIN) {
        above.add(key);
      }
    }
    if (ours.owa() < bestOwa.getOrDefault(set.key, Double.POSITIVE_INFINITY)) {
      bestOwa.put(set.key, ours.owa());
      bestMethod.put(set.key, method);
    }
    if (method.equals("ets")) {
      etsMsis.put(set.key, ours.msis());
    }
  }

  private void figure(String format, String key, double value) {
    figures.append(' ').append(String.format(Locale.ROOT, format, key, value));
  }

  /** {@code RESULT} with the flags first, then all figures. */
  String line() {
    StringBuilder line = new StringBuilder("RESULT");
    line.append(" owa-within-r=").append(compared - above.size()).append('/').append(compared);
    line.append(" owa-above-r=").append(above.isEmpty() ? "none" : String.join(",", above));
    line.append(" failed-series=").append(failures);
    BEST_OWA.forEach((set, limit) -> flag(line, set + ".best-owa", bestOwa.get(set), limit));
    ETS_MSIS.forEach((set, limit) -> flag(line, set + ".ets-msis", etsMsis.get(set), limit));
    bestMethod.forEach(
        (set, method) ->
            line.append(' ').append(set).append(".best=").append(method.replaceAll("[:=]", "-")));
    return line.append(figures).toString();
  }

  private static void flag(
      StringBuilder line,
      String key,
      @org.jspecify.annotations.Nullable Double value,
      double limit) {
    if (value != null) {
      line.append(
          String.format(
              Locale.ROOT, " %s=%.3f %s-pass=%b(<=%s)", key, value, key, value <= limit, limit));
    }
  }
}
