package io.flts.stat.arima;

import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;

/** What every forecaster of this package can do. */
final class ArimaCapabilities {
  static final Capabilities ALL =
      Capabilities.of(
          1,
          Capability.SEASONAL,
          Capability.MISSING_VALUES,
          Capability.FUTURE_COVARIATES,
          Capability.QUANTILES,
          Capability.PATHS,
          Capability.UPDATABLE,
          Capability.EXPLAINABLE);

  private ArimaCapabilities() {}
}
