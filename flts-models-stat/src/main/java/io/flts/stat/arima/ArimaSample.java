package io.flts.stat.arima;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * One series with its regressors, as every ARIMA order under study sees it.
 *
 * <p>Leading and trailing missing values are already cut off. Holds nothing per order; {@link
 * #filter} builds the matching likelihood. Confined to one thread.
 */
final class ArimaSample {
  final double[] y;
  final double[][] regressors;
  final boolean gaps;
  final int observed;

  /** Steps from the anchor of the drift to the first value. */
  private final int position;

  ArimaSample(double[] y, double[][] regressors) {
    this(y, regressors, 0);
  }

  /**
   * Keeps the arrays.
   *
   * @param y series, NaN = missing, first and last value observed
   * @param regressors complete columns of the same length, possibly none
   * @param position steps from the anchor of the drift to the first value
   */
  ArimaSample(double[] y, double[][] regressors, int position) {
    this.position = position;
    this.y = y;
    this.regressors = regressors;
    int seen = 0;
    for (double value : y) {
      if (!Double.isNaN(value)) {
        seen++;
      }
    }
    this.observed = seen;
    this.gaps = seen < y.length;
  }

  /** The same with gaps closed by straight lines, for ranking and tests. */
  ArimaSample interpolated() {
    return new ArimaSample(HannanRissanen.interpolated(y), regressors, position);
  }

  /** Effective number of observations for a model with these differences. */
  int effective(ArimaOrder order) {
    return observed - order.differencingLoss();
  }

  /** The likelihood engine for an order; one with gaps gives up an evaluation when it is late. */
  InnovationFilter filter(ArimaOrder order, ArmaPolynomials poly, BooleanSupplier late) {
    double[][] columns = columns(order);
    if (gaps) {
      double[] delta = Differencing.recursion(order.d(), order.seasonalD(), order.period());
      return new GappedLikelihood(poly, delta, columns, late);
    }
    return new ArmaLikelihood(poly, differenced(order, columns));
  }

  /** Series, constant (if any) and regressors, undifferenced. */
  double[][] columns(ArimaOrder order) {
    int constant = order.constant() ? 1 : 0;
    double[][] columns = new double[1 + constant + regressors.length][];
    columns[0] = y;
    if (constant == 1) {
      columns[1] = constant(order, position, y.length);
    }
    System.arraycopy(regressors, 0, columns, 1 + constant, regressors.length);
    return columns;
  }

  /**
   * The constant as a regressor over positions from, from + 1, ...: 1 for a mean, t + 1 for a
   * drift.
   */
  static double[] constant(ArimaOrder order, int from, int length) {
    double[] column = new double[length];
    if (order.d() + order.seasonalD() == 0) {
      Arrays.fill(column, 1.0);
    } else {
      for (int t = 0; t < length; t++) {
        column[t] = from + t + 1.0;
      }
    }
    return column;
  }

  static double[][] differenced(ArimaOrder order, double[][] columns) {
    double[][] w = new double[columns.length][];
    for (int c = 0; c < columns.length; c++) {
      w[c] = Differencing.apply(columns[c], order.d(), order.seasonalD(), order.period());
    }
    return w;
  }
}
