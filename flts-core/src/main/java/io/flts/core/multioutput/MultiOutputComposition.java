package io.flts.core.multioutput;

import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.Parameters;
import io.flts.api.service.NamedService;
import io.flts.core.catalog.Composition;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a saved {@link MultiOutput} together again. Public for {@link java.util.ServiceLoader}
 * alone.
 *
 * @since 0.1.0
 */
public final class MultiOutputComposition implements Composition {

  /** For {@link java.util.ServiceLoader}. */
  public MultiOutputComposition() {}

  @Override
  public String name() {
    return MultiOutput.NAME;
  }

  @Override
  public Forecaster compose(List<NamedService<?>> parts, Parameters own) {
    List<Forecaster> forecasters = new ArrayList<>();
    for (NamedService<?> part : parts) {
      if (!(part instanceof Forecaster forecaster)) {
        throw new IllegalArgumentException(
            "Part " + (forecasters.size() + 1) + ", '" + part.name() + "', is no forecaster.");
      }
      forecasters.add(forecaster);
    }
    return MultiOutput.named(
        ParameterSet.of(MultiOutput.TARGETS).with(own).get(MultiOutput.TARGETS), forecasters);
  }
}
