package io.flts.examples.benchmarks;

import io.flts.core.decide.ErrorCosts;
import io.flts.core.decide.GroupReport;
import io.flts.core.decide.ScoredLabels;
import io.flts.core.decide.ThresholdTable;
import io.flts.stat.boost.Boosting;
import io.flts.stat.boost.BoostingPlan;
import io.flts.stat.boost.Objective;
import io.flts.stat.boost.TrainingRows;
import io.flts.stat.boost.TreeEnsemble;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Classification on the boosting engine: default on German credit by 5-fold cross-validation, the
 * threshold chosen by cost, and how the decisions treat groups.
 *
 * <p>Nothing is chosen on the rows it is judged on: the settings of the trees are fixed, small for
 * a small table; every fold chooses its threshold on predictions for its own training rows, made by
 * an inner cross-validation. A missed default costs 5, a refused good customer 1, as the data's
 * authors say.
 */
public final class GermanCredit implements Benchmark {

  private static final int FOLDS = 5;
  private static final long SEED = 7;
  private static final ErrorCosts COSTS = new ErrorCosts(5, 1);
  private static final BoostingPlan PLAN =
      BoostingPlan.of(Objective.LOGISTIC).toBuilder()
          .rounds(150)
          .learningRate(0.05)
          .depth(3)
          .rowShare(0.8)
          .columnShare(0.5)
          .leastWeight(3)
          .build();

  /** For ServiceLoader. */
  public GermanCredit() {}

  @Override
  public String name() {
    return "german-credit";
  }

  @Override
  public String summary() {
    return "classifier on German credit: AUC by 5-fold cross-validation, threshold by cost, groups";
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws Exception {
    if (!Boosting.availability().isAvailable()) {
      out.println("SKIPPED " + Boosting.availability().reason());
      return 75;
    }
    CreditTable table = CreditTable.read(SharedData.path("data/tabular/german_credit_dev.csv"));
    int[] folds = stratified(table.labels(), SEED);
    double[] probabilities = new double[table.rows()];
    double cost = 0;
    int alarms = 0;
    double meanOfFolds = 0;
    out.printf("%-6s %6s %8s %10s %8s%n", "fold", "rows", "AUC", "threshold", "cost");
    for (int fold = 0; fold < FOLDS; fold++) {
      int[] inside = places(folds, fold, false);
      int[] outside = places(folds, fold, true);
      double threshold = chosenThreshold(table, inside);
      double[] held = predict(train(table, inside), table, outside);
      for (int i = 0; i < outside.length; i++) {
        probabilities[outside[i]] = held[i];
      }
      ScoredLabels judged = ScoredLabels.of(held, truth(table, outside));
      cost += COSTS.of(judged.at(threshold));
      alarms +=
          (int) (judged.at(threshold).truePositives() + judged.at(threshold).falsePositives());
      meanOfFolds += judged.areaUnderCurve() / FOLDS;
      out.printf(
          Locale.ROOT,
          "%-6d %6d %8.4f %10.2f %8.0f%n",
          fold + 1,
          outside.length,
          judged.areaUnderCurve(),
          threshold,
          COSTS.of(judged.at(threshold)));
    }
    ScoredLabels all = ScoredLabels.of(probabilities, truth(table, places(folds, -1, false)));
    ThresholdTable thresholds = all.thresholds(COSTS);
    double asUsual = thresholds.at(0.5).cost();
    double accepting = COSTS.falseNegative() * all.positives();
    out.printf(
        Locale.ROOT,
        "%ncost of 5·FN + FP: %.0f by the thresholds of the folds (%d of %d refused), %.0f at 0.5,"
            + " %.0f if all are accepted, %.0f if none is; %.0f at %.2f, the best in hindsight%n%n",
        cost,
        alarms,
        table.rows(),
        asUsual,
        accepting,
        COSTS.falsePositive() * (all.size() - all.positives()),
        thresholds.best().cost(),
        thresholds.best().threshold());
    double threshold = COSTS.thresholdOfTrueProbabilities();
    out.printf(
        Locale.ROOT,
        "Groups at %.4f, the threshold that the costs name by themselves%n",
        threshold);
    for (String column : List.of("personal_status_and_sex", "foreign", "age")) {
      GroupReport report = all.byGroup(table.groups(column), threshold);
      out.print(column + "\n" + report.toText());
      out.printf(Locale.ROOT, "smallest yes rate / largest: %.3f%n%n", report.rateRatio());
    }
    out.printf(
        Locale.ROOT,
        "RESULT auc=%.4f auc_mean_of_folds=%.4f brier=%.4f cost=%.0f cost_at_half=%.0f"
            + " macro_f1=%.4f balanced_accuracy=%.4f%n",
        all.areaUnderCurve(),
        meanOfFolds,
        all.brierScore(),
        cost,
        asUsual,
        all.at(threshold).macroF1(),
        all.at(threshold).balancedAccuracy());
    return 0;
  }

  /** Folds with the same share of defaults each. */
  private static int[] stratified(float[] labels, long seed) {
    Random random = new Random(seed);
    int[] order = new int[labels.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    int[] folds = new int[labels.length];
    int[] next = new int[2];
    for (int place : order) {
      folds[place] = next[(int) labels[place]]++ % FOLDS;
    }
    return folds;
  }

  private static int[] places(int[] folds, int fold, boolean of) {
    int[] places = new int[folds.length];
    int count = 0;
    for (int i = 0; i < folds.length; i++) {
      if ((folds[i] == fold) == of) {
        places[count++] = i;
      }
    }
    return Arrays.copyOf(places, count);
  }

  private static double chosenThreshold(CreditTable table, int[] rows) {
    float[] labels = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      labels[i] = table.labels()[rows[i]];
    }
    int[] folds = stratified(labels, SEED + 1);
    double[] probabilities = new double[rows.length];
    for (int fold = 0; fold < FOLDS; fold++) {
      int[] outside = places(folds, fold, true);
      double[] held =
          predict(train(table, pick(rows, places(folds, fold, false))), table, pick(rows, outside));
      for (int i = 0; i < outside.length; i++) {
        probabilities[outside[i]] = held[i];
      }
    }
    return ScoredLabels.of(probabilities, truth(table, rows)).thresholds(COSTS).best().threshold();
  }

  private static int[] pick(int[] rows, int[] places) {
    int[] picked = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      picked[i] = rows[places[i]];
    }
    return picked;
  }

  private static TreeEnsemble train(CreditTable table, int[] rows) {
    float[] labels = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      labels[i] = table.labels()[rows[i]];
    }
    return Boosting.train(
        TrainingRows.of(table.features(rows), table.columns(), labels),
        PLAN.toBuilder().seed(SEED).build());
  }

  private static double[] predict(TreeEnsemble trees, CreditTable table, int[] rows) {
    float[] predicted = new float[rows.length];
    trees.predict(table.features(rows), rows.length, predicted);
    double[] probabilities = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      probabilities[i] = predicted[i];
    }
    return probabilities;
  }

  private static boolean[] truth(CreditTable table, int[] rows) {
    boolean[] truth = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      truth[i] = table.labels()[rows[i]] == 1;
    }
    return truth;
  }
}
