package io.flts.examples.benchmarks;

import io.flts.stat.boost.Boosting;
import io.flts.stat.boost.BoostingPlan;
import io.flts.stat.boost.Objective;
import io.flts.stat.boost.TrainingRows;
import io.flts.stat.boost.TreeEnsemble;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Boosted trees beside XGBoost itself: 40 lags of a synthetic hourly series, 15,927 rows, 200 trees
 * of depth 6, one thread. Training ends with the trees in flat arrays; predictions of both are
 * compared bit for bit on all rows.
 */
public final class SpeedGbm implements Benchmark {
  private static final int ROWS = 15_927;
  private static final int LAGS = 40;
  private static final int TRAININGS = 3;
  private static final int BLOCK = 100;

  /** For ServiceLoader. */
  public SpeedGbm() {}

  @Override
  public String name() {
    return "speed-gbm";
  }

  @Override
  public String summary() {
    return "training and prediction of boosted trees beside native XGBoost, bits compared";
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws XGBoostError {
    if (!Boosting.availability().isAvailable()) {
      out.println("SKIPPED " + Boosting.availability().reason());
      return 75;
    }
    TrainingRows rows = rows();
    BoostingPlan plan = BoostingPlan.of(Objective.SQUARED);
    double[] own = new double[TRAININGS];
    double[] other = new double[TRAININGS];
    TreeEnsemble trees = Boosting.train(rows, plan);
    Booster booster = nativeTraining(rows, plan);
    for (int i = 0; i < TRAININGS; i++) {
      long start = System.nanoTime();
      trees = Boosting.train(rows, plan);
      own[i] = (System.nanoTime() - start) / 1e9;
      booster.dispose();
      start = System.nanoTime();
      booster = nativeTraining(rows, plan);
      other[i] = (System.nanoTime() - start) / 1e9;
    }
    double train = median(own);
    double nativeTrain = median(other);
    out.printf(
        Locale.ROOT,
        "training, median of %d in turn: own %.2f s, native %.2f s, ratio %.2f%n",
        TRAININGS,
        train,
        nativeTrain,
        train / nativeTrain);

    double[] one = oneRow(trees, rows);
    double[] nativeOne = nativeRows(booster, rows, 1, 1500);
    double[] hundred = blocks(trees, rows);
    double[] nativeHundred = nativeRows(booster, rows, BLOCK, 900);
    out.printf(
        "%-34s %10s %10s %12s %12s%n",
        "microseconds", "own p50", "own p99", "native p50", "native p99");
    print(out, "one row", one, nativeOne);
    print(out, BLOCK + " rows", hundred, nativeHundred);
    int differing = differing(trees, booster, rows);
    out.println("predictions that differ in any bit: " + differing + " of " + ROWS);
    booster.dispose();
    out.printf(
        Locale.ROOT,
        "RESULT train_s=%.3f native_train_s=%.3f train_ratio=%.3f row_p50_us=%.2f row_p99_us=%.2f"
            + " native_row_p50_us=%.2f rows100_us=%.1f native_rows100_us=%.1f differing=%d%n",
        train,
        nativeTrain,
        train / nativeTrain,
        at(one, 0.5),
        at(one, 0.99),
        at(nativeOne, 0.5),
        at(hundred, 0.5),
        at(nativeHundred, 0.5),
        differing);
    return 0;
  }

  private static TrainingRows rows() {
    Random random = new Random(1);
    float[] series = new float[ROWS + LAGS];
    for (int t = 0; t < series.length; t++) {
      double level = t == 0 ? 0 : 0.6 * series[t - 1];
      series[t] = (float) (level + Math.sin(2 * Math.PI * t / 24) + 0.5 * random.nextGaussian());
    }
    float[] values = new float[ROWS * LAGS];
    float[] labels = new float[ROWS];
    for (int r = 0; r < ROWS; r++) {
      System.arraycopy(series, r, values, r * LAGS, LAGS);
      labels[r] = series[r + LAGS];
    }
    return TrainingRows.of(values, LAGS, labels);
  }

  private static Booster nativeTraining(TrainingRows rows, BoostingPlan plan) throws XGBoostError {
    Map<String, Object> settings = new HashMap<>();
    settings.put("objective", "reg:squarederror");
    settings.put("tree_method", "hist");
    settings.put("learning_rate", plan.learningRate());
    settings.put("max_depth", plan.depth());
    settings.put("nthread", 1);
    settings.put("verbosity", 0);
    DMatrix matrix = new DMatrix(rows.values(), rows.count(), rows.features(), Float.NaN);
    matrix.setLabel(rows.labels());
    Booster booster = XGBoost.train(matrix, settings, plan.rounds(), new HashMap<>(), null, null);
    matrix.dispose();
    return booster;
  }

  private static double[] oneRow(TreeEnsemble trees, TrainingRows rows) {
    float[] row = new float[LAGS];
    float[] sum = new float[1];
    double[] times =
        times(
            20_000,
            20_000,
            i -> System.arraycopy(rows.values(), i % ROWS * LAGS, row, 0, LAGS),
            i -> sum[0] += trees.predict(row));
    requireFinite(sum[0]);
    return times;
  }

  private static double[] blocks(TreeEnsemble trees, TrainingRows rows) {
    float[] block = new float[BLOCK * LAGS];
    float[] into = new float[BLOCK];
    double[] times =
        times(
            2000,
            3000,
            i ->
                System.arraycopy(
                    rows.values(), i * BLOCK % (ROWS - BLOCK) * LAGS, block, 0, block.length),
            i -> trees.predict(block, BLOCK, into));
    requireFinite(into[0]);
    return times;
  }

  private static void requireFinite(float value) {
    if (!Float.isFinite(value)) {
      throw new IllegalStateException("A prediction is " + value + ".");
    }
  }

  private static double[] nativeRows(Booster booster, TrainingRows rows, int count, int calls) {
    float[] block = new float[count * LAGS];
    return times(
        calls / 3,
        calls,
        i ->
            System.arraycopy(
                rows.values(), i * count % (ROWS - count) * LAGS, block, 0, block.length),
        i -> {
          try {
            DMatrix matrix = new DMatrix(block, count, LAGS, Float.NaN);
            booster.predict(matrix);
            matrix.dispose();
          } catch (XGBoostError e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static double[] times(int warm, int calls, IntConsumer prepare, IntConsumer work) {
    for (int i = 0; i < warm; i++) {
      prepare.accept(i);
      work.accept(i);
    }
    double[] times = new double[calls];
    for (int i = 0; i < calls; i++) {
      prepare.accept(i);
      long start = System.nanoTime();
      work.accept(i);
      times[i] = (System.nanoTime() - start) / 1e3;
    }
    Arrays.sort(times);
    return times;
  }

  private static int differing(TreeEnsemble trees, Booster booster, TrainingRows rows)
      throws XGBoostError {
    DMatrix matrix = new DMatrix(rows.values(), rows.count(), rows.features(), Float.NaN);
    float[][] expected = booster.predict(matrix);
    matrix.dispose();
    float[] actual = new float[ROWS];
    trees.predict(rows.values(), ROWS, actual);
    int differing = 0;
    for (int r = 0; r < ROWS; r++) {
      differing += Float.floatToIntBits(actual[r]) != Float.floatToIntBits(expected[r][0]) ? 1 : 0;
    }
    return differing;
  }

  private static void print(PrintStream out, String what, double[] own, double[] other) {
    out.printf(
        Locale.ROOT,
        "%-34s %10.2f %10.2f %12.2f %12.2f%n",
        what,
        at(own, 0.5),
        at(own, 0.99),
        at(other, 0.5),
        at(other, 0.99));
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) (share * (sorted.length - 1))];
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return at(sorted, 0.5);
  }
}
