package io.flts.stat;

import io.flts.api.tck.ContractCoverage;
import io.flts.stat.naive.Naive;

class EveryServiceContractTest extends ContractCoverage {

  @Override
  protected Class<?> moduleClass() {
    return Naive.class;
  }
}
