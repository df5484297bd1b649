package io.flts.stat.decompose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A series without its seasons, and the seasons as they go on after it.
 *
 * <p>Every season continues with its last cycle. Immutable: arrays are copied on the way out.
 *
 * @since 0.1.0
 */
public final class SeasonalAdjustment {
  private final double[] adjusted;
  private final int[] periods;
  private final double[][] next;

  private SeasonalAdjustment(double[] adjusted, int[] periods, double[][] next) {
    this.adjusted = adjusted;
    this.periods = periods;
    this.next = next;
  }

  /**
   * Takes the seasons out of a series.
   *
   * @param y values, NaN = missing; not changed
   * @param method decomposition
   */
  public static SeasonalAdjustment of(double[] y, Mstl method) {
    Decomposition parts = method.decompose(y);
    List<Integer> periods = parts.periods();
    double[] adjusted = y.clone();
    double[][] next = new double[periods.size()][];
    for (int i = 0; i < next.length; i++) {
      double[] season = parts.seasonal(i);
      for (int t = 0; t < adjusted.length; t++) {
        adjusted[t] -= season[t];
      }
      next[i] = Arrays.copyOfRange(season, season.length - periods.get(i), season.length);
    }
    return new SeasonalAdjustment(
        adjusted, periods.stream().mapToInt(Integer::intValue).toArray(), next);
  }

  /**
   * Seasons known from elsewhere, taken out of a series too short to show its own.
   *
   * @param y values, NaN = missing; not changed
   * @param known an adjustment of another history on the same time grid
   * @param distance steps from the end of that history to the start of this one, possibly negative
   */
  public static SeasonalAdjustment carried(double[] y, SeasonalAdjustment known, long distance) {
    double[] adjusted = y.clone();
    double[][] next = new double[known.periods.length][];
    for (int i = 0; i < next.length; i++) {
      int m = known.periods[i];
      for (int t = 0; t < adjusted.length; t++) {
        adjusted[t] -= known.next[i][(int) Math.floorMod(distance + t, (long) m)];
      }
      next[i] = new double[m];
      for (int t = 0; t < m; t++) {
        next[i][t] = known.next[i][(int) Math.floorMod(distance + y.length + t, (long) m)];
      }
    }
    return new SeasonalAdjustment(adjusted, known.periods, next);
  }

  /** An adjustment that knows the next cycles alone, as a saved model does. */
  public static SeasonalAdjustment ofNextCycles(List<double[]> cycles) {
    double[][] next = new double[cycles.size()][];
    int[] periods = new int[next.length];
    for (int i = 0; i < next.length; i++) {
      next[i] = cycles.get(i).clone();
      periods[i] = next[i].length;
    }
    return new SeasonalAdjustment(new double[0], periods, next);
  }

  /** The series less its seasons; a copy. */
  public double[] adjusted() {
    return adjusted.clone();
  }

  /** Periods taken out, ascending. */
  public List<Integer> periods() {
    return Arrays.stream(periods).boxed().toList();
  }

  /** The coming cycle of every period; copies. */
  public List<double[]> nextCycles() {
    List<double[]> copies = new ArrayList<>();
    for (double[] cycle : next) {
      copies.add(cycle.clone());
    }
    return copies;
  }

  /** One season over the steps that follow the series. */
  public double[] ahead(int index, int horizon) {
    double[] values = new double[horizon];
    for (int h = 0; h < horizon; h++) {
      values[h] = next[index][h % periods[index]];
    }
    return values;
  }

  /** All seasons together over the steps that follow the series. */
  public double[] ahead(int horizon) {
    double[] sum = new double[horizon];
    for (int i = 0; i < next.length; i++) {
      for (int h = 0; h < horizon; h++) {
        sum[h] += next[i][h % periods[i]];
      }
    }
    return sum;
  }
}
