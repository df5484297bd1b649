package io.flts.examples.modulepath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Starts the packaged program in a JVM of its own, with a module path and no class path. */
@DisplayName("On the module path")
class ModulePathIT {

  private record Outcome(int exitCode, List<String> out, String err) {}

  @Test
  @DisplayName(
      "core is a named module, the model an automatic one, and the forecast continues the series")
  void forecasts() throws Exception {
    Outcome outcome = start("seasonal-naive", "3");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).hasSize(5);
    assertThat(outcome.out().get(0)).isEqualTo("core       module io.flts.core");
    assertThat(outcome.out().get(1))
        .isEqualTo("forecaster 'seasonal-naive' from automatic module io.flts.stat");
    // Hour 312 of the series is the midnight a season of 24 hours before the first forecast step:
    // 300 + 80 sin(2 pi (0 - 9) / 24) - 20 (a Sunday) + (312 * 37 mod 11 - 5) = 223.43...
    double expected = 300 + 80 * Math.sin(2 * Math.PI * -9 / 24.0) - 20 + (312 * 37 % 11 - 5);
    String[] first = outcome.out().get(2).split("[\\s\\[\\],]+");
    assertThat(first[0]).startsWith("2026-01-19T00:00");
    assertThat(Double.parseDouble(first[1])).isCloseTo(expected, within(0.005));
    assertThat(Double.parseDouble(first[2])).isLessThan(expected);
    assertThat(Double.parseDouble(first[3])).isGreaterThan(expected);
  }

  @Test
  @DisplayName("an unknown forecaster ends with code 2 and the nearest name")
  void suggests() throws Exception {
    Outcome outcome = start("seasonal-naiv");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("'seasonal-naiv'").contains("seasonal-naive");
  }

  private static Outcome start(String... arguments) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command =
        new ArrayList<>(
            List.of(
                java.toString(),
                "--module-path",
                Path.of("target", "modules").toString(),
                "--module",
                "io.flts.examples.modulepath/io.flts.examples.modulepath.ModulePathSmoke"));
    command.addAll(Arrays.asList(arguments));
    Path err = Path.of("target", "module-path-it.err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("CLASSPATH");
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), out.lines().toList(), Files.readString(err));
  }
}
