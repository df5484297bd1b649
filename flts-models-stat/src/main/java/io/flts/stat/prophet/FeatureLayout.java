package io.flts.stat.prophet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The regression columns of a model and the components they belong to: seasonalities first, then
 * holidays, then regressors.
 *
 * <p>Immutable and thread-safe.
 */
final class FeatureLayout {

  private static final double SECONDS_PER_DAY = 86_400;

  final List<Seasonality> seasonalities;
  final List<Event> events;
  final List<Regressor> regressors;
  final List<String> covariates;
  final boolean[] multiplicative;
  final double[] priorScale;
  final String[] component;
  final String[] columnName;
  private final int[] conditionIndex;
  private final int[] regressorIndex;

  FeatureLayout(List<Seasonality> seasonalities, List<Event> events, List<Regressor> regressors) {
    this.seasonalities = List.copyOf(seasonalities);
    this.events = List.copyOf(events);
    this.regressors = List.copyOf(regressors);
    Set<String> needed = new LinkedHashSet<>();
    for (Seasonality seasonality : seasonalities) {
      if (seasonality.condition() != null) {
        needed.add(seasonality.condition());
      }
    }
    for (Regressor regressor : regressors) {
      needed.add(regressor.name());
    }
    this.covariates = List.copyOf(needed);
    this.conditionIndex =
        seasonalities.stream()
            .mapToInt(s -> s.condition() == null ? -1 : covariates.indexOf(s.condition()))
            .toArray();
    this.regressorIndex = regressors.stream().mapToInt(r -> covariates.indexOf(r.name())).toArray();
    List<Boolean> flags = new ArrayList<>();
    List<Double> scales = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> owners = new ArrayList<>();
    for (Seasonality seasonality : seasonalities) {
      for (int i = 0; i < 2 * seasonality.order(); i++) {
        flags.add(seasonality.effect() == Effect.MULTIPLICATIVE);
        scales.add(seasonality.priorScale());
        names.add(seasonality.name() + "_" + (i + 1));
        owners.add(seasonality.name());
      }
    }
    for (Event event : events) {
      flags.add(event.effect() == Effect.MULTIPLICATIVE);
      scales.add(event.priorScale());
      names.add(event.column());
      owners.add(event.name());
    }
    for (Regressor regressor : regressors) {
      flags.add(regressor.effect() == Effect.MULTIPLICATIVE);
      scales.add(regressor.priorScale());
      names.add(regressor.name());
      owners.add(regressor.name());
    }
    int columns = flags.size();
    this.multiplicative = new boolean[columns];
    this.priorScale = new double[columns];
    for (int i = 0; i < columns; i++) {
      multiplicative[i] = flags.get(i);
      priorScale[i] = scales.get(i);
    }
    this.columnName = names.toArray(new String[0]);
    this.component = owners.toArray(new String[0]);
  }

  int columns() {
    return priorScale.length;
  }

  /** Whether the columns are the same in number, order and meaning. */
  boolean sameColumns(FeatureLayout other) {
    return Arrays.equals(columnName, other.columnName)
        && Arrays.equals(multiplicative, other.multiplicative);
  }

  /** Whether the first column of a component multiplies the trend. */
  boolean isMultiplicative(String name) {
    for (int i = 0; i < component.length; i++) {
      if (component[i].equals(name)) {
        return multiplicative[i];
      }
    }
    return false;
  }

  /**
   * Writes one row.
   *
   * @param seconds local time in seconds since 1970-01-01T00:00
   * @param values covariate values, [covariate in the order of {@link #covariates}][row]
   * @param row index into {@code values}
   */
  void fill(double seconds, double[][] values, int row, double[] out, int offset) {
    double days = seconds / SECONDS_PER_DAY;
    int at = offset;
    for (int i = 0; i < conditionIndex.length; i++) {
      Seasonality seasonality = seasonalities.get(i);
      int width = 2 * seasonality.order();
      int condition = conditionIndex[i];
      if (condition >= 0 && values[condition][row] == 0.0) {
        for (int j = 0; j < width; j++) {
          out[at + j] = 0;
        }
      } else {
        seasonality.fill(days, out, at);
      }
      at += width;
    }
    if (!events.isEmpty()) {
      long day = (long) Math.floor(days);
      for (int i = 0; i < events.size(); i++) {
        out[at++] = events.get(i).covers(day) ? 1 : 0;
      }
    }
    for (int i = 0; i < regressorIndex.length; i++) {
      Regressor regressor = regressors.get(i);
      out[at++] = (values[regressorIndex[i]][row] - regressor.mean()) / regressor.scale();
    }
  }

  /** All rows, row-major n × K. */
  double[] matrix(double[] seconds, double[][] values) {
    int width = columns();
    double[] out = new double[seconds.length * width];
    for (int row = 0; row < seconds.length; row++) {
      fill(seconds[row], values, row, out, row * width);
    }
    return out;
  }
}
