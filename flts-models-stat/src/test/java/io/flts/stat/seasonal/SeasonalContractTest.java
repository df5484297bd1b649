package io.flts.stat.seasonal;

import io.flts.api.forecast.Forecaster;
import io.flts.api.tck.ForecasterContract;
import org.junit.jupiter.api.Nested;

/** The contract of every forecaster of this package. */
class SeasonalContractTest {

  @Nested
  class MstlContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new MstlForecaster();
    }
  }

  @Nested
  class StlContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new StlForecaster();
    }
  }
}
