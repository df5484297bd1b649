package io.flts.stat.boost;

import java.util.List;
import java.util.Objects;

/**
 * How to boost.
 *
 * <p>Immutable and thread-safe. Example: {@code
 * BoostingPlan.of(Objective.SQUARED).toBuilder().rounds(500).patience(20).build()}
 *
 * @param objective what is minimised
 * @param rounds most rounds, 1 to 100,000; every round adds a tree per output
 * @param patience rounds without improvement on the validation rows after which training stops; 0 =
 *     never. The trees of the best round and before are kept
 * @param learningRate how much of every tree counts, (0, 1]
 * @param depth most questions on a path, 1 to 30
 * @param leastWeight least sum of second derivatives in a leaf (of rows, for squared error)
 * @param rowShare share of the rows drawn for every tree, (0, 1]
 * @param columnShare share of the features drawn for every tree, (0, 1]
 * @param ridge penalty on squared leaf values
 * @param lasso penalty on absolute leaf values
 * @param leastGain least gain of a split
 * @param bins values that a feature is told apart by, 2 to 65,536
 * @param monotone per feature 1 where the prediction may only rise with it, −1 where it may only
 *     fall, 0 where it is free; empty = all free
 * @param probabilities of the quantiles, for {@link Objective#QUANTILE}
 * @param tweediePower variance power in (1, 2), for {@link Objective#TWEEDIE}
 * @param seed of the drawing of rows and columns
 * @param threads native threads; the same number gives the same bits
 * @since 0.1.0
 */
public record BoostingPlan(
    Objective objective,
    int rounds,
    int patience,
    double learningRate,
    int depth,
    double leastWeight,
    double rowShare,
    double columnShare,
    double ridge,
    double lasso,
    double leastGain,
    int bins,
    List<Integer> monotone,
    List<Double> probabilities,
    double tweediePower,
    long seed,
    int threads) {

  /** Checks the ranges. */
  public BoostingPlan {
    Objects.requireNonNull(objective, "objective");
    monotone = List.copyOf(monotone);
    probabilities = List.copyOf(probabilities);
    within("rounds", rounds, 1, 100_000);
    within("patience", patience, 0, 100_000);
    within("learning rate", learningRate, Double.MIN_VALUE, 1);
    within("depth", depth, 1, 30);
    within("least weight", leastWeight, 0, Double.MAX_VALUE);
    within("row share", rowShare, Double.MIN_VALUE, 1);
    within("column share", columnShare, Double.MIN_VALUE, 1);
    within("ridge", ridge, 0, Double.MAX_VALUE);
    within("lasso", lasso, 0, Double.MAX_VALUE);
    within("least gain", leastGain, 0, Double.MAX_VALUE);
    within("bins", bins, 2, 65_536);
    within("tweedie power", tweediePower, 1.000001, 1.999999);
    within("threads", threads, 1, 1024);
    monotone.forEach(sign -> within("monotone sign", sign, -1, 1));
    probabilities.forEach(p -> within("probability", p, 1e-9, 1 - 1e-9));
    if (objective == Objective.QUANTILE && probabilities.isEmpty()) {
      throw new IllegalArgumentException(
          "The quantile objective needs probabilities, for example 0.1, 0.5 and 0.9.");
    }
  }

  private static void within(String what, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "Boosting: " + what + " is " + value + "; it must lie from " + low + " to " + high + ".");
    }
  }

  /** 200 rounds of depth 6 at XGBoost's own defaults but a learning rate of 0.1; one thread. */
  public static BoostingPlan of(Objective objective) {
    List<Double> quantiles = objective == Objective.QUANTILE ? List.of(0.1, 0.5, 0.9) : List.of();
    return new BoostingPlan(
        objective, 200, 0, 0.1, 6, 1, 1, 1, 1, 0, 0, 256, List.of(), quantiles, 1.5, 0, 1);
  }

  /** A builder that starts from this plan. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** The outputs that it trains. */
  int outputs() {
    return objective == Objective.QUANTILE ? probabilities.size() : 1;
  }

  /**
   * Collects changes of a plan; every setter is named after what it sets. Confined to one thread.
   */
  public static final class Builder {
    private Objective objective;
    private int rounds;
    private int patience;
    private double learningRate;
    private int depth;
    private double leastWeight;
    private double rowShare;
    private double columnShare;
    private double ridge;
    private double lasso;
    private double leastGain;
    private int bins;
    private List<Integer> monotone;
    private List<Double> probabilities;
    private double tweediePower;
    private long seed;
    private int threads;

    private Builder(BoostingPlan from) {
      objective = from.objective;
      rounds = from.rounds;
      patience = from.patience;
      learningRate = from.learningRate;
      depth = from.depth;
      leastWeight = from.leastWeight;
      rowShare = from.rowShare;
      columnShare = from.columnShare;
      ridge = from.ridge;
      lasso = from.lasso;
      leastGain = from.leastGain;
      bins = from.bins;
      monotone = from.monotone;
      probabilities = from.probabilities;
      tweediePower = from.tweediePower;
      seed = from.seed;
      threads = from.threads;
    }

    /** See {@link BoostingPlan#objective()}. */
    public Builder objective(Objective value) {
      objective = value;
      return this;
    }

    /** See {@link BoostingPlan#rounds()}. */
    public Builder rounds(int value) {
      rounds = value;
      return this;
    }

    /** See {@link BoostingPlan#patience()}. */
    public Builder patience(int value) {
      patience = value;
      return this;
    }

    /** See {@link BoostingPlan#learningRate()}. */
    public Builder learningRate(double value) {
      learningRate = value;
      return this;
    }

    /** See {@link BoostingPlan#depth()}. */
    public Builder depth(int value) {
      depth = value;
      return this;
    }

    /** See {@link BoostingPlan#leastWeight()}. */
    public Builder leastWeight(double value) {
      leastWeight = value;
      return this;
    }

    /** See {@link BoostingPlan#rowShare()}. */
    public Builder rowShare(double value) {
      rowShare = value;
      return this;
    }

    /** See {@link BoostingPlan#columnShare()}. */
    public Builder columnShare(double value) {
      columnShare = value;
      return this;
    }

    /** See {@link BoostingPlan#ridge()}. */
    public Builder ridge(double value) {
      ridge = value;
      return this;
    }

    /** See {@link BoostingPlan#lasso()}. */
    public Builder lasso(double value) {
      lasso = value;
      return this;
    }

    /** See {@link BoostingPlan#leastGain()}. */
    public Builder leastGain(double value) {
      leastGain = value;
      return this;
    }

    /** See {@link BoostingPlan#bins()}. */
    public Builder bins(int value) {
      bins = value;
      return this;
    }

    /** See {@link BoostingPlan#monotone()}. */
    public Builder monotone(List<Integer> value) {
      monotone = value;
      return this;
    }

    /** See {@link BoostingPlan#probabilities()}. */
    public Builder probabilities(List<Double> value) {
      probabilities = value;
      return this;
    }

    /** See {@link BoostingPlan#tweediePower()}. */
    public Builder tweediePower(double value) {
      tweediePower = value;
      return this;
    }

    /** See {@link BoostingPlan#seed()}. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** See {@link BoostingPlan#threads()}. */
    public Builder threads(int value) {
      threads = value;
      return this;
    }

    /** The plan, checked. */
    public BoostingPlan build() {
      return new BoostingPlan(
          objective,
          rounds,
          patience,
          learningRate,
          depth,
          leastWeight,
          rowShare,
          columnShare,
          ridge,
          lasso,
          leastGain,
          bins,
          monotone,
          probabilities,
          tweediePower,
          seed,
          threads);
    }
  }
}
