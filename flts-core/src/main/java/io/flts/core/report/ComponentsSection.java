package io.flts.core.report;

import io.flts.api.forecast.Component;
import io.flts.api.series.TimeIndex;
import java.util.List;

/** What a forecast is made of, one picture per component. */
final class ComponentsSection {

  private ComponentsSection() {}

  static String html(String id, String seriesId, List<Component> components) {
    StringBuilder html = new StringBuilder();
    int number = 0;
    for (Component component : components) {
      TimeIndex index = component.index();
      double[] x = new double[index.length()];
      for (int i = 0; i < x.length; i++) {
        x[i] = i;
      }
      double[] values = component.values();
      String role =
          switch (component.role()) {
            case ADDITIVE -> "added to the others";
            case MULTIPLICATIVE -> "a factor minus one, multiplies the trend";
            case INFORMATIVE -> "for information, no part of the sum";
          };
      String title = component.name() + " of " + seriesId + " (" + role + ")";
      html.append("<h3>").append(Markup.escape(component.name())).append("</h3>\n");
      html.append("<p>").append(Markup.escape(role)).append("</p>\n");
      html.append(
          new LineChart(id + "-" + number++, title, description(values))
              .axes(ForecastSection.axisName(index), component.name())
              .ticks(TimeTicks.of(index))
              .line(component.name(), "s1", x, values)
              .html());
    }
    return html.toString();
  }

  private static String description(double[] values) {
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (Double.isFinite(value)) {
        smallest = Math.min(smallest, value);
        largest = Math.max(largest, value);
      }
    }
    return "Values from " + Figures.of(smallest) + " to " + Figures.of(largest) + ".";
  }
}
