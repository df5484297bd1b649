package io.flts.core.registry;

import io.flts.api.registry.Registry;
import io.flts.api.tck.RegistryContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The file-system registry")
class FileSystemRegistryContractTest extends RegistryContract {
  @TempDir Path directory;

  @Override
  protected Registry subject() {
    return FileSystemRegistry.at(directory.resolve(UUID.randomUUID().toString()))
        .withPolling(Duration.ofMillis(20));
  }
}
