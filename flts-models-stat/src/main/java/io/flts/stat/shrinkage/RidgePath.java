package io.flts.stat.shrinkage;

import io.flts.api.model.ModelReader;
import io.flts.stat.tabular.RowLearner;
import io.flts.stat.tabular.RowModel;
import io.flts.stat.tabular.Rows;

/**
 * Least squares with a penalty on squared coefficients of standardised features, solved by
 * Cholesky's method for every penalty of a path, among which held rows choose (Hoerl and Kennard,
 * 1970, "Ridge regression").
 *
 * <p>Cost O(n·p²) for the products and O(p³) per penalty.
 *
 * @param penalty per row, or 0 to let held rows choose
 */
record RidgePath(double penalty) implements RowLearner {
  private static final int PENALTIES = 22;
  private static final double LARGEST = 10;
  private static final double SMALLEST = 1e-6;

  /** The penalty where no held rows decide: 1e-2. */
  private static final int UNDECIDED = 10;

  @Override
  public Learned learn(Task task) {
    Moments moments = Moments.of(task.rows());
    Rows heldRows = task.held();
    Moments held = heldRows == null ? null : moments.onSameScale(heldRows);
    boolean choose = held != null && penalty == 0;
    int from = choose ? 1 : task.effort() > 0 ? task.effort() : UNDECIDED;
    int to = choose ? PENALTIES : from;
    double[] best = new double[task.rows().features()];
    double least = Double.POSITIVE_INFINITY;
    int effort = from;
    for (int k = from; k <= to && !(k > from && task.deadline().isPast()); k++) {
      double[] w = solve(moments, penalty > 0 ? penalty : share(k));
      double loss = held == null ? 0 : held.loss(w);
      if (loss < least) {
        least = loss;
        best = w;
        effort = k;
      }
    }
    return new Learned(
        new LinearRows(moments.intercept(), moments.means(), moments.deviations(), best), effort);
  }

  private static double share(int k) {
    return LARGEST * StrictMath.pow(SMALLEST / LARGEST, (k - 1.0) / (PENALTIES - 1));
  }

  private static double[] solve(Moments moments, double penalty) {
    int width = moments.products().length;
    double[][] factor = new double[width][];
    for (int i = 0; i < width; i++) {
      double[] row = java.util.Arrays.copyOf(moments.gram()[i], i + 1);
      row[i] += penalty;
      for (int j = 0; j <= i; j++) {
        double sum = row[j];
        double[] other = j == i ? row : factor[j];
        for (int k = 0; k < j; k++) {
          sum -= row[k] * other[k];
        }
        // The penalty bounds the diagonal from below but for rounding.
        row[j] = j < i ? sum / other[j] : Math.sqrt(Math.max(sum, 1e-12));
      }
      factor[i] = row;
    }
    double[] w = moments.products().clone();
    for (int i = 0; i < width; i++) {
      for (int k = 0; k < i; k++) {
        w[i] -= factor[i][k] * w[k];
      }
      w[i] /= factor[i][i];
    }
    for (int i = width - 1; i >= 0; i--) {
      for (int k = i + 1; k < width; k++) {
        w[i] -= factor[k][i] * w[k];
      }
      w[i] /= factor[i][i];
    }
    return w;
  }

  @Override
  public RowModel read(ModelReader in) {
    return LinearRows.read(in);
  }
}
