package io.flts.http.access;

/**
 * What a key allows.
 *
 * @since 0.1.0
 */
public enum Role {
  /** Anybody, with or without a key: health, this server's page and its description. */
  ANYBODY,
  /** To ask for forecasts. */
  PREDICT,
  /** To see models, status and metrics. */
  READ,
  /** To promote, roll back and clear caches. */
  ADMIN
}
