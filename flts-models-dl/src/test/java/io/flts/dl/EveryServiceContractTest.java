package io.flts.dl;

import io.flts.api.tck.ContractCoverage;
import io.flts.dl.forecast.Lstm;

class EveryServiceContractTest extends ContractCoverage {

  @Override
  protected Class<?> moduleClass() {
    return Lstm.class;
  }
}
