package io.flts.stat.boost;

/**
 * How the sum of a tree ensemble, the margin, becomes a prediction.
 *
 * @since 0.1.0
 */
public enum Link {
  /** The prediction is the margin. */
  IDENTITY,
  /** The prediction is the exponential of the margin: counts and loads. */
  LOG,
  /** The prediction is the logistic function of the margin: a probability. */
  LOGIT;

  /** The greatest exponent whose exponential is a finite float, as XGBoost cuts it. */
  private static final float LARGEST_EXPONENT = 88.7f;

  /** The prediction of a margin. */
  public float predict(float margin) {
    return switch (this) {
      case IDENTITY -> margin;
      case LOG -> FloatExponential.of(margin);
      case LOGIT -> 1f / (FloatExponential.of(Math.min(-margin, LARGEST_EXPONENT)) + 1f);
    };
  }

  /** The margin of a prediction, as XGBoost computes it from a saved intercept. */
  float margin(float prediction) {
    return switch (this) {
      case IDENTITY -> prediction;
      case LOG -> logarithm(prediction);
      case LOGIT -> -logarithm(1f / prediction - 1f);
    };
  }

  private static float logarithm(float x) {
    return (float) StrictMath.log(x);
  }
}
