package io.flts.stat.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flts.api.model.ModelTree;
import java.util.HashMap;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our trees against the library that grew them, bit for bit. */
class NativeEqualityTest {
  private static final int FEATURES = 20;
  private static final int ROWS = 10_000;

  @BeforeEach
  void nativeLibraryIsThere() {
    assumeTrue(Boosting.availability().isAvailable(), Boosting.availability().reason());
  }

  /** Rows with 15 % missing values. */
  static TrainingRows rows(Objective objective, int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count * FEATURES];
    float[] labels = new float[count];
    for (int r = 0; r < count; r++) {
      for (int f = 0; f < FEATURES; f++) {
        values[r * FEATURES + f] = (float) random.nextGaussian();
      }
      int at = r * FEATURES;
      double signal =
          values[at] + 0.5 * values[at + 1] * values[at + 2] + Math.sin(3 * values[at + 3]);
      signal += 0.3 * random.nextGaussian();
      labels[r] =
          switch (objective) {
            case POISSON, TWEEDIE -> (float) Math.floor(Math.exp(0.5 * signal));
            case LOGISTIC -> signal > 0.4 ? 1 : 0;
            default -> (float) (7 + signal);
          };
      for (int f = 0; f < FEATURES; f++) {
        if (random.nextInt(100) < 15) {
          values[at + f] = Float.NaN;
        }
      }
    }
    return TrainingRows.of(values, FEATURES, labels);
  }

  private static BoostingPlan plan(Objective objective) {
    return BoostingPlan.of(objective).toBuilder().rounds(25).rowShare(0.8).seed(7).build();
  }

  @ParameterizedTest
  @EnumSource(Objective.class)
  @DisplayName("Margins and predictions equal the library's own, bit for bit, on 10,000 rows")
  void everyBitAgrees(Objective objective) throws Exception {
    BoostingPlan plan = plan(objective);
    DMatrix train = NativeTraining.matrix(rows(objective, 2500, 1));
    TrainingRows fresh = rows(objective, ROWS, 2);
    DMatrix test = NativeTraining.matrix(fresh);
    Booster booster =
        XGBoost.train(
            train, NativeTraining.settings(plan), plan.rounds(), new HashMap<>(), null, null);
    TreeEnsemble trees =
        NativeTraining.agreed(booster, XgboostModel.parse(booster.toByteArray("ubj")));
    assertThat(trees.trees()).isEqualTo(plan.rounds() * plan.outputs());
    float[] margins = new float[ROWS * trees.outputs()];
    float[] predictions = new float[margins.length];
    trees.margins(fresh.values(), ROWS, margins);
    trees.predict(fresh.values(), ROWS, predictions);
    assertThat(differing(booster.predict(test, true), margins)).as("margins").isZero();
    assertThat(differing(booster.predict(test), predictions)).as("predictions").isZero();
    float[] row = new float[FEATURES];
    for (int r = 0; r < 100; r++) {
      System.arraycopy(fresh.values(), r * FEATURES, row, 0, FEATURES);
      assertThat(trees.predict(row)).isEqualTo(predictions[r * trees.outputs()]);
    }
  }

  private static int differing(float[][] expected, float[] actual) {
    int differing = 0;
    int i = 0;
    for (float[] row : expected) {
      for (float value : row) {
        if (Float.floatToIntBits(value) != Float.floatToIntBits(actual[i++])) {
          differing++;
        }
      }
    }
    assertThat(i).isEqualTo(actual.length);
    return differing;
  }

  @ParameterizedTest
  @EnumSource(Objective.class)
  @DisplayName("Contributions equal the library's own and add up to the margin")
  void contributionsAgree(Objective objective) throws Exception {
    BoostingPlan plan = plan(objective);
    int count = 20;
    TrainingRows fresh = rows(objective, count, 3);
    Booster booster =
        XGBoost.train(
            NativeTraining.matrix(rows(objective, 2000, 1)),
            NativeTraining.settings(plan),
            plan.rounds(),
            new HashMap<>(),
            null,
            null);
    TreeEnsemble trees =
        NativeTraining.agreed(booster, XgboostModel.parse(booster.toByteArray("ubj")));
    float[][] expected = booster.predictContrib(NativeTraining.matrix(fresh), 0);
    float[] margins = new float[count * trees.outputs()];
    trees.margins(fresh.values(), count, margins);
    float[] row = new float[FEATURES];
    for (int r = 0; r < count; r++) {
      System.arraycopy(fresh.values(), r * FEATURES, row, 0, FEATURES);
      for (int k = 0; k < trees.outputs(); k++) {
        double[] contributions = trees.contributions(row, k);
        double sum = 0;
        for (int f = 0; f <= FEATURES; f++) {
          assertThat(contributions[f]).isCloseTo(expected[r][k * (FEATURES + 1) + f], within(1e-5));
          sum += contributions[f];
        }
        assertThat(sum).isCloseTo(margins[r * trees.outputs() + k], within(1e-5));
      }
    }
  }

  @Test
  @DisplayName("Early stopping keeps the trees of the best round, and only those")
  void earlyStoppingKeepsTheBest() {
    TrainingRows rows = rows(Objective.SQUARED, 1500, 1);
    TrainingRows held = rows(Objective.SQUARED, 1500, 2);
    double[] least = {Double.POSITIVE_INFINITY};
    int[] best = {0};
    int[] last = {0};
    BoostingPlan plan =
        BoostingPlan.of(Objective.SQUARED).toBuilder()
            .rounds(300)
            .learningRate(0.3)
            .patience(10)
            .build();
    Boosting.Trained trained =
        Boosting.train(
            rows,
            held,
            plan,
            (round, loss) -> {
              last[0] = round;
              if (loss < least[0]) {
                least[0] = loss;
                best[0] = round;
              }
              return true;
            });
    assertThat(trained.rounds()).isEqualTo(best[0]);
    assertThat(last[0]).isEqualTo(best[0] + 10);
    assertThat(trained.trees().trees()).isEqualTo(best[0]);
    float[] predictions = new float[held.count()];
    trained.trees().predict(held.values(), held.count(), predictions);
    double squares = 0;
    for (int i = 0; i < predictions.length; i++) {
      squares += Math.pow(predictions[i] - held.labels()[i], 2);
    }
    assertThat(Math.sqrt(squares / predictions.length)).isCloseTo(trained.loss(), within(1e-5));
  }

  @Test
  @DisplayName("The same plan gives the same bits twice; saved and read, the same predictions")
  void trainingRepeatsAndSaves() {
    TrainingRows rows = rows(Objective.SQUARED, 2000, 1);
    TreeEnsemble trees = Boosting.train(rows, plan(Objective.SQUARED));
    ModelTree saved = ModelTree.of(trees::write);
    assertThat(ModelTree.of(Boosting.train(rows, plan(Objective.SQUARED))::write)).isEqualTo(saved);
    TreeEnsemble read = TreeEnsemble.read(saved.reader());
    float[] one = new float[rows.count()];
    float[] other = new float[rows.count()];
    trees.predict(rows.values(), rows.count(), one);
    read.predict(rows.values(), rows.count(), other);
    assertThat(other).isEqualTo(one);
  }

  @Test
  @DisplayName("Monotone constraints hold")
  void monotoneHolds() {
    TrainingRows rows = rows(Objective.SQUARED, 2000, 1);
    Integer[] signs = new Integer[FEATURES];
    java.util.Arrays.fill(signs, 0);
    signs[3] = 1; // the true effect, a sine, is not monotone
    TreeEnsemble free = Boosting.train(rows, plan(Objective.SQUARED));
    TreeEnsemble rising =
        Boosting.train(
            rows, plan(Objective.SQUARED).toBuilder().monotone(java.util.List.of(signs)).build());
    assertThat(falls(free)).isPositive();
    assertThat(falls(rising)).isZero();
  }

  private static int falls(TreeEnsemble trees) {
    float[] row = new float[FEATURES];
    int falls = 0;
    float before = Float.NEGATIVE_INFINITY;
    for (float x = -3; x <= 3; x += 0.05f) {
      row[3] = x;
      float now = trees.predict(row);
      falls += now < before ? 1 : 0;
      before = now;
    }
    return falls;
  }
}
