package io.flts.core.pipeline;

import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.service.NamedService;
import io.flts.core.catalog.Composition;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a saved {@link Pipeline} together again. Public for {@link java.util.ServiceLoader} alone.
 *
 * @since 0.1.0
 */
public final class PipelineComposition implements Composition {

  /** For {@link java.util.ServiceLoader}. */
  public PipelineComposition() {}

  @Override
  public String name() {
    return Pipeline.NAME;
  }

  @Override
  public Forecaster compose(List<NamedService<?>> parts, Parameters own) {
    List<Preprocessor> preprocessors = new ArrayList<>();
    for (int place = 0; place < parts.size() - 1; place++) {
      if (!(parts.get(place) instanceof Preprocessor preprocessor)) {
        throw new IllegalArgumentException(
            "Part "
                + (place + 1)
                + " of a pipeline is '"
                + parts.get(place).name()
                + "', which is no preprocessor; only the last part is a forecaster.");
      }
      preprocessors.add(preprocessor);
    }
    if (parts.isEmpty() || !(parts.get(parts.size() - 1) instanceof Forecaster forecaster)) {
      throw new IllegalArgumentException("The last part of a pipeline must be a forecaster.");
    }
    return Pipeline.of(forecaster).after(preprocessors.toArray(new Preprocessor[0]));
  }
}
