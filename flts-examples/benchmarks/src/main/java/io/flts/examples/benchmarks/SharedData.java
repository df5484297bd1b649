package io.flts.examples.benchmarks;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Where the measuring data lie: {@code ../shared} beside the checkout, or {@code
 * -Dflts.shared=DIR}.
 */
final class SharedData {

  private SharedData() {}

  /** A file or folder below the shared folder. */
  static Path path(String relative) throws NoSuchFileException {
    Path path = root().resolve(relative);
    if (!Files.exists(path)) {
      throw new NoSuchFileException(
          path.toString(), null, "measuring data are absent; set -Dflts.shared=DIR");
    }
    return path;
  }

  private static Path root() {
    String configured = System.getProperty("flts.shared");
    if (configured != null) {
      return Path.of(configured);
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("../shared/data"))) {
        return folder.resolve("../shared").normalize();
      }
    }
    return Path.of("../shared");
  }
}
