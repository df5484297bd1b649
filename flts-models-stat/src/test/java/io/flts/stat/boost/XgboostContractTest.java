package io.flts.stat.boost;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.tck.ForecasterContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** The variants that take different ways through features, steps and quantiles. */
class XgboostContractTest {

  @BeforeEach
  void nativeLibraryIsThere() {
    assumeTrue(Boosting.availability().isAvailable(), Boosting.availability().reason());
  }

  /** Few, coarse trees: what is tested here does not depend on their number. */
  private static Forecaster small(Parameters more) {
    Parameters few =
        Parameters.of("rounds", 60, "learning-rate", 0.2).and("depth", 3).and("bins", 32);
    return new XgboostForecaster().with(few).with(more);
  }

  @Nested
  class DirectTest extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return small(Parameters.none());
    }
  }

  @Nested
  class RecursiveTest extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return small(Parameters.of("strategy", "recursive", "anchor", "level"));
    }
  }

  @Nested
  class QuantileTest extends ForecasterContract {
    @Override
    protected Forecaster subject() {
      return small(Parameters.of("objective", "quantile"));
    }
  }
}
