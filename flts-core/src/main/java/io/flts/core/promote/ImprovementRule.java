package io.flts.core.promote;

import io.flts.api.score.Scorer;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * When a new score is better enough than the old one: by at least a minimum, equality included.
 *
 * <p>The difference is taken on the decimal numbers that the scores are written as, so that 0.964
 * is better than 0.963 by exactly 0.001 although their binary difference is a little less.
 *
 * <p>Immutable and thread-safe.
 *
 * @param minimum the least improvement, at least 0
 * @param direction whether small or large scores are good
 * @since 0.1.0
 */
public record ImprovementRule(BigDecimal minimum, Scorer.Direction direction) {
  /** The least improvement unless told otherwise: 0.001. */
  public static final BigDecimal DEFAULT_MINIMUM = new BigDecimal("0.001");

  /** Checks minimum and direction. */
  public ImprovementRule {
    if (minimum.signum() < 0) {
      throw new IllegalArgumentException("Least improvement " + minimum + " must be at least 0.");
    }
    if (direction == Scorer.Direction.TARGET_IS_BETTER) {
      throw new IllegalArgumentException(
          "A score near a target has no improvement; decide by a score with a direction.");
    }
  }

  /**
   * Whether a new score should take the place of an old one.
   *
   * @param old the champion's score, or {@code null} where there is no champion: then any finite
   *     score is good enough
   * @param challenger the new score; one that is not finite never is
   */
  public boolean isMetBy(@Nullable Double old, double challenger) {
    if (!Double.isFinite(challenger)) {
      return false;
    }
    if (old == null) {
      return true;
    }
    return Double.isFinite(old) && improvement(old, challenger).compareTo(minimum) >= 0;
  }

  /** How much better the new score is, negative where it is worse; both finite. */
  public BigDecimal improvement(double old, double challenger) {
    BigDecimal rise = BigDecimal.valueOf(challenger).subtract(BigDecimal.valueOf(old));
    return direction == Scorer.Direction.HIGHER_IS_BETTER ? rise : rise.negate();
  }
}
