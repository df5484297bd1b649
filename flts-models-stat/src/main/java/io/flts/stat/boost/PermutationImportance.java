package io.flts.stat.boost;

import java.util.SplittableRandom;

/**
 * How much worse predictions become when the values of one feature are dealt to other rows: the
 * rise of the mean squared error (Breiman, 2001, "Random forests", section 10).
 *
 * <p>Measured on rows that the model had not seen it tells what the model relies on to be right;
 * gain tells what training relied on. Cost: one prediction of all rows per feature.
 *
 * @since 0.1.0
 */
public final class PermutationImportance {

  private PermutationImportance() {}

  /** Predicts rows with one output. */
  @FunctionalInterface
  public interface Prediction {
    /** Fills {@code into} with one prediction per row. */
    void predict(float[] rows, int count, float[] into);
  }

  /**
   * The rise per feature; can be negative by chance where a feature does not matter.
   *
   * @param rows with their true labels; left as they are
   * @param seed of the permutations
   */
  public static double[] of(Prediction prediction, TrainingRows rows, long seed) {
    int count = rows.count();
    int width = rows.features();
    float[] table = rows.values().clone();
    float[] into = new float[count];
    prediction.predict(table, count, into);
    double before = meanSquare(into, rows.labels());
    double[] rises = new double[width];
    for (int f = 0; f < width; f++) {
      int[] order = permutation(count, new SplittableRandom(seed + f));
      for (int r = 0; r < count; r++) {
        table[r * width + f] = rows.values()[order[r] * width + f];
      }
      prediction.predict(table, count, into);
      rises[f] = meanSquare(into, rows.labels()) - before;
      for (int r = 0; r < count; r++) {
        table[r * width + f] = rows.values()[r * width + f];
      }
    }
    return rises;
  }

  private static double meanSquare(float[] predictions, float[] labels) {
    double sum = 0;
    for (int r = 0; r < labels.length; r++) {
      double error = (double) predictions[r] - labels[r];
      sum += error * error;
    }
    return sum / labels.length;
  }

  private static int[] permutation(int count, SplittableRandom random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
