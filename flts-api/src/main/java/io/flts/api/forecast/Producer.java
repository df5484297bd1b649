package io.flts.api.forecast;

/**
 * Who made a forecast.
 *
 * @param forecaster service name of the forecaster that was asked
 * @param modelVersion version in a registry, or empty
 * @param fallback empty; or, where something simpler answered in its place, what and why
 * @since 0.1.0
 */
public record Producer(String forecaster, String modelVersion, String fallback) {

  /** A forecaster that answered itself, outside any registry. */
  public static Producer of(String forecaster) {
    return new Producer(forecaster, "", "");
  }

  /** The same producer, with the reason why something simpler answered. */
  public Producer withFallback(String reason) {
    return new Producer(forecaster, modelVersion, reason);
  }

  /** The same producer, served as a version of a registry. */
  public Producer withModelVersion(String version) {
    return new Producer(forecaster, version, fallback);
  }

  /** Whether something simpler answered in place of the forecaster. */
  public boolean isFallback() {
    return !fallback.isEmpty();
  }
}
