package io.flts.stat.shrinkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.Progress;
import io.flts.stat.tabular.RowLearner;
import io.flts.stat.tabular.RowModel;
import io.flts.stat.tabular.Rows;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PenaltyPathTest {
  private static final int FEATURES = 8;

  /** Labels from two of eight correlated features, and a little noise. */
  private static Rows rows(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count * FEATURES];
    float[] labels = new float[count];
    for (int r = 0; r < count; r++) {
      float common = (float) random.nextGaussian();
      for (int f = 0; f < FEATURES; f++) {
        values[r * FEATURES + f] = 3 + 2 * ((float) random.nextGaussian() + 0.5f * common);
      }
      labels[r] =
          (float)
              (5
                  + 2 * values[r * FEATURES]
                  - values[r * FEATURES + 1]
                  + 0.1 * random.nextGaussian());
    }
    return new Rows(values, FEATURES, labels);
  }

  private static RowLearner.Task task(Rows held) {
    return new RowLearner.Task(
        List.of(), rows(600, 1), held, 0, 0, Deadline.none(), Progress.Listener.none());
  }

  /** The slope of the prediction in a feature. */
  private static double slope(RowModel model, int feature) {
    float[] two = new float[2 * FEATURES];
    java.util.Arrays.fill(two, 3);
    two[FEATURES + feature] = 4;
    float[] out = new float[2];
    model.predict(two, 2, out);
    return out[1] - out[0];
  }

  @Test
  @DisplayName("Held rows choose a penalty weak enough to find the true slopes")
  void trueSlopesAreFound() {
    for (RowLearner learner : List.of(new RidgePath(0), new PenaltyPath(0.5, 0))) {
      RowModel model = learner.learn(task(rows(300, 2))).model();
      assertThat(slope(model, 0)).isCloseTo(2, within(0.02));
      assertThat(slope(model, 1)).isCloseTo(-1, within(0.02));
      assertThat(slope(model, 2)).isCloseTo(0, within(0.02));
    }
  }

  @Test
  @DisplayName("At the solution the slopes of the loss meet the conditions of the penalty")
  void conditionsOfOptimalityHold() {
    double mixing = 0.7;
    double share = 0.05;
    LinearRows model = (LinearRows) new PenaltyPath(mixing, share).learn(task(null)).model();
    Moments moments = Moments.of(rows(600, 1));
    double largest = 0;
    for (double product : moments.products()) {
      largest = Math.max(largest, Math.abs(product) / mixing);
    }
    double lambda = share * largest;
    double[] w = model.coefficients();
    int zeros = 0;
    for (int f = 0; f < FEATURES; f++) {
      double slope = moments.products()[f];
      for (int g = 0; g < FEATURES; g++) {
        slope -= moments.gram()[f][g] * w[g];
      }
      if (w[f] == 0) {
        zeros++;
        assertThat(Math.abs(slope)).isLessThanOrEqualTo(lambda * mixing + 1e-6);
      } else {
        assertThat(slope)
            .isCloseTo(lambda * (mixing * Math.signum(w[f]) + (1 - mixing) * w[f]), within(1e-6));
      }
    }
    assertThat(zeros).as("features left out").isBetween(1, FEATURES - 2);
  }

  @Test
  @DisplayName("The loss by moments is the mean squared error of the predictions")
  void lossIsMeanSquaredError() {
    Rows held = rows(300, 2);
    LinearRows model = (LinearRows) new RidgePath(0.3).learn(task(null)).model();
    float[] out = new float[held.count()];
    model.predict(held.values(), held.count(), out);
    double squares = 0;
    for (int r = 0; r < out.length; r++) {
      squares += Math.pow(out[r] - held.labels()[r], 2) / out.length;
    }
    double loss = Moments.of(rows(600, 1)).onSameScale(held).loss(model.coefficients());
    assertThat(loss).isCloseTo(squares, within(1e-5 * squares));
  }
}
