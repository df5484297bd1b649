package io.flts.examples.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.service.NamedService;
import io.flts.core.catalog.ServiceCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The README's table of services names what is there, all of it, and nothing else. */
class ServiceTableTest {
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  @TestFactory
  Stream<DynamicTest> theReadmeNamesEveryService() {
    ServiceCatalog catalog = ServiceCatalog.load();
    return Stream.of(
        row("Forecaster", catalog.forecasters()),
        row("Preprocessor", catalog.preprocessors()),
        row("Scorer", catalog.scorers()),
        row("Registry", catalog.registries()));
  }

  private static DynamicTest row(String service, Collection<? extends NamedService<?>> found) {
    return DynamicTest.dynamicTest(
        "The rows of `" + service + "` name every " + service + " that the catalog finds",
        () ->
            assertThat(named(service))
                .as("names in the rows of %s in the README's table of services", service)
                .isEqualTo(
                    found.stream()
                        .map(NamedService::name)
                        .collect(Collectors.toCollection(TreeSet::new))));
  }

  /** The names in the last column of the rows that begin with the service. */
  private static Set<String> named(String service) throws IOException {
    Set<String> names = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("..", "..", "README.md"))) {
      if (line.startsWith("| `" + service + "`")) {
        Matcher name = NAME.matcher(line.substring(line.lastIndexOf('|', line.length() - 2)));
        while (name.find()) {
          names.add(name.group(1));
        }
      }
    }
    return names;
  }
}
