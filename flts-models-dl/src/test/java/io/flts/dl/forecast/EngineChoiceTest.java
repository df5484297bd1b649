package io.flts.dl.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EngineChoiceTest {

  private static TimeSeries wave() {
    double[] values = new double[120];
    for (int i = 0; i < values.length; i++) {
      values[i] = 50 + 10 * Math.sin(i * 0.3);
    }
    return TimeSeries.of("wave", TimeIndex.ofSteps(0, values.length), values);
  }

  /** Run in a JVM of its own. */
  public static final class Alone {
    private Alone() {}

    /** Fits the named forecaster with the named engine; prints one line to standard error. */
    public static void main(String[] arguments) {
      Forecaster forecaster = arguments[0].equals("gru") ? new Gru() : new Lstm();
      Parameters small = Parameters.of("epochs", 1, "hidden", 4).and("engine", arguments[1]);
      try {
        double mean = forecaster.with(small).fit(wave()).forecast(1).mean(0);
        System.err.println("FORECAST " + mean);
      } catch (IllegalArgumentException e) {
        System.err.println("REFUSED " + e.getMessage());
      }
    }
  }

  /** Standard output and standard error of a JVM without the jars whose names hold a word. */
  private static String[] run(List<String> without, String... arguments) throws Exception {
    return run(Alone.class, without, arguments);
  }

  static String[] run(Class<?> program, List<String> without, String... arguments)
      throws Exception {
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> without.stream().noneMatch(entry::contains))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-cp", path, program.getName()));
    command.addAll(List.of(arguments));
    File out = File.createTempFile("flts-engine", ".out");
    File err = File.createTempFile("flts-engine", ".err");
    try {
      Process process = new ProcessBuilder(command).redirectOutput(out).redirectError(err).start();
      assertThat(process.waitFor()).isZero();
      return new String[] {
        Files.readString(out.toPath()), java.nio.file.Files.readString(err.toPath())
      };
    } finally {
      assertThat(out.delete() && err.delete()).isTrue();
    }
  }

  @Test
  @DisplayName("Without Deeplearning4j the own engine works, and dl4j is refused with a remedy")
  void absentEngineIsRefused() throws Exception {
    List<String> jars = List.of("deeplearning4j", "nd4j", "javacpp");
    assertThat(run(jars, "lstm", "flts")[1]).contains("FORECAST ");
    assertThat(run(jars, "gru", "dl4j")[1])
        .contains("REFUSED 'gru': engine 'dl4j' is not available")
        .contains("org.deeplearning4j:deeplearning4j-nn:1.0.0-M2.1")
        .contains("nd4j-native-platform");
  }

  @Test
  @DisplayName("Without an ND4J backend dl4j is refused with a remedy")
  void absentBackendIsRefused() throws Exception {
    assertThat(run(List.of("nd4j-native"), "lstm", "dl4j")[1])
        .contains("REFUSED 'lstm': engine 'dl4j' is not available: no ND4J backend")
        .contains("nd4j-native-platform");
  }

  @Test
  @DisplayName("Training with Deeplearning4j prints nothing to standard output")
  void standardOutputStaysEmpty() throws Exception {
    String[] said = run(List.of(), "gru", "dl4j");
    assertThat(said[1]).contains("FORECAST ");
    assertThat(said[0]).isEmpty();
  }

  @Test
  @DisplayName("Segment mode is refused by name")
  void segmentModeIsRefused() {
    Forecaster forecaster =
        new Gru().with(Parameters.of("engine", "dl4j", "segment", 5).and("input", 10));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> forecaster.fit(wave()))
        .withMessageContaining("segment mode")
        .withMessageContaining("'flts'");
  }

  @Test
  @DisplayName("The engine stands in the provenance")
  void engineIsRecorded() {
    FittedForecaster fitted =
        new Gru().with(Parameters.of("engine", "dl4j", "epochs", 1).and("hidden", 4)).fit(wave());
    assertThat(fitted.provenance().notes()).containsEntry("engine", "dl4j");
  }
}
