package io.flts.core.serve;

/**
 * Why a service did not take a request up.
 *
 * @since 0.1.0
 */
public enum RefusalReason {
  /**
   * No source knows the model, version or alias. Asking again is pointless until it is promoted.
   */
  UNKNOWN_MODEL,
  /**
   * The model is known but cannot be served now: its source is out of reach, its bytes are damaged,
   * or it failed its warm-up.
   */
  MODEL_UNAVAILABLE,
  /** As many requests as allowed are running and waiting. Ask again after the time told. */
  OVERLOADED,
  /** The service is draining or closed. Another instance may answer. */
  CLOSING
}
