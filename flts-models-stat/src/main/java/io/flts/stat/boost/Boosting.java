package io.flts.stat.boost;

import io.flts.api.error.FitFailedException;
import io.flts.api.service.Availability;
import org.jspecify.annotations.Nullable;

/**
 * Training of boosted trees by XGBoost's native library.
 *
 * <p>What it returns predicts without that library. Where it cannot be loaded, {@link
 * #availability()} says why, and only training is refused.
 *
 * <p><b>Determinism</b> the same rows, plan and number of threads give the same bits.
 *
 * @since 0.1.0
 */
public final class Boosting {

  private Boosting() {}

  /** Follows a training round by round. */
  @FunctionalInterface
  public interface Watch {
    /**
     * Hears of a finished round; called on the training thread.
     *
     * @param round rounds finished
     * @param loss on the validation rows, or {@code NaN} without such
     * @return whether to go on; otherwise what has been learned so far is the result
     */
    boolean goOn(int round, double loss);
  }

  /**
   * What a training found.
   *
   * @param trees of the best round and before
   * @param rounds that were kept
   * @param loss on the validation rows at the best round, or {@code NaN} without such
   * @since 0.1.0
   */
  public record Trained(TreeEnsemble trees, int rounds, double loss) {}

  /** Whether the native library can be used here, and if not, why. */
  public static Availability availability() {
    return Probe.RESULT;
  }

  /** Probed once per class loader, at the first question. */
  private static final class Probe {
    static final Availability RESULT = probe();

    private static Availability probe() {
      try {
        NativeTraining.probe();
        return Availability.available();
      } catch (LinkageError | FitFailedException e) {
        return Availability.missing(
            "XGBoost cannot be used: "
                + reason(e)
                + ". Put ml.dmlc:xgboost4j_2.12 on the class path; on Linux it needs glibc and"
                + " libgomp.so.1 (package libgomp1). Saved models forecast without it.");
      }
    }

    private static String reason(Throwable problem) {
      Throwable deepest = problem;
      while (deepest.getCause() != null) {
        deepest = deepest.getCause();
      }
      return deepest.getClass().getSimpleName() + ": " + deepest.getMessage();
    }
  }

  /** Trains all rounds on the rows. */
  public static TreeEnsemble train(TrainingRows rows, BoostingPlan plan) {
    return train(rows, null, plan, (round, loss) -> true).trees();
  }

  /**
   * Trains, perhaps until the loss on validation rows no longer falls.
   *
   * @param validation rows that decide when to stop, not learned from; or {@code null}
   * @throws IllegalStateException where the native library is absent
   * @throws FitFailedException where the library refuses the rows
   */
  public static Trained train(
      TrainingRows rows, @Nullable TrainingRows validation, BoostingPlan plan, Watch watch) {
    Availability availability = availability();
    if (!availability.isAvailable()) {
      throw new IllegalStateException(availability.reason());
    }
    if (plan.objective().link() == Link.LOG) {
      requireNonNegative(rows);
    }
    if (!plan.monotone().isEmpty() && plan.monotone().size() != rows.features()) {
      throw new IllegalArgumentException(
          plan.monotone().size()
              + " monotone signs for "
              + rows.features()
              + " features; give one per feature or none.");
    }
    return NativeTraining.train(rows, validation, plan, watch);
  }

  private static void requireNonNegative(TrainingRows rows) {
    for (float label : rows.labels()) {
      if (label < 0) {
        throw new IllegalArgumentException(
            "A label is "
                + label
                + "; counts and amounts (poisson, tweedie) must not be negative. Choose the"
                + " objective 'squared'.");
      }
    }
  }
}
