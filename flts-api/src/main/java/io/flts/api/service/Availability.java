package io.flts.api.service;

/**
 * Whether a service can work on this machine, and if not, why and what to do about it.
 *
 * @param isAvailable whether the service can be used
 * @param reason empty when available; else what is missing and the remedy
 * @since 0.1.0
 */
public record Availability(boolean isAvailable, String reason) {

  /** The service can be used. */
  public static Availability available() {
    return new Availability(true, "");
  }

  /** The service cannot be used; the reason names what is missing and the remedy. */
  public static Availability missing(String reason) {
    return new Availability(false, reason);
  }
}
