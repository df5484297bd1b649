package io.flts.dl.forecast;

import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.tck.ForecasterContract;
import org.junit.jupiter.api.Nested;

/** The contract with Deeplearning4j as the engine: few units and epochs, every clause. */
class Dl4jContractTest {
  private static final Parameters TINY =
      Parameters.of("engine", "dl4j", "hidden", 4)
          .and("layers", 1)
          .and("input", 8)
          .and("epochs", 2)
          .and("batch", 256);

  @Nested
  class LstmContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new Lstm().with(TINY);
    }
  }

  @Nested
  class GruContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new Gru().with(TINY.and("normalize", "window"));
    }
  }
}
