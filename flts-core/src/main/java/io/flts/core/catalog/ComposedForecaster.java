package io.flts.core.catalog;

import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.service.NamedService;
import java.util.List;

/**
 * A forecaster made of other services, for example a pipeline of preprocessors and a forecaster.
 *
 * <p>It is saved by its parts; the {@link Composition} of the same name puts them together again.
 *
 * @implSpec {@code parameters()} may show the parameters of the parts under names of its own.
 * @since 0.1.0
 */
public interface ComposedForecaster extends Forecaster {

  /** The configured parts, forecasters and preprocessors, in an order that has a meaning. */
  List<NamedService<?>> parts();

  /** Its own parameters, without those of the parts; empty where there are none. */
  default Parameters ownParameters() {
    return Parameters.none();
  }
}
