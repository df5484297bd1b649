package io.flts.core.bundle;

import io.flts.api.series.Covariate;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What data a model was fitted on and expects again: frequency, columns in their order, units.
 *
 * @param frequency the step, in the text that {@link io.flts.api.series.Frequency#parse} reads
 * @param columns target, covariates and static attributes, in order
 * @since 0.1.0
 */
public record BundleSchema(String frequency, List<Column> columns) {

  /** Copies the list. */
  public BundleSchema {
    columns = List.copyOf(columns);
  }

  /** No statement about the data. */
  public static BundleSchema none() {
    return new BundleSchema("", List.of());
  }

  /** The schema of training data: columns of the first series, and the static attributes of all. */
  public static BundleSchema of(Panel panel, String target, String unit) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(target, Role.TARGET, unit));
    for (Covariate covariate : panel.get(0).covariates()) {
      Role role = covariate.kind() == Covariate.Kind.PAST ? Role.PAST : Role.FUTURE;
      columns.add(new Column(covariate.name(), role, ""));
    }
    TreeSet<String> attributes = new TreeSet<>();
    for (TimeSeries series : panel) {
      attributes.addAll(series.attributes().numbers().keySet());
      attributes.addAll(series.attributes().categories().keySet());
    }
    attributes.forEach(name -> columns.add(new Column(name, Role.STATIC, "")));
    return new BundleSchema(panel.frequency().toString(), columns);
  }

  /** The part a column plays. */
  public enum Role {
    /** What is forecast. */
    TARGET,
    /** A covariate known only for the past. */
    PAST,
    /** A covariate known in the future. */
    FUTURE,
    /** An attribute that does not change along a series. */
    STATIC
  }

  /**
   * One column.
   *
   * @param name its name
   * @param role its part
   * @param unit its unit, or empty where it is not known
   */
  public record Column(String name, Role role, String unit) {}
}
