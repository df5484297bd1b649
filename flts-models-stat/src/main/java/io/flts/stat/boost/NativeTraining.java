package io.flts.stat.boost;

import io.flts.api.error.FitFailedException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

/**
 * The one class that names XGBoost4J. It is loaded at the first training, so that everything else
 * works where the library is absent.
 *
 * <p>Rounds are counted here rather than in XGBoost4J's own loop, which prints to standard output
 * and needs a JSON library to stop early.
 */
final class NativeTraining {

  private NativeTraining() {}

  /** Loads the library and makes the smallest matrix. */
  static void probe() {
    try {
      new DMatrix(new float[] {0}, 1, 1, Float.NaN).dispose();
    } catch (XGBoostError | RuntimeException e) {
      throw new FitFailedException("XGBoost's library does not answer: " + e.getMessage(), e);
    }
  }

  static Boosting.Trained train(
      TrainingRows rows,
      @Nullable TrainingRows validation,
      BoostingPlan plan,
      Boosting.Watch watch) {
    DMatrix train = null;
    DMatrix held = null;
    Booster booster = null;
    try {
      train = matrix(rows);
      held = validation == null ? null : matrix(validation);
      Map<String, Object> settings = settings(plan);
      if (plan.objective() == Objective.LOGISTIC) {
        startWithinReach(rows.labels(), settings);
      }
      booster = XGBoost.train(train, settings, 0, new HashMap<>(), null, null);
      return rounds(booster, train, held, plan, watch);
    } catch (XGBoostError e) {
      throw new FitFailedException(
          "XGBoost refused to train on "
              + rows.count()
              + " rows of "
              + rows.features()
              + " features: "
              + firstLine(e.getMessage()),
          e);
    } finally {
      // native memory; the finalisers would come late
      if (booster != null) {
        booster.dispose();
      }
      if (held != null) {
        held.dispose();
      }
      if (train != null) {
        train.dispose();
      }
    }
  }

  /**
   * Where all labels are alike their share has no finite log odds, from which the library would
   * start; half a case of the other kind is added (the estimate under Jeffreys' prior).
   */
  private static void startWithinReach(float[] labels, Map<String, Object> settings) {
    double sum = 0;
    for (float label : labels) {
      sum += label;
    }
    if (sum == 0 || sum == labels.length) {
      settings.put("base_score", (sum + 0.5) / (labels.length + 1.0));
    }
  }

  private static Boosting.Trained rounds(
      Booster booster,
      DMatrix train,
      @Nullable DMatrix held,
      BoostingPlan plan,
      Boosting.Watch watch)
      throws XGBoostError {
    DMatrix[] judged = held == null ? new DMatrix[0] : new DMatrix[] {held};
    int best = 0;
    double least = Double.NaN;
    int done = 0;
    while (done < plan.rounds()) {
      booster.update(train, done);
      double loss = Double.NaN;
      if (held != null) {
        loss = loss(booster.evalSet(judged, new String[] {"held"}, done));
        if (best == 0 || loss < least) {
          best = done + 1;
          least = loss;
        }
      }
      done++;
      boolean patient = plan.patience() == 0 || held == null || done - best < plan.patience();
      if (!watch.goOn(done, loss) || !patient) {
        break;
      }
    }
    int kept = held != null && plan.patience() > 0 ? best : done;
    TreeEnsemble trees = XgboostModel.parse(booster.toByteArray("ubj")).head(kept * plan.outputs());
    return new Boosting.Trained(agreed(booster, trees), kept, least);
  }

  /**
   * The trees with the intercept that the library itself uses. It takes the logarithm of the saved
   * one with the C library's float function, which need not round to the nearest; where the sums of
   * an all-missing row differ, a neighbour is the one.
   */
  static TreeEnsemble agreed(Booster booster, TreeEnsemble trees) throws XGBoostError {
    if (trees.link() == Link.IDENTITY || trees.trees() == 0) {
      return trees;
    }
    float[] row = new float[trees.features()];
    Arrays.fill(row, Float.NaN);
    DMatrix one = new DMatrix(row, 1, row.length, Float.NaN);
    try {
      float expected = booster.predict(one, true, trees.trees() / trees.outputs())[0][0];
      for (int ulps : new int[] {0, 1, -1}) {
        TreeEnsemble candidate = trees.withInterceptMoved(ulps);
        float[] margin = new float[1];
        candidate.margins(row, 1, margin);
        if (margin[0] == expected) {
          return candidate;
        }
      }
      return trees;
    } finally {
      one.dispose();
    }
  }

  static DMatrix matrix(TrainingRows rows) throws XGBoostError {
    DMatrix matrix = new DMatrix(rows.values(), rows.count(), rows.features(), Float.NaN);
    matrix.setLabel(rows.labels());
    float[] weights = rows.weights();
    if (weights != null) {
      matrix.setWeight(weights);
    }
    return matrix;
  }

  static Map<String, Object> settings(BoostingPlan plan) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("objective", plan.objective().nativeName());
    settings.put("tree_method", "hist");
    settings.put("learning_rate", plan.learningRate());
    settings.put("max_depth", plan.depth());
    settings.put("min_child_weight", plan.leastWeight());
    settings.put("subsample", plan.rowShare());
    settings.put("colsample_bytree", plan.columnShare());
    settings.put("reg_lambda", plan.ridge());
    settings.put("reg_alpha", plan.lasso());
    settings.put("gamma", plan.leastGain());
    settings.put("max_bin", plan.bins());
    settings.put("seed", (int) (plan.seed() ^ (plan.seed() >>> 32)) & Integer.MAX_VALUE);
    settings.put("nthread", plan.threads());
    settings.put("verbosity", 0);
    if (plan.objective() == Objective.TWEEDIE) {
      settings.put("tweedie_variance_power", plan.tweediePower());
    }
    if (plan.objective() == Objective.QUANTILE) {
      settings.put("quantile_alpha", plan.probabilities().toString());
    }
    if (!plan.monotone().isEmpty()) {
      settings.put(
          "monotone_constraints",
          plan.monotone().stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")")));
    }
    return settings;
  }

  /** The number behind the last colon of {@code [0]\theld-rmse:0.25}. */
  private static double loss(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(':') + 1).trim());
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "no reason given" : message.lines().findFirst().orElse("");
  }
}
