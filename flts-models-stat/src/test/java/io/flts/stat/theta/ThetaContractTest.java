package io.flts.stat.theta;

import io.flts.api.forecast.Forecaster;
import io.flts.api.tck.ForecasterContract;
import org.junit.jupiter.api.Nested;

/** The contract of every forecaster of this package. */
class ThetaContractTest {

  @Nested
  class ThetaContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new Theta();
    }
  }

  @Nested
  class DynamicThetaContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new DynamicTheta();
    }
  }

  @Nested
  class AutoThetaContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new AutoTheta();
    }
  }
}
