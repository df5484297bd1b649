package io.flts.api.forecast;

/**
 * Something a forecaster can do or uses; declared, machine readable, and checked by the TCK.
 *
 * @since 0.1.0
 */
public enum Capability {
  /** Models a season; has a parameter {@code season} whose 0 means "from the frequency". */
  SEASONAL,
  /** Accepts missing values in the target. Others refuse them, naming the remedy. */
  MISSING_VALUES,
  /** Uses covariates known only for the past. */
  PAST_COVARIATES,
  /** Uses covariates known in the future, and then needs them over the horizon. */
  FUTURE_COVARIATES,
  /** Uses static attributes. */
  STATIC_ATTRIBUTES,
  /** Gives quantiles by itself. Others refuse levels; calibrate them with conformal intervals. */
  QUANTILES,
  /** Gives simulated paths. */
  PATHS,
  /** Learns one model from all series of a panel, rather than one model per series. */
  GLOBAL,
  /** Answers, from other history, for series it was not fitted on. */
  COLD_START,
  /** Its fitted form is {@link Updatable}. */
  UPDATABLE,
  /** Its fitted form is {@link Explainable}. */
  EXPLAINABLE,
  /** Is {@link WarmStartable}. */
  WARM_STARTABLE
}
