package io.flts.dl.forecast;

import org.jspecify.annotations.Nullable;

/**
 * Normal equations of ridge regression from features of a window to features of what follows it.
 *
 * <p>Features are linear in the raw window, so everything follows from one matrix of products
 * ({@link WindowGram}): the equations, and the error of given weights on other windows.
 */
final class RidgeEquations {
  final int count;
  final int inputs;

  /** Products of features, inputs first, then answers; last row and column belong to 1. */
  final double[][] products;

  RidgeEquations(WindowGram gram, double[][] features, int inputs) {
    this.inputs = inputs;
    count = (int) Math.min(Integer.MAX_VALUE, gram.count);
    int size = features.length;
    products = new double[size + 1][size + 1];
    double[][] half = new double[size][];
    for (int i = 0; i < size; i++) {
      half[i] = times(features[i], gram.products);
      double sum = dot(features[i], gram.sums);
      products[i][size] = sum;
      products[size][i] = sum;
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        products[i][j] = dot(half[i], features[j]);
      }
    }
    products[size][size] = gram.count;
  }

  private static double[] times(double[] row, double[][] matrix) {
    double[] out = new double[row.length];
    for (int k = 0; k < row.length; k++) {
      double factor = row[k];
      if (factor != 0) {
        double[] other = matrix[k];
        for (int j = 0; j < out.length; j++) {
          out[j] += factor * other[j];
        }
      }
    }
    return out;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private int place(int feature) {
    return feature == inputs ? products.length - 1 : feature;
  }

  /** Weights for a penalty relative to the mean square of the features; null where singular. */
  double @Nullable [][] solve(double penalty) {
    int p = inputs + 1;
    double trace = 0;
    for (int i = 0; i < inputs; i++) {
      trace += products[i][i];
    }
    double ridge = penalty * Math.max(trace / inputs, 1e-12);
    double[][] a = new double[p][p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        a[i][j] = products[place(i)][place(j)];
      }
      a[i][i] += i < inputs ? ridge : 1e-9 * Math.max(1, a[i][i]);
    }
    return cholesky(a) ? substitute(a) : null;
  }

  private static boolean cholesky(double[][] a) {
    for (int i = 0; i < a.length; i++) {
      double[] row = a[i];
      for (int j = 0; j <= i; j++) {
        double[] other = a[j];
        double sum = row[j];
        for (int k = 0; k < j; k++) {
          sum -= row[k] * other[k];
        }
        if (i == j) {
          if (!(sum > 0)) {
            return false;
          }
          row[i] = Math.sqrt(sum);
        } else {
          row[j] = sum / other[j];
        }
      }
    }
    return true;
  }

  private double[][] substitute(double[][] factor) {
    int p = factor.length;
    int outputs = products.length - 1 - inputs;
    double[][] b = new double[p][outputs];
    for (int i = 0; i < p; i++) {
      System.arraycopy(products[place(i)], inputs, b[i], 0, outputs);
      for (int k = 0; k < i; k++) {
        subtract(b[i], factor[i][k], b[k]);
      }
      scale(b[i], 1 / factor[i][i]);
    }
    for (int i = p - 1; i >= 0; i--) {
      for (int k = i + 1; k < p; k++) {
        subtract(b[i], factor[k][i], b[k]);
      }
      scale(b[i], 1 / factor[i][i]);
    }
    return b;
  }

  private static void subtract(double[] row, double factor, double[] other) {
    for (int j = 0; j < row.length; j++) {
      row[j] -= factor * other[j];
    }
  }

  private static void scale(double[] row, double factor) {
    for (int j = 0; j < row.length; j++) {
      row[j] *= factor;
    }
  }

  /** Mean squared error of given weights on these windows, from the products alone. */
  double error(double[][] weights) {
    int outputs = products.length - 1 - inputs;
    int p = inputs + 1;
    double total = 0;
    double[] column = new double[p];
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < p; i++) {
        column[i] = weights[i][o];
      }
      double squares = products[inputs + o][inputs + o];
      for (int i = 0; i < p; i++) {
        double[] row = products[place(i)];
        double inner = -2 * row[inputs + o] + row[products.length - 1] * column[inputs];
        for (int j = 0; j < inputs; j++) {
          inner += row[j] * column[j];
        }
        squares += column[i] * inner;
      }
      total += squares;
    }
    return total / ((double) count * outputs);
  }
}
