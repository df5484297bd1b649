package io.flts.dl.forecast;

import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.series.Covariate;
import io.flts.api.series.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a window holds besides the target, and how it is put on a common scale.
 *
 * <p>Covariates and static numbers are standardised over the whole training panel, static
 * categories become one indicator each. Immutable.
 */
final class FeaturePlan {
  private final List<String> past;
  private final List<String> future;
  private final List<String> numbers;
  private final List<String> categories;

  /** Mean and deviation of past, future and static numbers, in that order. */
  private final double[] mean;

  private final double[] deviation;
  private final Calendar calendar;

  private FeaturePlan(
      List<String> past,
      List<String> future,
      List<String> numbers,
      List<String> categories,
      double[] mean,
      double[] deviation,
      Calendar calendar) {
    this.past = past;
    this.future = future;
    this.numbers = numbers;
    this.categories = categories;
    this.mean = mean;
    this.deviation = deviation;
    this.calendar = calendar;
  }

  static FeaturePlan learn(List<TimeSeries> panel, boolean withCalendar) {
    List<String> past = new ArrayList<>();
    List<String> future = new ArrayList<>();
    TimeSeries longest = panel.get(0);
    for (Covariate covariate : longest.covariates()) {
      (covariate.kind() == Covariate.Kind.PAST ? past : future).add(covariate.name());
    }
    TreeSet<String> numbers = new TreeSet<>(longest.attributes().numbers().keySet());
    TreeSet<String> categories = new TreeSet<>();
    for (TimeSeries series : panel) {
      numbers.retainAll(series.attributes().numbers().keySet());
      series.attributes().categories().forEach((key, value) -> categories.add(key + "=" + value));
      longest = series.length() > longest.length() ? series : longest;
    }
    int count = past.size() + future.size() + numbers.size();
    double[] mean = new double[count];
    double[] deviation = new double[count];
    int i = 0;
    for (String name : past) {
      i = covariate(panel, name, mean, deviation, i);
    }
    for (String name : future) {
      i = covariate(panel, name, mean, deviation, i);
    }
    for (String name : numbers) {
      Moments moments = new Moments();
      panel.forEach(series -> moments.add(series.attributes().numbers().get(name)));
      mean[i] = moments.mean();
      deviation[i++] = moments.scale();
    }
    Calendar calendar =
        withCalendar ? Calendar.of(longest.frequency(), longest.index()) : Calendar.none();
    return new FeaturePlan(
        past, future, List.copyOf(numbers), List.copyOf(categories), mean, deviation, calendar);
  }

  /** No features but the target. */
  static FeaturePlan none() {
    double[] nothing = {};
    return new FeaturePlan(
        List.of(), List.of(), List.of(), List.of(), nothing, nothing, Calendar.none());
  }

  private static int covariate(
      List<TimeSeries> panel, String name, double[] mean, double[] deviation, int place) {
    Moments moments = new Moments();
    for (TimeSeries series : panel) {
      double[] values = series.requireCovariate(name, 0).toArray(0, series.length());
      for (double value : values) {
        moments.add(value);
      }
    }
    mean[place] = moments.mean();
    deviation[place] = moments.scale();
    return place + 1;
  }

  Calendar calendar() {
    return calendar;
  }

  int past() {
    return past.size();
  }

  int future() {
    return future.size();
  }

  int statics() {
    return numbers.size() + categories.size();
  }

  /**
   * The covariates of a series, past ones first, each on the common scale; a missing value becomes
   * the one before it, or 0 at the start.
   *
   * @param horizon steps beyond the end for which future covariates must be known
   */
  float[][] covariates(TimeSeries series, int from, int horizon) {
    float[][] rows = new float[past.size() + future.size()][];
    for (int c = 0; c < rows.length; c++) {
      boolean known = c >= past.size();
      String name = known ? future.get(c - past.size()) : past.get(c);
      Covariate covariate = series.requireCovariate(name, known ? horizon : 0);
      int end = known ? Math.max(series.length() + horizon, series.length()) : series.length();
      double[] values = covariate.toArray(from, Math.min(end, covariate.length()));
      rows[c] = new float[values.length];
      float before = 0;
      for (int i = 0; i < values.length; i++) {
        if (!Double.isNaN(values[i])) {
          before = squeeze((values[i] - mean[c]) / deviation[c]);
        }
        rows[c][i] = before;
      }
    }
    return rows;
  }

  float[] statics(TimeSeries series) {
    float[] row = new float[statics()];
    int offset = past.size() + future.size();
    for (int i = 0; i < numbers.size(); i++) {
      Double value = series.attributes().numbers().get(numbers.get(i));
      row[i] = value == null ? 0 : squeeze((value - mean[offset + i]) / deviation[offset + i]);
    }
    for (Map.Entry<String, String> one : series.attributes().categories().entrySet()) {
      int place = categories.indexOf(one.getKey() + "=" + one.getValue());
      if (place >= 0) {
        row[numbers.size() + place] = 1;
      }
    }
    return row;
  }

  /** Standardised values beyond ±10 are cut: an outlier must not blind the network. */
  private static float squeeze(double value) {
    return (float) Math.max(-10, Math.min(10, value));
  }

  void write(ModelWriter out) {
    names(out.section("past"), past);
    names(out.section("future"), future);
    names(out.section("numbers"), numbers);
    names(out.section("categories"), categories);
    out.reals("mean", mean).reals("deviation", deviation);
    out.flag("day", calendar.day()).flag("week", calendar.week()).flag("year", calendar.year());
  }

  private static void names(ModelWriter out, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      out.text(Integer.toString(i), names.get(i));
    }
  }

  static FeaturePlan read(ModelReader in) {
    List<String> past = names(in.section("past"));
    List<String> future = names(in.section("future"));
    List<String> numbers = names(in.section("numbers"));
    int count = past.size() + future.size() + numbers.size();
    return new FeaturePlan(
        past,
        future,
        numbers,
        names(in.section("categories")),
        in.reals("mean", count),
        in.reals("deviation", count),
        new Calendar(in.flag("day"), in.flag("week"), in.flag("year")));
  }

  private static List<String> names(ModelReader in) {
    List<String> names = new ArrayList<>();
    for (String key : in.keys()) {
      names.add(in.text(key));
    }
    return List.copyOf(names);
  }
}
