package io.flts.examples.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.error.FltsException;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.score.Scorer;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.ingest.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The reference pages name everything that there is. */
class ReferencePagesTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final ServiceCatalog CATALOG = ServiceCatalog.load();

  private static String page(String name) throws IOException {
    return Files.readString(ROOT.resolve("docs/reference").resolve(name));
  }

  private static boolean ofCore(Object service) {
    return service.getClass().getName().startsWith("io.flts.core.");
  }

  @Test
  @DisplayName("Every preprocessor of core has a section with every parameter")
  void preprocessors() throws IOException {
    String page = page("preprocessors.md");
    List<Preprocessor> all = CATALOG.preprocessors().stream().filter(p -> ofCore(p)).toList();
    assertThat(all).hasSizeGreaterThan(5);
    for (Preprocessor preprocessor : all) {
      int from = page.indexOf("\n## " + preprocessor.name() + "\n");
      assertThat(from)
          .as("docs/reference/preprocessors.md needs a section on %s", preprocessor.name())
          .isPositive();
      int next = page.indexOf("\n## ", from + 1);
      String section = page.substring(from, next < 0 ? page.length() : next);
      for (ParameterSpec<?> spec : preprocessor.parameters().specs()) {
        assertThat(section)
            .as("docs/reference/preprocessors.md on %s", preprocessor.name())
            .contains("`" + spec.name() + "`");
      }
    }
  }

  @Test
  @DisplayName("Every scorer has a row that says which way is better")
  void scorers() throws IOException {
    List<String> rows = page("scorers.md").lines().toList();
    assertThat(CATALOG.scorers()).hasSizeGreaterThan(15);
    for (Scorer scorer : CATALOG.scorers()) {
      String better =
          switch (scorer.direction()) {
            case LOWER_IS_BETTER -> "| lower |";
            case HIGHER_IS_BETTER -> "| higher |";
            default -> "| near `level` |";
          };
      assertThat(rows)
          .as("docs/reference/scorers.md needs a row for %s", scorer.name())
          .anyMatch(row -> row.startsWith("| `" + scorer.name() + "` |") && row.contains(better));
    }
  }

  @Test
  @DisplayName("Every exception of the api has a row")
  void exceptions() throws IOException {
    String page = page("errors.md");
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve("flts-api/src/main/java"))) {
      files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith("Exception.java"))
          .map(file -> file.replace(".java", ""))
          .filter(name -> !name.equals(FltsException.class.getSimpleName()))
          .forEach(names::add);
    }
    assertThat(names).hasSizeGreaterThan(8);
    for (String name : names) {
      assertThat(page)
          .as("docs/reference/errors.md needs a row for it")
          .contains("| `" + name + "` |");
    }
  }

  @Test
  @DisplayName("Every kind of finding has a row")
  void findings() throws IOException {
    String page = page("csv.md");
    for (Finding.Kind kind : Finding.Kind.values()) {
      assertThat(page).contains("`" + kind + "`");
    }
  }
}
