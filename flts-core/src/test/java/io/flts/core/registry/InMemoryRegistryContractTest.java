package io.flts.core.registry;

import io.flts.api.registry.Registry;
import io.flts.api.tck.RegistryContract;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The in-memory registry")
class InMemoryRegistryContractTest extends RegistryContract {

  @Override
  protected Registry subject() {
    return new InMemoryRegistry();
  }
}
