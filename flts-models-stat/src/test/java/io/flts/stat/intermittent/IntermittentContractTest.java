package io.flts.stat.intermittent;

import io.flts.api.forecast.Forecaster;
import io.flts.api.tck.ForecasterContract;
import org.junit.jupiter.api.Nested;

/** The contract of every forecaster of this package. */
class IntermittentContractTest {

  @Nested
  class CrostonContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new Croston();
    }
  }

  @Nested
  class SbaContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new Sba();
    }
  }

  @Nested
  class TsbContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new Tsb();
    }
  }

  @Nested
  class AdidaContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new Adida();
    }
  }

  @Nested
  class ImapaContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new Imapa();
    }
  }
}
