package io.flts.api.forecast;

import io.flts.api.series.TimeIndex;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import org.jspecify.annotations.Nullable;

/**
 * How far to forecast: a number of steps, or a span of time that is counted by the calendar of the
 * series.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Horizon {
  /** The longest horizon that is forecast at all: 100,000 steps. */
  public static final int MAXIMUM_STEPS = 100_000;

  private final int steps;
  private final @Nullable TemporalAmount span;

  private Horizon(int steps, @Nullable TemporalAmount span) {
    this.steps = steps;
    this.span = span;
  }

  /** A number of steps from 1 to {@link #MAXIMUM_STEPS}. */
  public static Horizon steps(int steps) {
    return new Horizon(checked(steps), null);
  }

  /** All steps within a span of elapsed time after the last observation. */
  public static Horizon of(Duration span) {
    return new Horizon(0, span);
  }

  /** All steps within a span of calendar time after the last observation. */
  public static Horizon of(Period span) {
    return new Horizon(0, span);
  }

  /**
   * The number of steps after the end of an index.
   *
   * @throws IllegalArgumentException where the span holds no step or too many
   */
  public int stepsAfter(TimeIndex index) {
    return span == null ? steps : checked(index.stepsWithin(span));
  }

  private static int checked(int steps) {
    if (steps < 1 || steps > MAXIMUM_STEPS) {
      throw new IllegalArgumentException(
          "Horizon "
              + steps
              + " must lie from 1 to "
              + MAXIMUM_STEPS
              + " steps. Ask for as many steps as you need; for a longer reach aggregate the series"
              + " to a coarser frequency.");
    }
    return steps;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Horizon that
        && steps == that.steps
        && java.util.Objects.equals(span, that.span);
  }

  @Override
  public int hashCode() {
    return java.util.Objects.hash(steps, span);
  }

  @Override
  public String toString() {
    return span == null ? steps + " steps" : span.toString();
  }
}
