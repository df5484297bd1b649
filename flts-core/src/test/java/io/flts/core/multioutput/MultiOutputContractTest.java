package io.flts.core.multioutput;

import io.flts.api.forecast.Forecaster;
import io.flts.api.tck.ForecasterContract;
import io.flts.core.pipeline.DriftingMean;

/** A model of several targets keeps the contract of forecasters. */
class MultiOutputContractTest extends ForecasterContract {

  @Override
  protected Forecaster subject() {
    return MultiOutput.of(MultiOutput.REST, new DriftingMean());
  }

  @Override
  protected boolean discoverable() {
    return false;
  }
}
