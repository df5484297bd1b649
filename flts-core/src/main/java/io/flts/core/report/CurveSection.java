package io.flts.core.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Curves over whole numbers: errors by step of the horizon, learning curves. */
final class CurveSection {
  /** More lines than this cannot be told apart. */
  static final int MOST_LINES = 7;

  private CurveSection() {}

  /**
   * A picture of curves.
   *
   * @param curves values by label, those to be shown first; position 0 is 1 on the axis
   */
  static String html(
      String id, String title, String horizontal, String vertical, Map<String, double[]> curves) {
    Map<String, double[]> shown = new LinkedHashMap<>();
    int longest = 0;
    for (Map.Entry<String, double[]> curve : curves.entrySet()) {
      if (shown.size() < MOST_LINES) {
        shown.put(curve.getKey(), curve.getValue());
        longest = Math.max(longest, curve.getValue().length);
      }
    }
    LineChart chart =
        new LineChart(id, title, description(horizontal, shown))
            .axes(horizontal, vertical)
            .ticks(ticks(longest));
    int number = 1;
    for (Map.Entry<String, double[]> curve : shown.entrySet()) {
      double[] x = new double[curve.getValue().length];
      for (int i = 0; i < x.length; i++) {
        x[i] = i + 1.0;
      }
      chart.line(curve.getKey(), "s" + number++, x, curve.getValue());
    }
    int left = curves.size() - shown.size();
    String note = left == 0 ? "" : "<p>" + left + " more are left out of the picture.</p>\n";
    return chart.html() + note;
  }

  private static List<LineChart.Tick> ticks(int longest) {
    Axis axis = Axis.over(1, Math.max(2, longest), 8);
    int step = (int) Math.max(1, Math.rint(axis.step()));
    List<LineChart.Tick> ticks = new ArrayList<>();
    ticks.add(new LineChart.Tick(1, "1"));
    for (int at = step == 1 ? 2 : step; at <= longest; at += step) {
      ticks.add(new LineChart.Tick(at, Integer.toString(at)));
    }
    return ticks;
  }

  private static String description(String horizontal, Map<String, double[]> shown) {
    StringBuilder text = new StringBuilder("By " + horizontal + ":");
    shown.forEach(
        (label, values) -> {
          text.append(' ').append(label).append(" goes from ");
          text.append(values.length == 0 ? "nothing" : Figures.of(values[0])).append(" to ");
          text.append(values.length == 0 ? "nothing" : Figures.of(values[values.length - 1]));
          text.append(';');
        });
    text.setCharAt(text.length() - 1, '.');
    return text.toString();
  }
}
