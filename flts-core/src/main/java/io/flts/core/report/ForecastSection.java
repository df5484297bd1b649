package io.flts.core.report;

import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Interval;
import io.flts.api.forecast.Levels;
import io.flts.api.forecast.Quantiles;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The end of a series and its forecast with interval bands, as a picture and as a table. */
final class ForecastSection {
  private static final int MOST_POINTS = 2_000;
  private static final int MOST_ROWS = 500;

  private ForecastSection() {}

  static String html(String id, TimeSeries history, Forecast forecast, double[] actuals) {
    int horizon = forecast.horizon();
    int wanted = Math.max(Math.max(4 * horizon, 2 * history.frequency().season()), 48);
    TimeSeries shown = history.tail(Math.min(wanted, MOST_POINTS));
    int n = shown.length();
    TimeIndex axis = shown.index().slice(0, n + horizon);
    double[] past = positions(0, n);
    double[] ahead = positions(n, horizon);
    LineChart chart =
        new LineChart(id, "Forecast of " + history.id(), description(shown, forecast))
            .ticks(TimeTicks.of(axis))
            .axes(axisName(axis), history.id());
    List<Interval> intervals = intervals(forecast);
    for (int i = 0; i < intervals.size(); i++) {
      Interval band = intervals.get(i);
      chart.band(
          percent(band.level()) + " interval",
          "b" + Math.min(i, 1),
          ahead,
          band.lower(),
          band.upper());
    }
    chart.line("history", "s0", past, shown.toArray());
    if (actuals.length > 0) {
      chart.line("what came true", "s3", positions(n, actuals.length), actuals);
    }
    String point = forecast.point() == Forecast.Point.MEAN ? "mean" : "median";
    chart.line("forecast (" + point + ")", "s1", ahead, forecast.mean());
    if (n > 0) {
      chart.divider(n - 0.5, "forecast begins");
    }
    return "<p>"
        + Markup.escape(
            "By "
                + forecast.producedBy()
                + ". The last "
                + n
                + " of "
                + history.length()
                + " observations are shown.")
        + "</p>\n"
        + chart.html()
        + table(forecast, intervals);
  }

  private static double[] positions(int from, int count) {
    double[] positions = new double[count];
    for (int i = 0; i < count; i++) {
      positions[i] = from + i;
    }
    return positions;
  }

  static String axisName(TimeIndex index) {
    if (!index.hasTimes()) {
      return "step";
    }
    ZoneId zone = index.zone();
    return "time"
        + (zone == null ? "" : " (" + zone.getId() + ")")
        + ", from "
        + index.label(0)
        + " every "
        + index.frequency();
  }

  private static String description(TimeSeries shown, Forecast forecast) {
    int last = forecast.horizon() - 1;
    StringBuilder text = new StringBuilder();
    text.append("The forecast has ").append(last + 1).append(" steps, from ");
    text.append(forecast.index().label(0)).append(" to ").append(forecast.index().label(last));
    text.append(". It begins at ").append(Figures.of(forecast.mean(0))).append(" and ends at ");
    text.append(Figures.of(forecast.mean(last))).append('.');
    for (Interval interval : intervals(forecast)) {
      text.append(" The ")
          .append(percent(interval.level()))
          .append(" interval of the last step goes from ");
      text.append(Figures.of(interval.lower(last))).append(" to ");
      text.append(Figures.of(interval.upper(last))).append('.');
    }
    if (shown.length() > 0) {
      text.append(" The last observation is ");
      text.append(Figures.of(shown.get(shown.length() - 1))).append('.');
    }
    return text.toString();
  }

  /** The central intervals that the forecast holds, widest first. */
  static List<Interval> intervals(Forecast forecast) {
    Quantiles quantiles = forecast.quantiles();
    List<Interval> intervals = new ArrayList<>();
    for (double probability : quantiles.probabilities()) {
      double level = 1 - 2 * probability;
      if (probability < 0.5 && quantiles.has(Levels.upper(level))) {
        intervals.add(forecast.interval(Math.rint(level * 1e9) / 1e9));
      }
    }
    intervals.sort(Comparator.comparingDouble(Interval::level).reversed());
    return intervals.size() <= 2 ? intervals : List.of(intervals.get(0), narrow(intervals));
  }

  /** Of many intervals the one nearest to 80 %, to go with the widest. */
  private static Interval narrow(List<Interval> intervals) {
    return intervals.subList(1, intervals.size()).stream()
        .min(Comparator.comparingDouble(one -> Math.abs(one.level() - 0.8)))
        .orElseThrow();
  }

  static String percent(double level) {
    return String.format(Locale.ROOT, "%.4g", 100 * level).replaceAll("\\.?0+$", "") + " %";
  }

  private static String table(Forecast forecast, List<Interval> intervals) {
    StringBuilder html = new StringBuilder();
    html.append("<details><summary>The forecast in numbers</summary>\n<div class=\"wide\"><table>");
    html.append("<thead><tr><th scope=\"col\">time</th><th scope=\"col\">forecast</th>");
    for (Interval interval : intervals) {
      String name = percent(interval.level());
      html.append("<th scope=\"col\">").append(name).append(" from</th><th scope=\"col\">");
      html.append(name).append(" to</th>");
    }
    html.append("</tr></thead><tbody>\n");
    int rows = Math.min(forecast.horizon(), MOST_ROWS);
    for (int step = 0; step < rows; step++) {
      html.append("<tr><th scope=\"row\">").append(Markup.escape(forecast.index().label(step)));
      html.append("</th><td>").append(Figures.of(forecast.mean(step))).append("</td>");
      for (Interval interval : intervals) {
        html.append("<td>").append(Figures.of(interval.lower(step))).append("</td><td>");
        html.append(Figures.of(interval.upper(step))).append("</td>");
      }
      html.append("</tr>\n");
    }
    html.append("</tbody></table></div>");
    if (rows < forecast.horizon()) {
      html.append("<p>The first ").append(rows).append(" of ").append(forecast.horizon());
      html.append(" steps.</p>");
    }
    return html.append("</details>\n").toString();
  }
}
