package io.flts.core.backtest;

/**
 * Whether models had seen what they were judged on.
 *
 * @since 0.1.0
 */
public enum Evaluation {
  /** Fitted on what lies before the origin, judged on what lies after it. */
  HELD_OUT,
  /** Fitted on the very data they were judged on: flatters, never decides a promotion. */
  IN_SAMPLE
}
