package io.flts.stat.tabular;

import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.series.Covariate;
import io.flts.api.series.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What a row says about a step: learned from the training panel, then fixed. Immutable.
 *
 * @param lags which of the last values are told, counted from the end of what is known
 * @param seasons season lengths whose values, aligned with the step, are told
 * @param rolling lengths over which mean and deviation of the last values are told
 * @param anchor what targets are told relative to: 0 = the level of the series, {@link
 *     #LAST_VALUE}, or a season length = the value so many steps (or a multiple) before
 * @param step whether the distance of the step is told
 * @param pastNames past covariates
 * @param pastLags how many of their last values are told
 * @param futureNames future covariates
 * @param numbers static numbers
 * @param categories static categories as {@code name=value}, one indicator each
 */
record FeaturePlan(
    int[] lags,
    int[] seasons,
    int[] rolling,
    int anchor,
    boolean step,
    List<String> pastNames,
    int pastLags,
    List<String> futureNames,
    List<String> numbers,
    List<String> categories,
    CalendarFeatures calendar) {
  static final int LAST_VALUE = -1;

  /** Cycles over which the mean of a season's aligned values is taken. */
  static final int CYCLES = 4;

  /** The most frequent categories get an indicator, the others none. */
  private static final int MOST_CATEGORIES = 64;

  FeaturePlan {
    pastNames = List.copyOf(pastNames);
    futureNames = List.copyOf(futureNames);
    numbers = List.copyOf(numbers);
    categories = List.copyOf(categories);
  }

  FeaturePlan withAnchor(int newAnchor) {
    return new FeaturePlan(
        lags,
        seasons,
        rolling,
        newAnchor,
        step,
        pastNames,
        pastLags,
        futureNames,
        numbers,
        categories,
        calendar);
  }

  static List<String> covariates(List<TimeSeries> panel, Covariate.Kind kind) {
    List<String> names = new ArrayList<>();
    for (Covariate covariate : panel.get(0).covariates()) {
      if (covariate.kind() == kind) {
        names.add(covariate.name());
      }
    }
    panel.forEach(series -> names.forEach(name -> series.requireCovariate(name, 0)));
    return names;
  }

  static List<String> staticNumbers(List<TimeSeries> panel) {
    TreeSet<String> names = new TreeSet<>(panel.get(0).attributes().numbers().keySet());
    panel.forEach(series -> names.retainAll(series.attributes().numbers().keySet()));
    return List.copyOf(names);
  }

  static List<String> staticCategories(List<TimeSeries> panel) {
    Map<String, Integer> counts = new HashMap<>();
    for (TimeSeries series : panel) {
      series
          .attributes()
          .categories()
          .forEach((name, value) -> counts.merge(name + "=" + value, 1, Integer::sum));
    }
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_CATEGORIES)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Observations that a row may look back to. */
  int reach() {
    int reach = Math.max(Math.max(1, pastLags), Math.max(max(lags), max(rolling)));
    for (int season : seasons) {
      reach = Math.max(reach, CYCLES * season + 1);
    }
    return Math.max(reach, 2 * Math.max(anchor, 0));
  }

  private static int max(int[] values) {
    return Arrays.stream(values).max().orElse(0);
  }

  /** Name of every feature, in order. */
  List<String> names() {
    return features().stream().map(Feature::name).toList();
  }

  /**
   * One feature.
   *
   * @param group what it is part of in an explanation
   */
  record Feature(String name, String group) {}

  /** Every feature in the order in which {@link RowWriter} writes. */
  List<Feature> features() {
    List<Feature> all = new ArrayList<>();
    for (int lag : lags) {
      all.add(new Feature("lag-" + lag, "recent"));
    }
    for (int length : rolling) {
      all.add(new Feature("mean-" + length, "recent"));
      all.add(new Feature("deviation-" + length, "recent"));
    }
    if (anchor != 0) {
      all.add(new Feature("anchor", "recent"));
    }
    for (int season : seasons) {
      String group = "season-" + season;
      for (String what : List.of("", "-before", "-after", "-2", "-mean")) {
        all.add(new Feature(group + what, group));
      }
    }
    if (step) {
      all.add(new Feature("step", "step"));
    }
    calendar
        .names()
        .forEach(
            name ->
                all.add(new Feature(name, name.startsWith("holiday") ? "holiday" : "calendar")));
    for (String name : futureNames) {
      all.add(new Feature(name, name));
      for (int season : seasons) {
        all.add(new Feature(name + "-season-" + season, name));
        all.add(new Feature(name + "-mean-" + season, name));
      }
    }
    for (String name : pastNames) {
      for (int lag = 1; lag <= pastLags; lag++) {
        all.add(new Feature(name + "-lag-" + lag, name));
      }
    }
    numbers.forEach(name -> all.add(new Feature(name, name)));
    categories.forEach(name -> all.add(new Feature(name, name.substring(0, name.indexOf('=')))));
    return all;
  }

  int size() {
    return lags.length
        + 2 * rolling.length
        + (anchor != 0 ? 1 : 0)
        + 5 * seasons.length
        + (step ? 1 : 0)
        + calendar.size()
        + futureNames.size() * (1 + 2 * seasons.length)
        + pastNames.size() * pastLags
        + numbers.size()
        + categories.size();
  }

  float[][] past(TimeSeries series) {
    return pastNames.stream()
        .map(name -> floats(series.requireCovariate(name, 0).toArray(0, series.length())))
        .toArray(float[][]::new);
  }

  float[][] future(TimeSeries series, int horizon) {
    return futureNames.stream()
        .map(
            name ->
                floats(
                    series.requireCovariate(name, horizon).toArray(0, series.length() + horizon)))
        .toArray(float[][]::new);
  }

  private static float[] floats(double[] values) {
    float[] cut = new float[values.length];
    for (int i = 0; i < cut.length; i++) {
      float value = (float) values[i];
      cut[i] = Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
    }
    return cut;
  }

  float[] statics(TimeSeries series) {
    float[] row = new float[numbers.size() + categories.size()];
    for (int i = 0; i < numbers.size(); i++) {
      Double value = series.attributes().numbers().get(numbers.get(i));
      row[i] = value == null ? Float.NaN : value.floatValue();
    }
    series
        .attributes()
        .categories()
        .forEach(
            (name, value) -> {
              int place = categories.indexOf(name + "=" + value);
              if (place >= 0) {
                row[numbers.size() + place] = 1;
              }
            });
    return row;
  }

  void write(ModelWriter out) {
    out.integers("lags", lags)
        .integers("seasons", seasons)
        .integers("rolling", rolling)
        .integer("anchor", anchor)
        .flag("step", step)
        .integer("past-lags", pastLags);
    texts(out.section("past"), pastNames);
    texts(out.section("future"), futureNames);
    texts(out.section("numbers"), numbers);
    texts(out.section("categories"), categories);
    calendar.write(out.section("calendar"));
  }

  private static void texts(ModelWriter out, List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      out.text(Integer.toString(i), texts.get(i));
    }
  }

  static FeaturePlan read(ModelReader in) {
    return new FeaturePlan(
        positive(in, "lags"),
        positive(in, "seasons"),
        positive(in, "rolling"),
        in.integer("anchor", LAST_VALUE, 1_000_000),
        in.flag("step"),
        texts(in.section("past")),
        in.integer("past-lags", 0, 1_000_000),
        texts(in.section("future")),
        texts(in.section("numbers")),
        texts(in.section("categories")),
        CalendarFeatures.read(in.section("calendar")));
  }

  private static int[] positive(ModelReader in, String key) {
    int[] values = in.integers(key);
    if (IntStream.of(values).anyMatch(value -> value < 1 || value > 1_000_000)) {
      throw new io.flts.api.error.ModelFormatException(
          "Saved model: '" + key + "' holds a number outside 1 to 1000000. The file is damaged.");
    }
    return values;
  }

  private static List<String> texts(ModelReader in) {
    List<String> texts = new ArrayList<>();
    in.keys().forEach(key -> texts.add(in.text(key)));
    return texts;
  }
}
