package io.flts.dl.forecast;

import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.tck.ForecasterContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The contract of every forecaster of this package, small enough to be run often. */
class WindowContractTest {

  private static final Parameters SMALL =
      Parameters.of("hidden", 16, "layers", 2).and("input", 24).and("epochs", 10);

  @Nested
  class LstmContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new Lstm().with(SMALL);
    }
  }

  @Nested
  class GruContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new Gru().with(SMALL.and("normalize", "window").and("head", 8));
    }
  }

  @Nested
  class SegmentContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new Gru()
          .with(
              SMALL
                  .and("segment", 6)
                  .and("layers", 1)
                  .and("loss", "l1")
                  .and("quantiles", List.of(0.1, 0.5, 0.9)));
    }
  }

  @Nested
  class MlpContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new Mlp().with(SMALL.and("dropout", 0.1).and("normalize", "residual"));
    }
  }

  @Nested
  class NLinearContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new NLinear();
    }
  }

  @Nested
  class DLinearContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new DLinear().with(Parameters.of("quantiles", List.of(0.05, 0.5, 0.95)));
    }
  }
}
