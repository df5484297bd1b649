package io.flts.stat.arima;

import io.flts.api.forecast.Forecaster;
import io.flts.api.tck.ForecasterContract;
import org.junit.jupiter.api.Nested;

/** The contract of every forecaster of this package. */
class ArimaContractTest {

  @Nested
  class ArimaContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new Arima();
    }
  }

  @Nested
  class AutoArimaContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new AutoArima();
    }
  }
}
