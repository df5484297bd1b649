package io.flts.core.serve;

/**
 * What became of one {@link BatchItem}.
 *
 * @since 0.1.0
 */
public sealed interface BatchOutcome {

  /**
   * It was answered; single series may still have failed.
   *
   * @param answer the answer
   */
  record Answered(ServedForecast answer) implements BatchOutcome {}

  /**
   * It was not answered.
   *
   * @param cause what {@link ForecastService#forecast} would have thrown: a {@link
   *     ServiceRefusedException}, another {@link io.flts.api.error.FltsException}, or an {@link
   *     IllegalArgumentException}
   */
  record Failed(RuntimeException cause) implements BatchOutcome {}
}
