package io.flts.dl.forecast;

/**
 * What a linear forecaster regresses on, as rows over the positions of a window and its answer.
 *
 * @see <a href="https://arxiv.org/abs/2205.13504">Zeng et al., Are transformers effective for time
 *     series forecasting?</a>
 */
enum LinearFeatures {
  /** Every value less the last one; so is the answer. */
  LAST_VALUE_OFF,
  /** A centred moving average, and what remains. */
  TREND_AND_REMAINDER;

  int inputs(int input) {
    return this == LAST_VALUE_OFF ? input : 2 * input;
  }

  /** Rows: input features, then answers. Columns: positions of input and output. */
  double[][] rows(int input, int output, int kernel) {
    int width = input + output;
    double[][] rows = new double[inputs(input) + output][width];
    if (this == LAST_VALUE_OFF) {
      for (int i = 0; i < width; i++) {
        rows[i][i] = 1;
        rows[i][input - 1] -= 1;
      }
      return rows;
    }
    for (int i = 0; i < input; i++) {
      for (int k = 0; k < kernel; k++) {
        // Beyond the ends the first and last value repeat.
        int at = Math.max(0, Math.min(input - 1, i - (kernel - 1) / 2 + k));
        rows[i][at] += 1.0 / kernel;
      }
      rows[input + i][i] = 1;
      for (int at = 0; at < input; at++) {
        rows[input + i][at] -= rows[i][at];
      }
    }
    for (int k = 0; k < output; k++) {
      rows[2 * input + k][input + k] = 1;
    }
    return rows;
  }

  /**
   * Weights on the normalised window, {@code [input + 1][output]}, from weights on features.
   *
   * @param rows the features
   */
  double[][] onWindow(double[][] weights, double[][] rows, int input) {
    int output = weights[0].length;
    double[][] direct = new double[input + 1][output];
    int inputs = weights.length - 1;
    for (int f = 0; f < inputs; f++) {
      for (int i = 0; i < input; i++) {
        // The normaliser takes the last value off already; the rest of its row is the identity.
        double share = this == LAST_VALUE_OFF ? (i == f ? 1 : 0) : rows[f][i];
        for (int k = 0; share != 0 && k < output; k++) {
          direct[i][k] += share * weights[f][k];
        }
      }
    }
    direct[input] = weights[inputs].clone();
    return direct;
  }
}
