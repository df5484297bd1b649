package io.flts.stat.linear;

import io.flts.api.error.InsufficientDataException;
import io.flts.api.series.Covariate;
import io.flts.api.series.TimeSeries;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of one series as a window model sees them: the target first, then the covariates in
 * the order in which the model was fitted, each brought to mean 0 and deviation 1 of the training
 * data.
 */
final class Columns {
  /** What a model remembers of a column: its name, kind and training moments. */
  record Scale(String name, boolean future, double mean, double deviation) {

    double apply(double value) {
      return deviation > 0 ? (value - mean) / deviation : 0;
    }
  }

  private Columns() {}

  /** The scales of the training columns; the target comes first, under the empty name. */
  static List<Scale> scales(TimeSeries series) {
    List<Scale> scales = new ArrayList<>();
    scales.add(scale("", false, series.toArray(), series));
    for (Covariate covariate : series.covariates()) {
      scales.add(
          scale(
              covariate.name(),
              covariate.kind() == Covariate.Kind.FUTURE,
              covariate.toArray(0, series.length()),
              series));
    }
    return scales;
  }

  private static Scale scale(String name, boolean future, double[] values, TimeSeries series) {
    double greatest = 0;
    int count = 0;
    double mean = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        count++;
        mean += (value - mean) / count;
        greatest = Math.max(greatest, Math.abs(value));
      }
    }
    if (count == 0) {
      throw new InsufficientDataException(
          "Column '"
              + name
              + "' of series '"
              + series.id()
              + "' has no observed value. Leave it out or"
              + " supply its history.");
    }
    double sum = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        double relative = greatest > 0 ? (value - mean) / greatest : 0; // squares must not overflow
        sum += relative * relative;
      }
    }
    double deviation = greatest * Math.sqrt(sum / count);
    // what is constant but for rounding carries no information
    return new Scale(name, future, mean, deviation > 1e-12 * greatest ? deviation : 0);
  }

  /** The scaled columns of a history, {@code NaN} where missing; shape [column][position]. */
  static double[][] of(TimeSeries series, List<Scale> scales, int from) {
    double[][] columns = new double[scales.size()][];
    for (int c = 0; c < columns.length; c++) {
      Scale scale = scales.get(c);
      double[] raw =
          c == 0
              ? series.toArray(from, series.length())
              : series.requireCovariate(scale.name(), 0).toArray(from, series.length());
      for (int t = 0; t < raw.length; t++) {
        raw[t] = scale.apply(raw[t]);
      }
      columns[c] = raw;
    }
    return columns;
  }

  /**
   * Fills missing values in place with the last one observed before, which is all that a forecaster
   * standing there would know; before the first one with the training mean.
   */
  static void carryForward(double[] column) {
    double known = 0;
    for (int t = 0; t < column.length; t++) {
      if (Double.isNaN(column[t])) {
        column[t] = known;
      }
      known = column[t];
    }
  }
}
