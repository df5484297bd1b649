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
 * value in a row is the last one before it; rows whose target is missing are left out. Where none
 * is, the rows of step h + 1 are those of step h but the last, so the cross products of the windows
 * are built once and grow by one row per step: O(n·p²) in all and O(n·p·(f + 1) + p³) per step, for
 * p coefficients of which f belong to future columns.
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

  private final int size;
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
    this.size = shared + futureColumns.length;
    this.length = columns[0].length;
    this.target = columns[0].clone();
    for (double[] column : columns) {
      Columns.carryForward(column);
    }
    this.everyTargetKnown = Arrays.stream(target).noneMatch(Double::isNaN);
  }

  /** Number of coefficients per step. */
  int size() {
    return size;
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
    return !Double.isNaN(target[t + ahead]);
  }

  /** Coefficients and residual deviation of one step. */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Step(double[] coefficients, double deviation) {}

  /** Fits steps 1 to {@code horizon}. */
  Step[] fit(int horizon, Deadline deadline) {
    Step[] steps = new Step[horizon];
    double[][] cross = new double[shared][shared];
    double[] row = new double[size];
    for (int ahead = horizon; ahead >= 1; ahead--) {
      deadline.check("Fit of 'linear' at step " + ahead + " of " + horizon);
      if (everyTargetKnown && ahead < horizon) {
        fillRow(row, length - 1 - ahead, ahead);
        addProducts(cross, row);
      } else {
        accumulate(cross, row, ahead);
      }
      steps[ahead - 1] = fitStep(cross, row, ahead);
    }
    return steps;
  }

  private void accumulate(double[][] cross, double[] row, int ahead) {
    for (double[] line : cross) {
      Arrays.fill(line, 0);
    }
    for (int t = window - 1; t + ahead < length; t++) {
      if (usable(t, ahead)) {
        fillRow(row, t, ahead);
        addProducts(cross, row);
      }
    }
  }

  /** Adds the products of the shared part of a row to the lower triangle. */
  private static void addProducts(double[][] cross, double[] row) {
    for (int i = 0; i < cross.length; i++) {
      double[] line = cross[i];
      double value = row[i];
      for (int j = 0; j <= i; j++) {
        line[j] += value * row[j];
      }
    }
  }

  private void fillRow(double[] row, int t, int ahead) {
    for (int c = 0; c < columns.length; c++) {
      System.arraycopy(columns[c], t - window + 1, row, c * window, window);
    }
    row[shared - 1] = 1;
    for (int f = 0; f < futureColumns.length; f++) {
      row[shared + f] = columns[futureColumns[f]][t + ahead];
    }
  }

  private Step fitStep(double[][] cross, double[] row, int ahead) {
    double[][] gram = new double[size][];
    for (int i = 0; i < size; i++) {
      gram[i] = i < shared ? cross[i].clone() : new double[size];
    }
    double[] right = new double[size];
    int rows = 0;
    for (int t = window - 1; t + ahead < length; t++) {
      if (usable(t, ahead)) {
        rows++;
        fillRow(row, t, ahead);
        double actual = target[t + ahead];
        for (int i = 0; i < size; i++) {
          right[i] += row[i] * actual;
        }
        for (int f = shared; f < size; f++) {
          for (int j = 0; j <= f; j++) {
            gram[f][j] += row[f] * row[j];
          }
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
    double[] coefficients = solve(gram, right, rows);
    return new Step(coefficients, residualDeviation(coefficients, row, ahead, rows));
  }

  private double residualDeviation(double[] coefficients, double[] row, int ahead, int rows) {
    double sum = 0;
    for (int t = window - 1; t + ahead < length; t++) {
      if (usable(t, ahead)) {
        fillRow(row, t, ahead);
        double residual = target[t + ahead] - dot(coefficients, row);
        sum += residual * residual;
      }
    }
    // never fewer degrees of freedom than a tenth of the rows, for windows longer than the data
    // allow
    double freedom = Math.max(rows - size, Math.max(1, rows / 10.0));
    return Math.sqrt(sum / freedom);
  }

  /** Solves the ridge equations by Cholesky factorisation; all but the intercept are penalised. */
  private double[] solve(double[][] gram, double[] right, int rows) {
    for (int i = 0; i < size; i++) {
      if (i != shared - 1) {
        gram[i][i] += (ridge + JITTER) * rows;
      }
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = gram[i][j];
        for (int k = 0; k < j; k++) {
          sum -= gram[i][k] * gram[j][k];
        }
        if (i > j) {
          gram[i][j] = sum / gram[j][j];
        } else if (sum > 0) {
          gram[i][i] = Math.sqrt(sum);
        } else {
          throw new FitFailedException(
              "The normal equations of 'linear' are singular at coefficient "
                  + i
                  + " of "
                  + size
                  + " with ridge "
                  + ridge
                  + ". Raise the ridge.");
        }
      }
    }
    double[] solution = right.clone();
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < i; k++) {
        solution[i] -= gram[i][k] * solution[k];
      }
      solution[i] /= gram[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < size; k++) {
        solution[i] -= gram[k][i] * solution[k];
      }
      solution[i] /= gram[i][i];
    }
    return solution;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
