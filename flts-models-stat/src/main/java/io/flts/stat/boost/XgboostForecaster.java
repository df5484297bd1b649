package io.flts.stat.boost;

import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.service.Availability;
import io.flts.stat.tabular.RowLearner;
import io.flts.stat.tabular.TabularForecaster;
import io.flts.stat.tabular.TabularParameters;
import java.util.List;
import java.util.TreeSet;

/**
 * Gradient boosting on lags, rolling statistics, calendar, holidays, covariates and attributes: one
 * model for all series of a panel.
 *
 * <p>Features, scaling, several steps ahead, validation and intervals are those of {@link
 * TabularForecaster}; the trees are grown by XGBoost (histograms) and read into flat arrays, so
 * forecasts, saved models and explanations need no native library. Rounds stop where the loss on
 * the last part of the series no longer falls. Missing values are told to the trees as missing.
 *
 * <p><b>Determinism</b> the same data, seed and {@code threads} give the same bits. Contributions
 * are exact (SHAP values), summed per group of features; with a Poisson or Tweedie objective they
 * are shares of what the prediction moved from its base.
 *
 * <p>Example: {@code catalog.forecaster("xgboost").with(Parameters.of("country", "DE"))}
 *
 * @see <a href="https://doi.org/10.1145/2939672.2939785">Chen and Guestrin, 2016, XGBoost</a>
 * @since 0.1.0
 */
public final class XgboostForecaster extends TabularForecaster {
  /** What is minimised. */
  public static final ParameterSpec<String> OBJECTIVE =
      ParameterSpec.choice(
          "objective",
          "squared",
          List.of("squared", "absolute", "poisson", "tweedie", "quantile", "logistic"),
          "what is minimised; poisson and tweedie are for counts and amounts ≥ 0, logistic for"
              + " series of 1 and 0, whose forecast is the probability of 1");

  /** Quantiles of the quantile objective. */
  public static final ParameterSpec<List<Double>> QUANTILES =
      ParameterSpec.reals(
          "quantiles",
          List.of(0.05, 0.25, 0.5, 0.75, 0.95),
          1e-6,
          1 - 1e-6,
          "probabilities that the quantile objective learns; 0.5 is always added");

  /** Variance power. */
  public static final ParameterSpec<Double> TWEEDIE_POWER =
      ParameterSpec.real(
          "tweedie-power", 1.5, 1.01, 1.99, "variance power of the tweedie objective");

  /** Rounds. */
  public static final ParameterSpec<Integer> ROUNDS =
      ParameterSpec.integer("rounds", 1000, 1, 100_000, "trees per output at most").logarithmic();

  /** Rounds without a validation part. */
  public static final ParameterSpec<Integer> PATIENCE =
      ParameterSpec.integer(
          "patience",
          40,
          0,
          100_000,
          "rounds without improvement on the validation part after which growing stops; 0 = never");

  /** Learning rate. */
  public static final ParameterSpec<Double> LEARNING_RATE =
      ParameterSpec.real("learning-rate", 0.05, 1e-4, 1, "share of every tree that counts")
          .logarithmic();

  /** Depth. */
  public static final ParameterSpec<Integer> DEPTH =
      ParameterSpec.integer("depth", 6, 1, 16, "questions on a path at most");

  /** Least rows per leaf. */
  public static final ParameterSpec<Double> LEAST_WEIGHT =
      ParameterSpec.real(
          "least-weight", 5, 0, 1e6, "least rows (second derivatives, strictly) in a leaf");

  /** Rows per tree. */
  public static final ParameterSpec<Double> ROW_SHARE =
      ParameterSpec.real("row-share", 0.8, 0.01, 1, "share of the rows drawn for every tree");

  /** Columns per tree. */
  public static final ParameterSpec<Double> COLUMN_SHARE =
      ParameterSpec.real(
          "column-share", 0.5, 0.01, 1, "share of the features drawn for every tree");

  /** Ridge. */
  public static final ParameterSpec<Double> RIDGE =
      ParameterSpec.real("ridge", 1, 0, 1e9, "penalty on squared leaf values");

  /** Lasso. */
  public static final ParameterSpec<Double> LASSO =
      ParameterSpec.real("lasso", 0, 0, 1e9, "penalty on absolute leaf values");

  /** Bins. */
  public static final ParameterSpec<Integer> BINS =
      ParameterSpec.integer("bins", 256, 2, 65_536, "values that a feature is told apart by");

  /** Rising features. */
  public static final ParameterSpec<List<String>> RISING =
      ParameterSpec.texts(
          "rising", List.of(), "features that the forecast may only rise with, by name");

  /** Falling features. */
  public static final ParameterSpec<List<String>> FALLING =
      ParameterSpec.texts(
          "falling", List.of(), "features that the forecast may only fall with, by name");

  /** Threads. */
  public static final ParameterSpec<Integer> THREADS =
      ParameterSpec.integer(
          "threads", 1, 1, 256, "native threads in training; the bits may depend on their number");

  /** Rounds where the series are too short for a part to decide. */
  private static final int UNDECIDED_ROUNDS = 100;

  /** The method with its defaults; loads nothing. */
  public XgboostForecaster() {
    this(
        ParameterSet.of(
            TabularParameters.and(
                OBJECTIVE,
                QUANTILES,
                TWEEDIE_POWER,
                ROUNDS,
                PATIENCE,
                LEARNING_RATE,
                DEPTH,
                LEAST_WEIGHT,
                ROW_SHARE,
                COLUMN_SHARE,
                RIDGE,
                LASSO,
                BINS,
                RISING,
                FALLING,
                THREADS)));
  }

  private XgboostForecaster(ParameterSet parameters) {
    super("xgboost", parameters);
  }

  @Override
  protected TabularForecaster copy(ParameterSet changed) {
    return new XgboostForecaster(changed);
  }

  @Override
  public Availability availability() {
    return Boosting.availability();
  }

  @Override
  protected RowLearner learner() {
    Objective objective = Objective.of(get(OBJECTIVE));
    BoostingPlan.Builder plan =
        BoostingPlan.of(objective).toBuilder()
            .rounds(get(ROUNDS))
            .patience(get(PATIENCE))
            .learningRate(get(LEARNING_RATE))
            .depth(get(DEPTH))
            .leastWeight(get(LEAST_WEIGHT))
            .rowShare(get(ROW_SHARE))
            .columnShare(get(COLUMN_SHARE))
            .ridge(get(RIDGE))
            .lasso(get(LASSO))
            .bins(get(BINS))
            .tweediePower(get(TWEEDIE_POWER))
            .threads(get(THREADS));
    if (objective == Objective.QUANTILE) {
      TreeSet<Double> probabilities = new TreeSet<>(get(QUANTILES));
      probabilities.add(0.5);
      if (probabilities.size() == 1) {
        probabilities.addAll(List.of(0.1, 0.9)); // a spread needs more than the median
      }
      plan.probabilities(List.copyOf(probabilities));
    }
    int undecided = Math.min(get(ROUNDS), UNDECIDED_ROUNDS);
    return new BoostingLearner(plan.build(), get(RISING), get(FALLING), undecided);
  }
}
