package io.flts.stat.shrinkage;

import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.tck.ForecasterContract;
import org.junit.jupiter.api.Nested;

class ShrinkageContractTest {

  @Nested
  class RidgeTest extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new Ridge();
    }
  }

  @Nested
  class ElasticNetTest extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new ElasticNet();
    }
  }

  @Nested
  class RecursiveTest extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return new Ridge().with(Parameters.of("strategy", "recursive"));
    }
  }
}
