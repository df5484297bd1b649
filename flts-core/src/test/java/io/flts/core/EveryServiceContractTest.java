package io.flts.core;

import io.flts.api.tck.ContractCoverage;
import io.flts.core.catalog.ServiceCatalog;

class EveryServiceContractTest extends ContractCoverage {

  @Override
  protected Class<?> moduleClass() {
    return ServiceCatalog.class;
  }
}
