package io.flts.stat.ets;

import io.flts.api.forecast.Forecaster;
import io.flts.api.tck.ForecasterContract;
import org.junit.jupiter.api.Nested;

/** The contract of every forecaster of this package. */
class SmoothingContractTest {

  @Nested
  class EtsContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new Ets();
    }
  }

  @Nested
  class SesContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new SimpleSmoothing();
    }
  }

  @Nested
  class HoltContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new Holt();
    }
  }

  @Nested
  class HoltWintersContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new HoltWinters();
    }
  }

  @Nested
  class CesContract extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new Ces();
    }
  }
}
