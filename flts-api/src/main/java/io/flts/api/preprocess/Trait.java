package io.flts.api.preprocess;

/**
 * A promise about a preparation, by which a composition knows what still holds when a forecaster
 * stands behind it.
 *
 * @since 0.1.0
 */
public enum Trait {
  /** No target value is missing afterwards, whatever was missing before. */
  FILLS_MISSING,
  /** The target stays as it is: only covariates are added or changed. */
  KEEPS_TARGET,
  /**
   * A prepared value depends on the raw values of its own position and on what was fitted, and on
   * nothing else: history may be prepared piece by piece.
   */
  POINTWISE,
  /**
   * Bringing a mean back without bias needs to know how far forecasts spread: whoever composes asks
   * the forecaster for an interval, too.
   */
  MEAN_NEEDS_SPREAD
}
