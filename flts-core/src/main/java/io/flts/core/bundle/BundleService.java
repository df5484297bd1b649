package io.flts.core.bundle;

import io.flts.api.parameter.Parameters;

/**
 * One configured service that a bundle needs when it is loaded.
 *
 * @param kind what it is: {@code forecaster}, {@code preprocessor}
 * @param name its service name
 * @param parameters all its parameters, defaults included
 * @since 0.1.0
 */
public record BundleService(String kind, String name, Parameters parameters) {

  /** A forecaster. */
  public static BundleService forecaster(String name, Parameters parameters) {
    return new BundleService("forecaster", name, parameters);
  }

  /** A preprocessor. */
  public static BundleService preprocessor(String name, Parameters parameters) {
    return new BundleService("preprocessor", name, parameters);
  }
}
