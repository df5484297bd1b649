package io.flts.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.registry.ModelVersion;
import io.flts.api.registry.PromotionRecord;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process with {@code kill -9} at random moments of its changes and looks what is left.
 *
 * <p>The ordinary build kills 20 times, {@code -Dflts.registry.kills=250} does it more often. What
 * power loss may take is the business of {@link CrashPointTest}.
 */
class RegistryKillTest {
  private static final int KILLS = Integer.getInteger("flts.registry.kills", 20);
  private static final long SEED = Long.getLong("flts.registry.seed", 20_261_121L);
  private static final int KILLS_PER_MODEL = 5;

  @TempDir Path directory;

  /** What all killed processes together have said about one model. */
  private static final class Told {
    final List<String> versions = new ArrayList<>();
    final List<String> moves = new ArrayList<>();
  }

  @Test
  @DisplayName(
      "A process killed at any moment loses nothing it acknowledged, and leaves no third state")
  void kills() throws Exception {
    Random random = new Random(SEED);
    int acknowledged = 0;
    int inside = 0;
    int survived = 0;
    Told told = new Told();
    for (int kill = 0; kill < KILLS; kill++) {
      String model = "load-" + kill / KILLS_PER_MODEL;
      if (kill % KILLS_PER_MODEL == 0) {
        told = new Told();
      }
      List<String> lines = runAndKill(model, random);
      String last = lines.get(lines.size() - 1);
      boolean during = last.startsWith("begin ");
      inside += during ? 1 : 0;
      for (String line : lines) {
        if (line.startsWith("ok register ")) {
          told.versions.add(line.substring(12));
          acknowledged++;
        } else if (line.startsWith("ok move ")) {
          told.moves.add(line.substring(8));
          acknowledged++;
        }
      }
      survived += examine(model, told, during ? last : "", kill) ? 1 : 0;
    }
    System.out.println(
        "RESULT kills="
            + KILLS
            + " inside_a_change="
            + inside
            + " of_these_completed="
            + survived
            + " acknowledged="
            + acknowledged
            + " lost=0");
    assertThat(inside).as("kills inside a change").isGreaterThan(KILLS / 4);
    assertThat(acknowledged).isGreaterThan(KILLS);
  }

  private List<String> runAndKill(String model, Random random) throws Exception {
    Process process =
        RegistryWorker.start(
            "change", directory.toString(), model, Long.toString(random.nextLong()));
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(output.readLine()).as("first line of the process").isEqualTo("ready");
      List<String> lines = new ArrayList<>(List.of("ready"));
      // By lines and not by time alone: a busy machine shall kill in the tenth change, too.
      for (int skipped = random.nextInt(24); skipped > 0; skipped--) {
        lines.add(output.readLine());
      }
      TimeUnit.MICROSECONDS.sleep(random.nextInt(50_000));
      // SIGKILL. Process.destroyForcibly() would also throw away what the process has said.
      process.toHandle().destroyForcibly();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
      }
      // Otherwise it ended by itself, with an error.
      assertThat(process.waitFor()).as("exit after %s", lines).isEqualTo(128 + 9);
      return lines;
    }
  }

  /** Whether the change that was cut off had been completed. */
  private boolean examine(String model, Told told, String cutOff, int kill) throws Exception {
    try (FileSystemRegistry fresh = FileSystemRegistry.at(directory)) {
      List<String> versions = new ArrayList<>();
      for (ModelVersion version : fresh.versions(model)) {
        assertThat(version.version()).isEqualTo(versions.size() + 1);
        assertThat(fresh.verify(version).faults()).as("kill %d", kill).isEmpty();
        versions.add(version.version() + " " + version.digest());
      }
      List<String> moves = new ArrayList<>();
      for (PromotionRecord record : fresh.history(model, RegistryWorker.ALIAS)) {
        assertThat(record.epoch()).isEqualTo(moves.size() + 1L);
        moves.add(
            record.epoch()
                + " "
                + record.id()
                + " "
                + record.promotion().version()
                + " "
                + record.previousVersion());
      }
      boolean registered =
          holds(versions, told.versions, cutOff.equals("begin register"), "versions", kill);
      boolean moved =
          holds(
              moves,
              told.moves,
              cutOff.equals("begin promote") || cutOff.equals("begin rollback"),
              "moves",
              kill);
      return registered || moved;
    }
  }

  /** Whether there is one more than was acknowledged: only what was cut off may be it. */
  private static boolean holds(
      List<String> found, List<String> told, boolean mayBeMore, String what, int kill) {
    assertThat(found).as("%s after kill %d", what, kill).hasSizeGreaterThanOrEqualTo(told.size());
    assertThat(found.subList(0, told.size())).as("%s after kill %d", what, kill).isEqualTo(told);
    int more = found.size() - told.size();
    assertThat(more)
        .as("unacknowledged %s after kill %d", what, kill)
        .isBetween(0, mayBeMore ? 1 : 0);
    told.addAll(found.subList(told.size(), found.size()));
    return more == 1;
  }
}
