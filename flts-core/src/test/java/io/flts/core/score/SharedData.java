package io.flts.core.score;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Measuring data beside the checkout; tests that need them are skipped where they are absent. */
final class SharedData {

  private SharedData() {}

  static Path require(String relative) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("../shared").resolve(relative).normalize();
      if (Files.exists(file)) {
        return file;
      }
    }
    return Assumptions.abort("The measuring data ../shared/" + relative + " are absent.");
  }
}
