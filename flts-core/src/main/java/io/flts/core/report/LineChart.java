package io.flts.core.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A picture of lines and bands over a common horizontal axis, as SVG that takes its colours from
 * the page's style sheet. Lines differ in dashes and bands in their edges, not in colour alone.
 * Confined to one thread.
 */
final class LineChart {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 330;
  private static final int LEFT = 68;
  private static final int RIGHT = 16;
  private static final int TOP = 12;
  private static final int BOTTOM = 44;

  /** A mark on the horizontal axis. */
  record Tick(double at, String label) {}

  @SuppressWarnings("ArrayRecordComponent") // drawn, never compared
  private record Line(String label, String look, double[] x, double[] y) {}

  @SuppressWarnings("ArrayRecordComponent") // drawn, never compared
  private record Band(String label, String look, double[] x, double[] lower, double[] upper) {}

  private final String id;
  private final String title;
  private final String description;
  private final List<Line> lines = new ArrayList<>();
  private final List<Band> bands = new ArrayList<>();
  private List<Tick> ticks = List.of();
  private String horizontal = "";
  private String vertical = "";
  private double divider = Double.NaN;
  private String dividerLabel = "";

  /**
   * An empty picture.
   *
   * @param id unique in the page
   * @param title what it shows, read to those who do not see it
   * @param description what there is to be seen, in words
   */
  LineChart(String id, String title, String description) {
    this.id = id;
    this.title = title;
    this.description = description;
  }

  /** Adds a line; NaN interrupts it. The look is a class of the style sheet, s0 to s7. */
  LineChart line(String label, String look, double[] x, double[] y) {
    lines.add(new Line(label, look, x, y));
    return this;
  }

  /** Adds a band behind the lines; wider ones first. */
  LineChart band(String label, String look, double[] x, double[] lower, double[] upper) {
    bands.add(new Band(label, look, x, lower, upper));
    return this;
  }

  LineChart ticks(List<Tick> newTicks) {
    ticks = newTicks;
    return this;
  }

  LineChart axes(String newHorizontal, String newVertical) {
    horizontal = newHorizontal;
    vertical = newVertical;
    return this;
  }

  /** A vertical line with a word beside it. */
  LineChart divider(double x, String label) {
    divider = x;
    dividerLabel = label;
    return this;
  }

  /** The picture with its legend. */
  String html() {
    Axis x = horizontalAxis();
    Axis y = verticalAxis();
    StringBuilder svg = new StringBuilder(4096);
    svg.append("<figure>\n<div class=\"wide\"><svg viewBox=\"0 0 ").append(WIDTH).append(' ');
    svg.append(HEIGHT).append("\" role=\"img\" aria-labelledby=\"").append(id).append("-t ");
    svg.append(id).append("-d\">\n<title id=\"").append(id).append("-t\">");
    svg.append(Markup.escape(title)).append("</title>\n<desc id=\"").append(id).append("-d\">");
    svg.append(Markup.escape(description)).append("</desc>\n");
    grid(svg, x, y);
    bands.forEach(band -> draw(svg, band, x, y));
    if (!Double.isNaN(divider)) {
      divide(svg, x);
    }
    lines.forEach(line -> draw(svg, line, x, y));
    svg.append("</svg></div>\n");
    legend(svg);
    return svg.append("</figure>\n").toString();
  }

  private Axis horizontalAxis() {
    double from = Double.POSITIVE_INFINITY;
    double to = Double.NEGATIVE_INFINITY;
    for (Line line : lines) {
      for (double at : line.x()) {
        from = Math.min(from, at);
        to = Math.max(to, at);
      }
    }
    boolean proper = from < to;
    return proper ? new Axis(from, to, 1) : new Axis(from - 0.5, from + 0.5, 1);
  }

  private Axis verticalAxis() {
    double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    lines.forEach(line -> widen(range, line.y()));
    bands.forEach(
        band -> {
          widen(range, band.lower());
          widen(range, band.upper());
        });
    return Axis.over(range[0], range[1], 5);
  }

  private static void widen(double[] range, double[] values) {
    for (double value : values) {
      if (Double.isFinite(value)) {
        range[0] = Math.min(range[0], value);
        range[1] = Math.max(range[1], value);
      }
    }
  }

  private static double px(Axis x, double value) {
    return LEFT + x.share(value) * (WIDTH - LEFT - RIGHT);
  }

  private static double py(Axis y, double value) {
    return HEIGHT - BOTTOM - y.share(value) * (HEIGHT - TOP - BOTTOM);
  }

  private void grid(StringBuilder svg, Axis x, Axis y) {
    for (double tick : y.ticks()) {
      String at = Figures.at(py(y, tick));
      svg.append("<line class=\"grid\" x1=\"").append(LEFT).append("\" x2=\"");
      svg.append(WIDTH - RIGHT).append("\" y1=\"").append(at).append("\" y2=\"").append(at);
      svg.append("\"/><text class=\"num\" text-anchor=\"end\" x=\"").append(LEFT - 8);
      svg.append("\" y=\"").append(Figures.at(py(y, tick) + 4)).append("\">");
      svg.append(Figures.tick(tick, y.step())).append("</text>\n");
    }
    for (Tick tick : ticks) {
      String at = Figures.at(px(x, tick.at()));
      svg.append("<line class=\"tick\" x1=\"").append(at).append("\" x2=\"").append(at);
      svg.append("\" y1=\"").append(HEIGHT - BOTTOM).append("\" y2=\"").append(HEIGHT - BOTTOM + 5);
      svg.append("\"/><text text-anchor=\"middle\" x=\"").append(at).append("\" y=\"");
      svg.append(HEIGHT - BOTTOM + 19).append("\">").append(Markup.escape(tick.label()));
      svg.append("</text>\n");
    }
    svg.append("<line class=\"axis\" x1=\"").append(LEFT).append("\" x2=\"").append(WIDTH - RIGHT);
    svg.append("\" y1=\"").append(HEIGHT - BOTTOM).append("\" y2=\"").append(HEIGHT - BOTTOM);
    svg.append("\"/>\n<text class=\"name\" text-anchor=\"middle\" x=\"");
    svg.append((LEFT + WIDTH - RIGHT) / 2).append("\" y=\"").append(HEIGHT - 6).append("\">");
    svg.append(Markup.escape(horizontal)).append("</text>\n");
    svg.append("<text class=\"name\" text-anchor=\"middle\" transform=\"translate(14 ");
    svg.append((TOP + HEIGHT - BOTTOM) / 2).append(") rotate(-90)\">");
    svg.append(Markup.escape(vertical)).append("</text>\n");
  }

  private void divide(StringBuilder svg, Axis x) {
    String at = Figures.at(px(x, divider));
    svg.append("<line class=\"divider\" x1=\"").append(at).append("\" x2=\"").append(at);
    svg.append("\" y1=\"").append(TOP).append("\" y2=\"").append(HEIGHT - BOTTOM);
    svg.append("\"/><text class=\"name\" text-anchor=\"end\" x=\"");
    svg.append(Figures.at(px(x, divider) - 6)).append("\" y=\"").append(TOP + 12).append("\">");
    svg.append(Markup.escape(dividerLabel)).append("</text>\n");
  }

  private static void draw(StringBuilder svg, Line line, Axis x, Axis y) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < line.y().length; i++) {
      if (!Double.isFinite(line.y()[i])) {
        pen = false;
        continue;
      }
      boolean alone = !pen && (i + 1 == line.y().length || !Double.isFinite(line.y()[i + 1]));
      path.append(pen ? 'L' : 'M').append(Figures.at(px(x, line.x()[i]))).append(' ');
      path.append(Figures.at(py(y, line.y()[i])));
      if (alone) {
        path.append("h.01"); // a point between gaps; round line ends make it visible
      }
      pen = true;
    }
    svg.append("<path class=\"line ").append(line.look()).append("\" d=\"").append(path);
    svg.append("\"/>\n");
  }

  private static void draw(StringBuilder svg, Band band, Axis x, Axis y) {
    StringBuilder upper = new StringBuilder();
    StringBuilder lower = new StringBuilder();
    int last = band.x().length - 1;
    for (int i = 0; i <= last; i++) {
      upper.append(i == 0 ? 'M' : 'L').append(Figures.at(px(x, band.x()[i]))).append(' ');
      upper.append(Figures.at(py(y, band.upper()[i])));
      int back = last - i;
      lower.append('L').append(Figures.at(px(x, band.x()[back]))).append(' ');
      lower.append(Figures.at(py(y, band.lower()[back])));
    }
    svg.append("<path class=\"band ").append(band.look()).append("\" d=\"").append(upper);
    svg.append(lower).append("Z\"/>\n");
  }

  private void legend(StringBuilder html) {
    html.append("<figcaption><ul class=\"legend\">");
    for (Line line : lines) {
      html.append(
          "<li><svg viewBox=\"0 0 34 12\" width=\"34\" height=\"12\" aria-hidden=\"true\">");
      html.append("<path class=\"line ").append(line.look()).append("\" d=\"M1 6L33 6\"/></svg>");
      html.append(Markup.escape(line.label())).append("</li>");
    }
    for (Band band : bands) {
      html.append(
          "<li><svg viewBox=\"0 0 34 12\" width=\"34\" height=\"12\" aria-hidden=\"true\">");
      html.append("<path class=\"band ")
          .append(band.look())
          .append("\" d=\"M1 1L33 1L33 11L1 11Z\"/>");
      html.append("</svg>").append(Markup.escape(band.label())).append("</li>");
    }
    html.append("</ul></figcaption>\n");
  }
}
