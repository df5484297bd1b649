package io.flts.examples.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.parameter.Parameters;
import io.flts.api.registry.Registry;
import io.flts.core.catalog.ServiceCatalog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every code block of README and docs that is preceded by {@code <!-- code: FILE#TAG -->} equals
 * the tagged lines of that file; and links within the project lead somewhere.
 */
class DocumentationTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final Pattern BLOCK =
      Pattern.compile("<!-- code: (\\S+)#(\\S+) -->\\n```\\w*\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    pages.add(ROOT.resolve("README.md"));
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  @TestFactory
  Stream<DynamicTest> codeBlocksAreCompiledCode() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path page : pages()) {
      Matcher block = BLOCK.matcher(Files.readString(page));
      while (block.find()) {
        String file = block.group(1);
        String tag = block.group(2);
        String shown = block.group(3);
        tests.add(
            DynamicTest.dynamicTest(
                ROOT.relativize(page) + " shows " + file + "#" + tag,
                () -> assertThat(shown).isEqualTo(tagged(ROOT.resolve(file), tag))));
      }
    }
    assertThat(tests).as("code blocks in README and docs").isNotEmpty();
    return tests.stream();
  }

  private static String tagged(Path file, String tag) throws IOException {
    List<String> lines = Files.readAllLines(file);
    int from = indexOf(lines, "tag::" + tag + "[]", file);
    int to = indexOf(lines, "end::" + tag + "[]", file);
    return String.join("\n", lines.subList(from + 1, to)).stripTrailing().stripIndent() + "\n";
  }

  private static int indexOf(List<String> lines, String marker, Path file) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(marker)) {
        return i;
      }
    }
    throw new AssertionError(file + " has no line with " + marker);
  }

  @Test
  void theReadmeShowsTheRealOutputOfItsFirstLines() throws IOException {
    assertThat(Files.readString(ROOT.resolve("README.md"))).contains(printed(QuickStart::run));
  }

  @Test
  void thePageOnBacktestsShowsTheRealOutput() throws IOException {
    assertThat(Files.readString(ROOT.resolve("docs/how-to/backtest.md")))
        .contains(printed(Backtesting::run));
  }

  @Test
  void thePageOnPromotionShowsTheRealOutput(@TempDir Path folder) throws IOException {
    try (Registry registry =
        ServiceCatalog.load()
            .registry("file-system")
            .with(Parameters.of("directory", folder.toString()))) {
      assertThat(Files.readString(ROOT.resolve("docs/how-to/promote-and-reload.md")))
          .contains(printed(out -> Promoting.run(registry, out)));
    }
  }

  @Test
  void servingPrintsWhatTheHowToShows(@TempDir Path folder) throws IOException {
    try (Registry registry =
        ServiceCatalog.load()
            .registry("file-system")
            .with(Parameters.of("directory", folder.resolve("registry").toString()))) {
      assertThat(Files.readString(ROOT.resolve("docs/how-to/embed-the-service.md")))
          .contains(printed(out -> Serving.run(registry, folder.resolve("copy"), out)));
    }
  }

  private interface Example {
    void run(PrintStream out) throws IOException;
  }

  private static String printed(Example example) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    example.run(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return "```text\n" + bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n") + "```";
  }

  @TestFactory
  Stream<DynamicTest> linksLeadSomewhere() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path page : pages()) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        String target = link.group(1);
        if (!target.matches("[a-z]+:.*")) {
          Path folder = page.getParent() == null ? ROOT : page.getParent();
          tests.add(
              DynamicTest.dynamicTest(
                  ROOT.relativize(page) + " links to " + target,
                  () -> assertThat(folder.resolve(target).normalize()).exists()));
        }
      }
    }
    return tests.stream();
  }
}
