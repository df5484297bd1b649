package io.flts.stat.prophet;

import io.flts.api.forecast.Forecaster;
import io.flts.api.tck.ForecasterContract;

class ProphetLikeContractTest extends ForecasterContract {

  @Override
  protected Forecaster subject() {
    return new ProphetLike();
  }
}
