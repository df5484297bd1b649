package io.flts.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.registry.ModelArtifact;
import io.flts.api.registry.PromotionRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two real processes on one registry. */
class RegistryProcessTest {
  private static final String MODEL = "load";
  private static final int WINS = 20;

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"any", "epoch"})
  @DisplayName(
      "Two processes promoting at once leave one linear history with every promotion in it")
  void twoPromoters(String mode) throws Exception {
    try (FileSystemRegistry registry = FileSystemRegistry.at(directory)) {
      for (String content : List.of("one", "two", "three")) {
        registry.register(
            MODEL, ModelArtifact.of(content.getBytes(StandardCharsets.UTF_8)), Map.of(), Map.of());
      }
      List<String> acknowledged = compete(mode);
      List<PromotionRecord> history = registry.history(MODEL, RegistryWorker.ALIAS);

      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(2 * WINS);
      assertThat(history).hasSameSizeAs(acknowledged);
      List<String> found = new ArrayList<>();
      Set<String> actors = new HashSet<>();
      int previous = 0;
      int turns = 0;
      String last = "";
      for (int i = 0; i < history.size(); i++) {
        PromotionRecord record = history.get(i);
        assertThat(record.epoch()).isEqualTo(i + 1L);
        assertThat(record.previousVersion()).isEqualTo(previous);
        if (mode.equals("epoch")) {
          assertThat(record.promotion().expectedEpoch()).isEqualTo(i);
        }
        previous = record.promotion().version();
        found.add(
            "ok move "
                + record.epoch()
                + " "
                + record.id()
                + " "
                + record.promotion().version()
                + " "
                + record.previousVersion());
        String actor = record.promotion().actor();
        actors.add(actor);
        turns += actor.equals(last) ? 0 : 1;
        last = actor;
      }
      assertThat(found).containsExactlyInAnyOrderElementsOf(acknowledged);
      assertThat(actors).containsExactlyInAnyOrder("ada", "bob");
      // Otherwise they ran one after the other, and nothing was tested.
      assertThat(turns).as("changes from one process to the other").isGreaterThan(2);
    }
  }

  private List<String> compete(String mode) throws Exception {
    List<Process> processes = new ArrayList<>();
    List<BufferedReader> outputs = new ArrayList<>();
    try {
      for (String actor : List.of("ada", "bob")) {
        Process process =
            RegistryWorker.start(
                "compete", directory.toString(), MODEL, actor, Integer.toString(WINS), mode);
        processes.add(process);
        outputs.add(
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
      }
      for (BufferedReader output : outputs) {
        assertThat(output.readLine()).isEqualTo("ready");
      }
      for (Process process : processes) {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
      }
      List<String> acknowledged = new ArrayList<>();
      for (BufferedReader output : outputs) {
        acknowledged.addAll(acknowledged(output));
      }
      for (Process process : processes) {
        assertThat(process.waitFor()).isZero();
      }
      return acknowledged;
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  private static List<String> acknowledged(BufferedReader output) throws IOException {
    List<String> acknowledged = new ArrayList<>();
    String last = "";
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("ok ")) {
        acknowledged.add(line);
      }
      last = line;
    }
    assertThat(last).isEqualTo("done");
    return acknowledged;
  }
}
