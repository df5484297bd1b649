package io.flts.stat.smile;

import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.service.Availability;
import io.flts.stat.tabular.RowLearner;
import io.flts.stat.tabular.TabularForecaster;
import io.flts.stat.tabular.TabularParameters;

/**
 * Random forest on lags, rolling statistics, calendar, holidays, covariates and attributes: one
 * model for all series of a panel.
 *
 * <p>Features, several steps ahead, validation and intervals are those of {@link
 * TabularForecaster}; the trees are grown by Smile 2.6 and read into flat arrays, so forecasts,
 * saved models and explanations need no Smile. A missing value counts as the mean of its feature.
 * Smile grows trees on the common fork-join pool, with a seed per tree: the threads do not matter.
 *
 * @see <a href="https://doi.org/10.1023/A:1010933404324">Breiman, 2001, Random forests</a>
 * @since 0.1.0
 */
public final class RandomForestForecaster extends TabularForecaster {
  /** Trees. */
  public static final ParameterSpec<Integer> TREES =
      ParameterSpec.integer("trees", 100, 1, 10_000, "trees whose mean is the forecast");

  /** Features per split. */
  public static final ParameterSpec<Double> COLUMN_SHARE =
      ParameterSpec.real(
          "column-share", 0.33, 0.001, 1, "share of the features drawn for every split");

  /** Rows per tree. */
  public static final ParameterSpec<Double> ROW_SHARE =
      ParameterSpec.real(
          "row-share", 1, 0.01, 1, "share of the rows drawn for every tree; 1 = with replacement");

  /** Depth. */
  public static final ParameterSpec<Integer> DEPTH =
      ParameterSpec.integer("depth", 20, 2, 50, "questions on a path at most");

  /** Leaves. */
  public static final ParameterSpec<Integer> LEAVES =
      ParameterSpec.integer("leaves", 1000, 2, 1_000_000, "leaves of a tree at most");

  /** Rows per leaf. */
  public static final ParameterSpec<Integer> LEAF_ROWS =
      ParameterSpec.integer("leaf-rows", 5, 1, 1_000_000, "rows in a leaf at least");

  /** Training rows; Smile needs about forty times as long per row as XGBoost. */
  private static final int ROWS = 20_000;

  /** The method with its defaults; loads nothing. */
  public RandomForestForecaster() {
    this(
        ParameterSet.of(
                TabularParameters.and(TREES, COLUMN_SHARE, ROW_SHARE, DEPTH, LEAVES, LEAF_ROWS))
            .with(TabularParameters.ROWS, ROWS));
  }

  private RandomForestForecaster(ParameterSet parameters) {
    super("random-forest", parameters);
  }

  @Override
  protected TabularForecaster copy(ParameterSet changed) {
    return new RandomForestForecaster(changed);
  }

  @Override
  public Availability availability() {
    try {
      SmileForest.probe();
      return Availability.available();
    } catch (LinkageError e) {
      return Availability.missing(
          "Smile is absent ("
              + e.getMessage()
              + "). Put com.github.haifengl:smile-core:2.6.0 (LGPL-3) on the class path. Saved"
              + " models forecast without it.");
    }
  }

  @Override
  protected RowLearner learner() {
    return new ForestLearner(
        get(TREES), get(COLUMN_SHARE), get(ROW_SHARE), get(DEPTH), get(LEAVES), get(LEAF_ROWS));
  }
}
