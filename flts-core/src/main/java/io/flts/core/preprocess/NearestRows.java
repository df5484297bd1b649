package io.flts.core.preprocess;

import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.series.Covariate;
import io.flts.api.series.TimeSeries;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a training series, to look up those most like a row with a missing value.
 *
 * <p>To fill column c at time t, rows are compared by the other columns at t and by column c one
 * step and one season before and after. Every column is measured in standard deviations; the
 * distance is the root of the mean square over what both rows have observed (Troyanskaya et al.,
 * 2001, "Missing value estimation methods for DNA microarrays"). The filling is the mean of column
 * c over the nearest rows that have it. Immutable.
 *
 * @param columns target first (under the empty name), then covariates; training values
 * @param sizes standard deviation of every column, 1 where it is constant
 */
record NearestRows(Map<String, double[]> columns, Map<String, Double> sizes) {

  /** Keeps the last rows of a series. */
  static NearestRows of(TimeSeries series, int most) {
    int from = Math.max(0, series.length() - most);
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put("", series.toArray(from, series.length()));
    for (Covariate covariate : series.covariates()) {
      columns.put(covariate.name(), covariate.toArray(from, series.length()));
    }
    return of(columns);
  }

  private static NearestRows of(Map<String, double[]> columns) {
    Map<String, Double> sizes = new LinkedHashMap<>();
    columns.forEach(
        (name, values) -> {
          Sample sample = Sample.of(values);
          double size = sample.isEmpty() ? 0 : sample.standardDeviation();
          sizes.put(name, size > 0 ? size : 1);
        });
    return new NearestRows(columns, sizes);
  }

  /**
   * A column with missing values filled where a comparable row exists; others stay missing.
   *
   * @param history all columns of the series to fill, by the same names; they may be longer
   */
  double[] filled(Map<String, double[]> history, String column, int season, int neighbours) {
    double[] values = history.getOrDefault(column, new double[0]).clone();
    double[] donors = columns.get(column);
    if (donors == null) {
      return values;
    }
    List<String> others =
        columns.keySet().stream()
            .filter(name -> !name.equals(column) && history.containsKey(name))
            .toList();
    double[] original = values.clone();
    for (int t = 0; t < values.length; t++) {
      if (Double.isNaN(original[t])) {
        values[t] = filling(history, original, donors, column, others, t, season, neighbours);
      }
    }
    return values;
  }

  private double filling(
      Map<String, double[]> history,
      double[] original,
      double[] donors,
      String column,
      List<String> others,
      int t,
      int season,
      int neighbours) {
    double[] nearest = new double[neighbours];
    double[] nearestValue = new double[neighbours];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    int found = 0;
    int[] shifts = season > 1 ? new int[] {-1, 1, -season, season} : new int[] {-1, 1};
    double size = sizes.getOrDefault(column, 1.0);
    for (int u = 0; u < donors.length; u++) {
      if (Double.isNaN(donors[u])) {
        continue;
      }
      double sum = 0;
      int shared = 0;
      for (String other : others) {
        double difference =
            (at(history.get(other), t) - at(columns.get(other), u))
                / sizes.getOrDefault(other, 1.0);
        if (!Double.isNaN(difference)) {
          sum += difference * difference;
          shared++;
        }
      }
      for (int shift : shifts) {
        double difference = (at(original, t + shift) - at(donors, u + shift)) / size;
        if (!Double.isNaN(difference)) {
          sum += difference * difference;
          shared++;
        }
      }
      double distance = shared == 0 ? Double.POSITIVE_INFINITY : sum / shared;
      if (distance < nearest[neighbours - 1]) {
        found = Math.min(neighbours, found + 1);
        insert(nearest, nearestValue, distance, donors[u]);
      }
    }
    double mean = 0;
    for (int k = 0; k < found; k++) {
      mean += (nearestValue[k] - mean) / (k + 1);
    }
    return found == 0 ? Double.NaN : mean;
  }

  private static double at(double @org.jspecify.annotations.Nullable [] values, int position) {
    return values == null || position < 0 || position >= values.length
        ? Double.NaN
        : values[position];
  }

  /**
   * Puts a row among the nearest, in order; of equally near ones the earlier row stays in front.
   */
  private static void insert(double[] distances, double[] values, double distance, double value) {
    int place = distances.length - 1;
    while (place > 0 && distances[place - 1] > distance) {
      distances[place] = distances[place - 1];
      values[place] = values[place - 1];
      place--;
    }
    distances[place] = distance;
    values[place] = value;
  }

  void write(ModelWriter out) {
    int number = 0;
    for (Map.Entry<String, double[]> column : columns.entrySet()) {
      out.section(Integer.toString(number++))
          .text("name", column.getKey())
          .reals("values", column.getValue());
    }
  }

  static NearestRows read(ModelReader in) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String key : in.keys()) {
      columns.put(in.section(key).text("name"), in.section(key).reals("values"));
    }
    return of(columns);
  }
}
