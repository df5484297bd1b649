package io.flts.stat.boost;

import io.flts.api.forecast.Progress;
import io.flts.api.model.ModelReader;
import io.flts.stat.tabular.RowLearner;
import io.flts.stat.tabular.RowModel;
import io.flts.stat.tabular.Rows;
import io.flts.stat.tabular.TabularForecaster;
import java.util.List;
import java.util.Map;

/**
 * Boosted trees as a learner of rows. What it decides on held rows is the number of rounds.
 *
 * @param rising names of features that the prediction may only rise with
 * @param falling names of features that it may only fall with
 * @param undecidedRounds rounds where there are no held rows
 */
record BoostingLearner(
    BoostingPlan plan, List<String> rising, List<String> falling, int undecidedRounds)
    implements RowLearner {

  @Override
  public Learned learn(Task task) {
    boolean free = rising.isEmpty() && falling.isEmpty();
    BoostingPlan.Builder configured =
        plan.toBuilder()
            .seed(task.seed())
            .monotone(free ? List.of() : TabularForecaster.signs(task.names(), rising, falling));
    Rows held = task.held();
    if (task.effort() > 0) {
      configured.rounds(task.effort()).patience(0);
    } else if (held == null) {
      configured.rounds(undecidedRounds).patience(0);
    }
    BoostingPlan settled = configured.build();
    Boosting.Trained trained =
        Boosting.train(
            rows(task.rows()), held == null ? null : rows(held), settled, watch(task, settled));
    return new Learned(new TreeModel(trained.trees()), Math.max(1, trained.rounds()));
  }

  private static TrainingRows rows(Rows rows) {
    return TrainingRows.of(rows.values(), rows.features(), rows.labels());
  }

  private static Boosting.Watch watch(Task task, BoostingPlan settled) {
    return (round, loss) -> {
      Map<String, Double> figures = Double.isNaN(loss) ? Map.of() : Map.of("validation-loss", loss);
      task.progress().onProgress(new Progress("fit xgboost", round, settled.rounds(), figures));
      return !task.deadline().isPast();
    };
  }

  @Override
  public RowModel read(ModelReader in) {
    return new TreeModel(TreeEnsemble.read(in));
  }

  @Override
  public boolean positive() {
    return plan.objective().link() == Link.LOG;
  }

  @Override
  public boolean probability() {
    return plan.objective() == Objective.LOGISTIC;
  }

  @Override
  public boolean median() {
    return plan.objective() == Objective.ABSOLUTE || plan.objective() == Objective.QUANTILE;
  }

  @Override
  public double[] probabilities() {
    return plan.objective() == Objective.QUANTILE
        ? plan.probabilities().stream().mapToDouble(p -> p).toArray()
        : new double[0];
  }
}
