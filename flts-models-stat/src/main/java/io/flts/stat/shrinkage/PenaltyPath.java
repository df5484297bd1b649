package io.flts.stat.shrinkage;

import io.flts.api.model.ModelReader;
import io.flts.stat.tabular.RowLearner;
import io.flts.stat.tabular.RowModel;
import io.flts.stat.tabular.Rows;

/**
 * Least squares with a penalty λ · (α·|w| + (1 − α)/2 · w²) on the coefficients of standardised
 * features, by coordinate descent along a path of falling penalties (Friedman, Hastie and
 * Tibshirani, 2010, "Regularization paths for generalized linear models via coordinate descent").
 *
 * <p>Every penalty starts from the coefficients of the one before; held rows choose among them. A
 * pass costs O(p · changed coefficients), whatever the number of rows.
 *
 * @param mixing α: 1 is the lasso, 0 the ridge
 * @param penalty λ as a share of the largest that matters, or 0 to let held rows choose
 */
record PenaltyPath(double mixing, double penalty) implements RowLearner {
  private static final int PENALTIES = 40;
  private static final double SMALLEST = 1e-5;
  private static final int PASSES = 1000;
  private static final double TOLERANCE = 1e-7;

  /** The penalty where no held rows decide: an eighth of the way down from the weakest. */
  private static final int UNDECIDED = 30;

  /** With little lasso the largest penalty that matters grows without end; glmnet's bound. */
  private static final double LEAST_MIXING = 1e-3;

  @Override
  public Learned learn(Task task) {
    Moments moments = Moments.of(task.rows());
    Rows heldRows = task.held();
    Moments held = heldRows == null ? null : moments.onSameScale(heldRows);
    double largest = 0;
    for (double product : moments.products()) {
      largest = Math.max(largest, Math.abs(product));
    }
    largest /= Math.max(LEAST_MIXING, mixing);
    double[] coefficients = new double[task.rows().features()];
    double[] best = coefficients.clone();
    double least = Double.POSITIVE_INFINITY;
    int chosen = task.effort() > 0 ? task.effort() : UNDECIDED;
    int effort = chosen;
    int last = held == null || penalty > 0 ? chosen : PENALTIES;
    for (int k = 1; k <= last && largest > 0; k++) {
      double share = penalty > 0 ? penalty : StrictMath.pow(SMALLEST, (k - 1.0) / (PENALTIES - 1));
      descend(moments, share * largest, coefficients);
      double loss = held == null ? 0 : held.loss(coefficients);
      if (held == null || loss < least) {
        least = loss;
        best = coefficients.clone();
        effort = k;
      }
      if (penalty > 0 || task.deadline().isPast()) {
        break;
      }
    }
    return new Learned(
        new LinearRows(moments.intercept(), moments.means(), moments.deviations(), best), effort);
  }

  /** Cyclic descent; {@code slopes} keeps the products of features and residuals. */
  private void descend(Moments moments, double lambda, double[] w) {
    int width = w.length;
    double[] slopes = moments.products().clone();
    for (int f = 0; f < width; f++) {
      subtract(slopes, moments.gram()[f], w[f]);
    }
    double lasso = lambda * mixing;
    double ridge = lambda * (1 - mixing);
    double enough = TOLERANCE * Math.sqrt(moments.variance());
    for (int pass = 0; pass < PASSES; pass++) {
      double most = 0;
      for (int f = 0; f < width; f++) {
        double own = moments.gram()[f][f];
        if (own == 0) {
          continue;
        }
        double pull = slopes[f] + own * w[f];
        double shrunk = Math.abs(pull) <= lasso ? 0 : pull - Math.signum(pull) * lasso;
        double next = shrunk / (own + ridge);
        double change = next - w[f];
        if (change != 0) {
          w[f] = next;
          subtract(slopes, moments.gram()[f], change);
          most = Math.max(most, Math.abs(change));
        }
      }
      if (most <= enough) {
        return;
      }
    }
  }

  private static void subtract(double[] from, double[] column, double factor) {
    if (factor != 0) {
      for (int i = 0; i < from.length; i++) {
        from[i] -= factor * column[i];
      }
    }
  }

  @Override
  public RowModel read(ModelReader in) {
    return LinearRows.read(in);
  }
}
