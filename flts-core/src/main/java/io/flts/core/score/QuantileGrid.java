package io.flts.core.score;

import io.flts.api.forecast.Levels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Sets of quantile probabilities. */
final class QuantileGrid {
  /** 0.1, 0.2 .. 0.9. */
  static final List<Double> DECILES = even(10);

  /** 0.05, 0.10 .. 0.95. */
  static final List<Double> TWENTIETHS = even(20);

  private QuantileGrid() {}

  private static List<Double> even(int parts) {
    return IntStream.range(1, parts).mapToObj(k -> (double) k / parts).toList();
  }

  static Levels levels(List<Double> probabilities) {
    return Levels.quantiles(probabilities.stream().mapToDouble(p -> p).toArray());
  }

  /** Ascending, without repetitions. */
  static List<Double> sorted(List<Double> probabilities) {
    return Arrays.stream(levels(probabilities).probabilities()).boxed().toList();
  }

  /** For each probability the part of (0, 1) that is nearer to it than to the others. */
  static double[] midpointWeights(List<Double> ascending) {
    double[] weights = new double[ascending.size()];
    double from = 0;
    for (int k = 0; k < weights.length; k++) {
      boolean last = k == weights.length - 1;
      double to = last ? 1 : (ascending.get(k) + ascending.get(k + 1)) / 2;
      weights[k] = to - from;
      from = to;
    }
    return weights;
  }
}
