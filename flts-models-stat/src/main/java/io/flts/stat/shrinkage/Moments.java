package io.flts.stat.shrinkage;

import io.flts.stat.tabular.Rows;

/**
 * Second moments of standardised rows and their labels: all that penalised least squares needs.
 *
 * @param count number of rows
 * @param intercept mean label
 * @param means of the features over the observed values
 * @param deviations of the features; 0 for one that never varies
 * @param gram products of standardised features per row, shape [feature][feature]
 * @param products of features and centred labels per row
 * @param variance of the labels
 */
record Moments(
    int count,
    double intercept,
    double[] means,
    double[] deviations,
    double[][] gram,
    double[] products,
    double variance) {

  /** Rows that are standardised at once; their columns stay in the cache. */
  private static final int BLOCK = 64;

  /** Moments of rows on their own scale. */
  static Moments of(Rows rows) {
    int width = rows.features();
    double[] means = new double[width];
    double[] deviations = new double[width];
    for (int f = 0; f < width; f++) {
      int seen = 0;
      double squares = 0;
      for (int r = 0; r < rows.count(); r++) {
        float value = rows.values()[r * width + f];
        if (value == value) {
          seen++;
          double change = value - means[f];
          means[f] += change / seen;
          squares += change * (value - means[f]);
        }
      }
      double deviation = seen == 0 ? 0 : Math.sqrt(squares / seen);
      deviations[f] = deviation > 1e-7 * Math.abs(means[f]) ? deviation : 0;
    }
    double mean = 0;
    for (int r = 0; r < rows.count(); r++) {
      mean += (rows.labels()[r] - mean) / (r + 1);
    }
    return of(rows, mean, means, deviations);
  }

  /** Moments of other rows on the same scale. */
  Moments onSameScale(Rows rows) {
    return of(rows, intercept, means, deviations);
  }

  private static Moments of(Rows rows, double intercept, double[] means, double[] deviations) {
    int width = rows.features();
    double[][] gram = new double[width][width];
    double[] products = new double[width];
    double variance = 0;
    double[][] columns = new double[width][BLOCK];
    double[] labels = new double[BLOCK];
    for (int from = 0; from < rows.count(); from += BLOCK) {
      int size = Math.min(BLOCK, rows.count() - from);
      for (int i = 0; i < size; i++) {
        labels[i] = rows.labels()[from + i] - intercept;
        variance += labels[i] * labels[i];
        for (int f = 0; f < width; f++) {
          columns[f][i] =
              LinearRows.standard(rows.values()[(from + i) * width + f], means[f], deviations[f]);
        }
      }
      for (int f = 0; f < width; f++) {
        for (int g = 0; g <= f; g++) {
          gram[f][g] += dot(columns[f], columns[g], size);
        }
        products[f] += dot(columns[f], labels, size);
      }
    }
    for (int f = 0; f < width; f++) {
      for (int g = 0; g <= f; g++) {
        gram[f][g] /= rows.count();
        gram[g][f] = gram[f][g];
      }
      products[f] /= rows.count();
    }
    return new Moments(
        rows.count(), intercept, means, deviations, gram, products, variance / rows.count());
  }

  private static double dot(double[] a, double[] b, int size) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Mean squared error of coefficients on these rows. */
  double loss(double[] coefficients) {
    double loss = variance;
    for (int f = 0; f < coefficients.length; f++) {
      if (coefficients[f] != 0) {
        loss +=
            coefficients[f] * (dot(gram[f], coefficients, coefficients.length) - 2 * products[f]);
      }
    }
    return loss;
  }
}
