package io.flts.dl.forecast;

import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.tck.ForecasterContract;
import io.flts.dl.dl4j.OwnNetworks;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The contract with networks of the caller's own: the default, an exported one, and one not. */
class Dl4jOwnContractTest {
  private static final Parameters TINY = Parameters.of("input", 8, "epochs", 2).and("batch", 256);

  @Nested
  class DefaultContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new Dl4j().with(TINY);
    }
  }

  @Nested
  class DenseQuantilesContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new Dl4j()
          .with(
              TINY.and("configuration", OwnNetworks.DENSE.json())
                  .and("quantiles", List.of(0.1, 0.5, 0.9))
                  .and("normalize", "window"));
    }
  }

  @Nested
  class ConvolutionContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new Dl4j().with(TINY.and("configuration", OwnNetworks.CONVOLUTION.json()));
    }
  }
}
