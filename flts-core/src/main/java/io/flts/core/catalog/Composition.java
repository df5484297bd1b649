package io.flts.core.catalog;

import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.service.NamedService;
import java.util.List;

/**
 * A kind of forecaster that is made of other services: how one is put together again from its saved
 * parts.
 *
 * <p>Found by {@link java.util.ServiceLoader} under {@code io.flts.core.catalog.Composition}. A
 * composition is no forecaster itself: without parts it could forecast nothing.
 *
 * @implSpec Immutable and thread-safe, with a public constructor without arguments; the name is
 *     that of the forecasters it makes.
 * @since 0.1.0
 */
public interface Composition extends NamedService<Composition> {

  /**
   * The forecaster that has given these parts and own parameters.
   *
   * @param parts configured, in the order of {@link ComposedForecaster#parts()}
   * @param own what {@link ComposedForecaster#ownParameters()} said
   * @throws IllegalArgumentException where such a forecaster cannot be made of them
   */
  Forecaster compose(List<NamedService<?>> parts, Parameters own);

  @Override
  default Composition with(Parameters changes) {
    parameters().with(changes);
    return this;
  }
}
