package io.flts.stat.smile;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.tck.ForecasterContract;
import org.junit.jupiter.api.BeforeEach;

class RandomForestContractTest extends ForecasterContract {

  @BeforeEach
  void smileIsThere() {
    assumeTrue(subject().availability().isAvailable(), subject().availability().reason());
  }

  @Override
  protected Forecaster subject() {
    return new RandomForestForecaster().with(Parameters.of("trees", 5, "depth", 5));
  }
}
