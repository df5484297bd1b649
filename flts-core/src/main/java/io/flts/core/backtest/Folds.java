package io.flts.core.backtest;

import io.flts.api.error.InsufficientDataException;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The folds of every series of a panel, in the panel's order, earliest origin first. */
final class Folds {
  private final List<List<Fold>> perSeries;
  private final List<SkippedSeries> skipped;
  private final boolean endsDiffer;

  private Folds(List<List<Fold>> perSeries, List<SkippedSeries> skipped, boolean endsDiffer) {
    this.perSeries = perSeries;
    this.skipped = skipped;
    this.endsDiffer = endsDiffer;
  }

  static Folds of(RollingOrigin plan, Panel panel) {
    int[] lags = stepsBeforeLatestEnd(panel);
    boolean byClock = plan.alignment() == RollingOrigin.Alignment.CLOCK;
    boolean endsDiffer = false;
    List<List<Fold>> perSeries = new ArrayList<>();
    List<SkippedSeries> skipped = new ArrayList<>();
    for (int place = 0; place < panel.size(); place++) {
      TimeSeries series = panel.get(place);
      List<Fold> folds = folds(plan, series, byClock ? lags[place] : 0);
      endsDiffer |= lags[place] != 0;
      perSeries.add(folds);
      if (folds.size() < plan.windows()) {
        skipped.add(skipped(plan, series, folds.size()));
      }
    }
    if (perSeries.stream().allMatch(List::isEmpty)) {
      throw new InsufficientDataException(
          "Nothing to judge: " + skipped.get(0).reason() + " No other series has a window either.");
    }
    return new Folds(perSeries, skipped, endsDiffer);
  }

  private static List<Fold> folds(RollingOrigin plan, TimeSeries series, int lag) {
    List<Fold> folds = new ArrayList<>();
    for (int window = 0; window < plan.windows(); window++) {
      long back = plan.horizon() + (long) plan.step() * (plan.windows() - 1 - window);
      long origin = (long) series.length() + lag - back;
      if (origin >= 1 && origin < series.length()) {
        int at = (int) origin;
        folds.add(new Fold(series, window, plan.historyStart(at), at));
      }
    }
    return folds;
  }

  private static SkippedSeries skipped(RollingOrigin plan, TimeSeries series, int judged) {
    String reason =
        "Series '"
            + series.id()
            + "' has "
            + series.length()
            + " observations; "
            + plan.windows()
            + " windows of horizon "
            + plan.horizon()
            + ", "
            + plan.step()
            + " apart, need at least "
            + plan.requiredLength()
            + ", and observations after every origin. It is judged at "
            + judged
            + ". Ask for fewer windows or a shorter horizon, or supply more history.";
    return new SkippedSeries(series.id(), plan.windows() - judged, reason);
  }

  /**
   * For every series how many steps before the latest end of the panel it ends; 0 without a clock.
   */
  private static int[] stepsBeforeLatestEnd(Panel panel) {
    int[] lags = new int[panel.size()];
    if (!panel.get(0).index().hasTimes()) {
      return lags;
    }
    TimeSeries latest = panel.get(0);
    for (TimeSeries series : panel) {
      if (last(series, 0).isAfter(last(latest, 0))) {
        latest = series;
      }
    }
    for (int place = 0; place < lags.length; place++) {
      lags[place] = stepsUntil(panel.get(place), latest);
    }
    return lags;
  }

  private static Instant last(TimeSeries series, int later) {
    TimeIndex index = series.index();
    return index.instant(index.length() - 1 + later);
  }

  /** The most steps that a series could go on without passing the end of another. */
  private static int stepsUntil(TimeSeries series, TimeSeries latest) {
    Instant end = last(latest, 0);
    int low = 0;
    int high = 1;
    while (!last(series, high).isAfter(end)) {
      low = high;
      high = Math.multiplyExact(high, 2);
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (last(series, middle).isAfter(end)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return low;
  }

  /** Per series its folds; empty where it has none. */
  List<List<Fold>> perSeries() {
    return perSeries;
  }

  /** Per window, earliest first, the folds of all series that have it; windows of none left out. */
  List<List<Fold>> perWindow() {
    SortedMap<Integer, List<Fold>> perWindow = new TreeMap<>();
    for (List<Fold> folds : perSeries) {
      for (Fold fold : folds) {
        perWindow.computeIfAbsent(fold.window(), window -> new ArrayList<>()).add(fold);
      }
    }
    return List.copyOf(perWindow.values());
  }

  List<SkippedSeries> skipped() {
    return skipped;
  }

  /** Whether the series have a clock and end at different times. */
  boolean endsDiffer() {
    return endsDiffer;
  }

  int count() {
    return perSeries.stream().mapToInt(List::size).sum();
  }
}
