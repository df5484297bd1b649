package io.flts.core.preprocess;

import io.flts.api.error.CovariateException;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.series.Covariate;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A few numbers measured on every column of every training series, and on every covariate of the
 * whole panel. Immutable.
 *
 * <p>Series that were not in the training data: their target is measured on the history given,
 * because their level may be anything; their covariates take the panel's numbers, because their
 * known future comes without a history to measure.
 */
final class ColumnStatistics {

  /** Measures one column; missing values are {@code NaN}, possibly all of them. */
  @FunctionalInterface
  interface Measure {
    /**
     * The numbers of a column.
     *
     * @param column what it is, for messages: for example {@code target of series 'a'}
     */
    double[] of(String column, double[] values);
  }

  private final Measure measure;
  private final Map<String, double[]> targets;
  private final Map<String, Map<String, double[]>> covariates;
  private final Map<String, double[]> pooled;

  private ColumnStatistics(
      Measure measure,
      Map<String, double[]> targets,
      Map<String, Map<String, double[]>> covariates,
      Map<String, double[]> pooled) {
    this.measure = measure;
    this.targets = Collections.unmodifiableMap(targets);
    this.covariates = Collections.unmodifiableMap(covariates);
    this.pooled = Collections.unmodifiableMap(pooled);
  }

  static ColumnStatistics fit(Panel training, boolean withCovariates, Measure measure) {
    Map<String, double[]> targets = new LinkedHashMap<>();
    Map<String, Map<String, double[]>> covariates = new LinkedHashMap<>();
    Map<String, List<double[]>> all = new LinkedHashMap<>();
    for (TimeSeries series : training) {
      targets.put(series.id(), measure.of(targetOf(series.id()), series.toArray()));
      Map<String, double[]> own = new LinkedHashMap<>();
      if (withCovariates) {
        for (Covariate covariate : series.covariates()) {
          double[] past =
              covariate.toArray(0, series.length()); // the known future is no training data
          own.put(covariate.name(), measure.of(covariateOf(covariate.name(), series.id()), past));
          all.computeIfAbsent(covariate.name(), name -> new ArrayList<>()).add(past);
        }
      }
      covariates.put(series.id(), own);
    }
    Map<String, double[]> pooled = new LinkedHashMap<>();
    all.forEach(
        (name, columns) -> {
          double[] joined = columns.stream().flatMapToDouble(Arrays::stream).toArray();
          pooled.put(name, measure.of("covariate '" + name + "' of all series", joined));
        });
    return new ColumnStatistics(measure, targets, covariates, pooled);
  }

  private static String targetOf(String id) {
    return "target of series '" + id + "'";
  }

  private static String covariateOf(String name, String id) {
    return "covariate '" + name + "' of series '" + id + "'";
  }

  /** The numbers of a series' target. */
  double[] target(TimeSeries series) {
    double[] known = targets.get(series.id());
    return known != null ? known : measure.of(targetOf(series.id()), series.toArray());
  }

  /** The numbers of a training series' target. */
  double[] target(String id) {
    double[] known = targets.get(id);
    if (known == null) {
      throw new io.flts.api.error.UnknownSeriesException(
          "Series '"
              + id
              + "' was not in the training data of the preprocessor; give the history that"
              + " its forecast continues.");
    }
    return known;
  }

  /** The numbers of a covariate. */
  double[] covariate(String id, String name) {
    Map<String, double[]> own = covariates.get(id);
    double[] known = own == null ? pooled.get(name) : own.get(name);
    if (known == null) {
      throw new CovariateException(
          "Covariate '"
              + name
              + "' of series '"
              + id
              + "' was not in the training data, which had "
              + (pooled.isEmpty() ? "none" : String.join(", ", pooled.keySet()))
              + ". Leave it out, or fit again with it.");
    }
    return known;
  }

  void write(ModelWriter out) {
    ModelWriter series = out.section("series");
    int number = 0;
    for (Map.Entry<String, double[]> entry : targets.entrySet()) {
      ModelWriter one = series.section(Integer.toString(number++));
      one.text("id", entry.getKey()).reals("target", entry.getValue());
      write(covariates.getOrDefault(entry.getKey(), Map.of()), one.section("covariates"));
    }
    write(pooled, out.section("panel"));
  }

  private static void write(Map<String, double[]> columns, ModelWriter out) {
    int number = 0;
    for (Map.Entry<String, double[]> entry : columns.entrySet()) {
      out.section(Integer.toString(number++))
          .text("name", entry.getKey())
          .reals("numbers", entry.getValue());
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param count how many numbers every column must have
   */
  static ColumnStatistics read(ModelReader in, int count, Measure measure) {
    Map<String, double[]> targets = new LinkedHashMap<>();
    Map<String, Map<String, double[]>> covariates = new LinkedHashMap<>();
    ModelReader series = in.section("series");
    for (String key : series.keys()) {
      ModelReader one = series.section(key);
      targets.put(one.text("id"), one.reals("target", count));
      covariates.put(one.text("id"), readColumns(one.section("covariates"), count));
    }
    return new ColumnStatistics(
        measure, targets, covariates, readColumns(in.section("panel"), count));
  }

  private static Map<String, double[]> readColumns(ModelReader in, int count) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String key : in.keys()) {
      columns.put(in.section(key).text("name"), in.section(key).reals("numbers", count));
    }
    return columns;
  }
}
