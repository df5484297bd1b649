package io.flts.stat.linear;

import io.flts.api.error.FitFailedException;
import io.flts.api.error.InsufficientDataException;
import io.flts.api.forecast.Deadline;
import java.util.Arrays;

/**
 * Direct multi-step ridge regression on scaled columns: for every step h ahead one regression of
 * the target at t + h on the last {@code window} values of every column and on the values of the
 * known-future columns at t + h.
 *
 * <p>A row is {@code [window of column 0, window of column 1, ..., 1, future columns]}. A missing
 * value in a row is the last one before it; rows whose target is missing are left out.
 *
 * <p>The rows of step h + 1 are those of step h but for the last one and, where targets are
 * missing, one or two at either end of every gap. The cross products of the windows are therefore
 * built once and changed by those rows, and so is their factor where no row leaves. What belongs to
 * future columns is eliminated by blocks. For p coefficients of which f belong to future columns:
 * O(n·p²) once and O(n·p·(f + 1) + p²·(f + 1)) per step; O(p³) more per step where targets are
 * missing.
 */
final class WindowRegression {
  /** Keeps the normal equations of collinear columns solvable; far below any ridge that matters. */
  private static final double JITTER = 1e-10;

  private final double[][] columns;
  private final int[] futureColumns;
  private final int window;
  private final double ridge;

  /** Length of the part of a row that does not depend on the step: windows and the one. */
  private final int shared;

  private final int length;

  /** The target as it is, {@code NaN} where missing; the columns have gaps filled. */
  private final double[] target;

  private final boolean everyTargetKnown;

  /**
   * @param columns scaled, {@code NaN} where missing, the target first; taken over and filled
   */
  WindowRegression(double[][] columns, int[] futureColumns, int window, double ridge) {
    this.columns = columns;
    this.futureColumns = futureColumns;
    this.window = window;
    this.ridge = ridge;
    this.shared = columns.length * window + 1;
    this.length = columns[0].length;
    this.target = columns[0].clone();
    for (double[] column : columns) {
      Columns.carryForward(column);
    }
    this.everyTargetKnown = Arrays.stream(target).noneMatch(Double::isNaN);
  }

  /** Number of training rows of a step ahead, from 1. */
  int rows(int ahead) {
    int count = 0;
    for (int t = window - 1; t + ahead < length; t++) {
      if (usable(t, ahead)) {
        count++;
      }
    }
    return count;
  }

  private boolean usable(int t, int ahead) {
    return t + ahead < length && !Double.isNaN(target[t + ahead]);
  }

  /** Coefficients and residual deviation of one step. */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Step(double[] coefficients, double deviation) {}

  /**
   * Fits steps 1 to {@code horizon}, all with the penalty of the furthest, which has the fewest
   * rows where no target is missing.
   */
  Step[] fit(int horizon, Deadline deadline) {
    Step[] steps = new Step[horizon];
    double penalty = (ridge + JITTER) * rows(horizon);
    CrossProducts cross = new CrossProducts();
    double[] row = new double[shared];
    UpperFactor factor = null;
    for (int ahead = horizon; ahead >= 1; ahead--) {
      deadline.check("Fit of 'linear' at step " + ahead + " of " + horizon);
      if (factor != null && everyTargetKnown) {
        fillRow(row, length - 1 - ahead);
        factor.add(row);
      } else {
        cross.moveTo(ahead, row);
        factor = UpperFactor.of(cross.penalised(penalty));
        int singular = factor.firstSingular();
        if (singular >= 0) {
          throw singular(singular);
        }
      }
      steps[ahead - 1] = fitStep(factor, penalty, ahead);
    }
    return steps;
  }

  private FitFailedException singular(int coefficient) {
    return new FitFailedException(
        "The normal equations of 'linear' are singular at coefficient "
            + coefficient
            + " of "
            + (shared + futureColumns.length)
            + " with ridge "
            + ridge
            + ". Raise the ridge.");
  }

  private void fillRow(double[] row, int t) {
    for (int c = 0; c < columns.length; c++) {
      System.arraycopy(columns[c], t - window + 1, row, c * window, window);
    }
    row[shared - 1] = 1;
  }

  /** Sums over the rows of one step of the products of the shared part of a row with itself. */
  private final class CrossProducts {
    private final double[][] upper = new double[shared][shared];
    private int present;

    /** Changes the sums to those of another step: by the rows that differ, if these are fewer. */
    void moveTo(int ahead, double[] row) {
      int differing = 0;
      for (int t = window - 1; t + ahead < length && present > 0; t++) {
        differing += usable(t, present) != usable(t, ahead) ? 1 : 0;
      }
      boolean afresh = present == 0 || differing > rows(ahead) / 4;
      if (afresh) {
        for (double[] line : upper) {
          Arrays.fill(line, 0);
        }
      }
      for (int t = window - 1; t + ahead < length; t++) {
        boolean had = !afresh && usable(t, present);
        if (had != usable(t, ahead)) {
          fillRow(row, t);
          addProducts(row, had ? -1 : 1);
        }
      }
      present = ahead;
    }

    private void addProducts(double[] row, double sign) {
      for (int i = 0; i < row.length; i++) {
        double[] line = upper[i];
        double value = sign * row[i];
        for (int j = i; j < row.length; j++) {
          line[j] += value * row[j];
        }
      }
    }

    /** A copy with the penalty on all coefficients but the intercept. */
    double[][] penalised(double penalty) {
      double[][] copy = new double[shared][];
      for (int i = 0; i < shared; i++) {
        copy[i] = upper[i].clone();
        copy[i][i] += i == shared - 1 ? 0 : penalty;
      }
      return copy;
    }
  }

  private Step fitStep(UpperFactor factor, double penalty, int ahead) {
    int f = futureColumns.length;
    double[] right = new double[shared];
    double[][] mixed = new double[f][shared];
    double[][] future = new double[f][f];
    double[] futureRight = new double[f];
    double[] now = new double[f];
    int rows = 0;
    for (int t = window - 1; t + ahead < length; t++) {
      if (!usable(t, ahead)) {
        continue;
      }
      rows++;
      double actual = target[t + ahead];
      addScaledRow(right, t, actual);
      for (int i = 0; i < f; i++) {
        now[i] = columns[futureColumns[i]][t + ahead];
        addScaledRow(mixed[i], t, now[i]);
        futureRight[i] += now[i] * actual;
        for (int j = 0; j <= i; j++) {
          future[j][i] += now[j] * now[i];
        }
      }
    }
    if (rows < 2) {
      throw new InsufficientDataException(
          "There are "
              + rows
              + " windows of "
              + window
              + " values with an observed target at step "
              + ahead
              + "; a regression needs at least 2. Shorten the window or supply more history.");
    }
    double[] coefficients = solve(factor, penalty, right, mixed, future, futureRight);
    return new Step(coefficients, residualDeviation(coefficients, ahead, rows));
  }

  private void addScaledRow(double[] sum, int t, double value) {
    for (int c = 0; c < columns.length; c++) {
      double[] column = columns[c];
      int from = t - window + 1;
      int to = c * window;
      for (int i = 0; i < window; i++) {
        sum[to + i] += value * column[from + i];
      }
    }
    sum[shared - 1] += value;
  }

  /** Solves the ridge equations by blocks: the shared coefficients, then those of the future. */
  private double[] solve(
      UpperFactor factor,
      double penalty,
      double[] right,
      double[][] mixed,
      double[][] future,
      double[] futureRight) {
    int f = future.length;
    factor.forward(right);
    for (double[] line : mixed) {
      factor.forward(line);
    }
    for (int i = 0; i < f; i++) {
      future[i][i] += penalty;
      futureRight[i] -= dot(mixed[i], 0, right, 0, shared);
      for (int j = i; j < f; j++) {
        future[i][j] -= dot(mixed[i], 0, mixed[j], 0, shared);
      }
    }
    UpperFactor rest = UpperFactor.of(future);
    int singular = rest.firstSingular();
    if (singular >= 0) {
      throw singular(shared + singular);
    }
    rest.forward(futureRight);
    rest.backward(futureRight);
    for (int i = 0; i < f; i++) {
      for (int j = 0; j < shared; j++) {
        right[j] -= futureRight[i] * mixed[i][j];
      }
    }
    factor.backward(right);
    double[] coefficients = Arrays.copyOf(right, shared + f);
    System.arraycopy(futureRight, 0, coefficients, shared, f);
    return coefficients;
  }

  private double residualDeviation(double[] coefficients, int ahead, int rows) {
    double sum = 0;
    for (int t = window - 1; t + ahead < length; t++) {
      if (!usable(t, ahead)) {
        continue;
      }
      double residual = target[t + ahead] - coefficients[shared - 1];
      for (int c = 0; c < columns.length; c++) {
        residual -= dot(coefficients, c * window, columns[c], t - window + 1, window);
      }
      for (int i = 0; i < futureColumns.length; i++) {
        residual -= coefficients[shared + i] * columns[futureColumns[i]][t + ahead];
      }
      sum += residual * residual;
    }
    // never fewer degrees of freedom than a tenth of the rows, for windows longer than the data
    // allow
    double freedom = Math.max(rows - coefficients.length, Math.max(1, rows / 10.0));
    return Math.sqrt(sum / freedom);
  }

  static double dot(double[] a, double[] b) {
    return dot(a, 0, b, 0, a.length);
  }

  // Four partial sums let the additions overlap; the order is fixed, so the bits are too.
  private static double dot(double[] a, int fromA, double[] b, int fromB, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      s0 += a[fromA + i] * b[fromB + i];
      s1 += a[fromA + i + 1] * b[fromB + i + 1];
      s2 += a[fromA + i + 2] * b[fromB + i + 2];
      s3 += a[fromA + i + 3] * b[fromB + i + 3];
    }
    for (; i < count; i++) {
      s0 += a[fromA + i] * b[fromB + i];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
