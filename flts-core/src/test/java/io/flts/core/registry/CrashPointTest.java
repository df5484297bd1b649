package io.flts.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flts.api.error.RegistryException;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.Parameters;
import io.flts.api.registry.ModelArtifact;
import io.flts.api.registry.ModelVersion;
import io.flts.api.registry.Promotion;
import io.flts.api.registry.PromotionRecord;
import io.flts.api.registry.Registry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stops the registry after every single operation of register, promote and rollback, takes back
 * every combination of what was not synced, and looks what a new process finds.
 */
class CrashPointTest {
  private static final String MODEL = "Load";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00.123456Z"), ZoneOffset.UTC);

  @TempDir static Path root;

  private interface Step {
    void run(Registry registry) throws IOException;
  }

  /** What a user can see. */
  private record State(
      List<ModelVersion> versions, List<PromotionRecord> live, List<PromotionRecord> staging) {}

  private static final Step REGISTER = registry -> register(registry, "content one");
  private static final Step REGISTER_OTHER = registry -> register(registry, "content two");
  private static final Step PROMOTE_1 = registry -> promote(registry, "production", 1);
  private static final Step PROMOTE_2 = registry -> promote(registry, "production", 2);
  private static final Step PROMOTE_STAGING = registry -> promote(registry, "staging", 1);
  private static final Step ROLL_BACK =
      registry -> registry.rollback(MODEL, "production", "test", "back");

  /** How many operations were stopped after, and how many disks were then looked at. */
  private record Examined(int points, int disks) {
    Examined plus(Examined other) {
      return new Examined(points + other.points, disks + other.disks);
    }
  }

  private static void register(Registry registry, String content) throws IOException {
    registry.register(
        MODEL,
        ModelArtifact.of(content.getBytes(StandardCharsets.UTF_8)),
        Map.of("rmse", 0.5),
        Map.of("run-id", content));
  }

  private static void promote(Registry registry, String alias, int version) throws IOException {
    registry.promote(Promotion.of(MODEL, alias, version, "test", "to " + version));
  }

  private static FileSystemRegistry registry(Path directory, FileOperations operations) {
    return new FileSystemRegistry(
        ParameterSet.of(FileSystemRegistry.DIRECTORY)
            .with(Parameters.of("directory", directory.toString())),
        CLOCK,
        Duration.ofSeconds(1),
        null,
        operations);
  }

  /** Reads everything there is, and checks that it fits together. */
  private static State state(Path directory) throws IOException {
    try (FileSystemRegistry fresh = registry(directory, new DiskOperations())) {
      List<ModelVersion> versions = fresh.versions(MODEL);
      for (ModelVersion version : versions) {
        assertThat(fresh.verify(version).faults()).isEmpty();
      }
      assertThat(fresh.models().isEmpty()).isEqualTo(versions.isEmpty());
      State state =
          new State(versions, fresh.history(MODEL, "production"), fresh.history(MODEL, "staging"));
      for (List<PromotionRecord> history : List.of(state.live, state.staging)) {
        for (PromotionRecord record : history) {
          assertThat(record.promotion().version()).isLessThanOrEqualTo(versions.size());
          assertThat(record.epoch()).isEqualTo(history.indexOf(record) + 1L);
        }
      }
      return state;
    }
  }

  /**
   * Record names count all records in the folder, also one that a crash left outside every chain;
   * so a second try may give a record another name. Everything else must be equal.
   */
  private static State unnamed(State state) {
    return new State(state.versions, unnamed(state.live), unnamed(state.staging));
  }

  private static List<PromotionRecord> unnamed(List<PromotionRecord> records) {
    List<PromotionRecord> result = new ArrayList<>();
    for (PromotionRecord r : records) {
      result.add(
          new PromotionRecord(
              "",
              r.epoch(),
              r.kind(),
              r.promotion(),
              r.previousVersion(),
              r.digest(),
              r.recordedAt()));
    }
    return result;
  }

  private static Examined check(Step tested, Step... before) throws IOException {
    State old = run(before);
    State done = run(before, tested);
    assertThat(done).isNotEqualTo(old);
    int disks = 0;
    for (int stop = 0; ; stop++) {
      boolean reachedEnd = false;
      long combinations = 1;
      for (long bits = 0; bits < combinations; bits++) {
        Path directory = root.resolve(UUID.randomUUID().toString());
        SimulatedDisk disk = new SimulatedDisk();
        Registry registry = prepared(directory, disk, before);
        disk.stopAfter(stop);
        try {
          tested.run(registry);
          reachedEnd = true;
        } catch (SimulatedDisk.PowerLoss e) {
          reachedEnd = false;
        }
        combinations = 1L << disk.pendingCount();
        assertThat(disk.pendingCount()).as("unsynced at once").isLessThan(12);
        disk.lose(bits);
        disks++;
        State found = state(directory);
        if (reachedEnd) {
          // acknowledged: whatever was not synced must not matter
          assertThat(found).as("acknowledged, lost %s", bits).isEqualTo(done);
        } else {
          assertThat(found)
              .as("stopped after %d operations of %s, lost %s", stop, disk.log(), bits)
              .isIn(old, done);
        }
        // and the store still works
        if (found.equals(old)) {
          tested.run(registry(directory, new SimulatedDisk()));
          assertThat(unnamed(state(directory))).isEqualTo(unnamed(done));
        }
        SimulatedDisk.deleteTree(directory);
      }
      if (reachedEnd) {
        return new Examined(stop, disks);
      }
    }
  }

  private static State run(Step[] before, Step... last) throws IOException {
    Path directory = root.resolve(UUID.randomUUID().toString());
    Registry registry = prepared(directory, new SimulatedDisk(), before);
    for (Step step : last) {
      step.run(registry);
    }
    return state(directory);
  }

  private static Registry prepared(Path directory, SimulatedDisk disk, Step... steps)
      throws IOException {
    Registry registry = registry(directory, disk);
    for (Step step : steps) {
      step.run(registry);
    }
    return registry;
  }

  @Test
  @DisplayName(
      "A crash at any point of register, promote or rollback leaves the state before or after")
  void everyCrashPoint() throws IOException {
    Examined all =
        check(REGISTER)
            .plus(check(REGISTER, REGISTER_OTHER))
            .plus(check(REGISTER, REGISTER)) // the same bytes again
            .plus(check(PROMOTE_1, REGISTER))
            .plus(check(PROMOTE_2, REGISTER, REGISTER_OTHER, PROMOTE_1))
            .plus(check(PROMOTE_STAGING, REGISTER, PROMOTE_1))
            .plus(check(ROLL_BACK, REGISTER, REGISTER_OTHER, PROMOTE_1, PROMOTE_2));
    // Printed into the surefire report, so that the figures in the docs can be checked.
    System.out.println("RESULT crash_points=" + all.points + " states_examined=" + all.disks);
    assertThat(all.points).isGreaterThan(100);
    assertThat(all.disks).isGreaterThan(all.points);
  }

  @Test
  @DisplayName("What a killed process left unsynced cannot break what its successor acknowledges")
  void killThenPowerLoss() throws IOException {
    Step[] before = {REGISTER, PROMOTE_1};
    for (Step killed : new Step[] {REGISTER_OTHER, PROMOTE_STAGING}) {
      for (Step next : new Step[] {REGISTER_OTHER, PROMOTE_STAGING, ROLL_FORWARD}) {
        int stop = 0;
        while (killedAndLost(before, killed, next, stop)) {
          stop++;
        }
        assertThat(stop).as("operations stopped after").isGreaterThan(10);
      }
    }
  }

  private static final Step ROLL_FORWARD =
      registry -> {
        int newest = registry.versions(MODEL).size();
        registry.promote(
            Promotion.of(MODEL, "production", newest, "test", "newest that can be seen"));
      };

  private static boolean killedAndLost(Step[] before, Step killed, Step next, int stop)
      throws IOException {
    long combinations = 1;
    boolean stopped = true;
    for (long bits = 0; bits < combinations; bits++) {
      Path directory = root.resolve(UUID.randomUUID().toString());
      SimulatedDisk disk = new SimulatedDisk();
      Registry first = prepared(directory, disk, before);
      disk.stopAfter(stop);
      try {
        killed.run(first);
        stopped = false;
      } catch (SimulatedDisk.PowerLoss e) {
        stopped = true;
      }
      disk.restart(); // the process is gone, the machine's memory is not
      next.run(registry(directory, disk));
      State acknowledged = state(directory);
      combinations = 1L << disk.pendingCount();
      disk.lose(bits);
      assertThat(state(directory).live)
          .as("stopped after %d, lost %s of %s", stop, bits, disk.log())
          .isEqualTo(acknowledged.live);
      if (next != ROLL_FORWARD) {
        State left = state(directory);
        assertThat(left.versions.size() >= acknowledged.versions.size() || next != REGISTER_OTHER)
            .isTrue();
        assertThat(next != PROMOTE_STAGING || left.staging.equals(acknowledged.staging)).isTrue();
      }
      SimulatedDisk.deleteTree(directory);
    }
    return stopped;
  }

  @Test
  @DisplayName("A full or failing disk at any operation is told, and loses nothing acknowledged")
  void everyFailure() throws IOException {
    Step[] before = {REGISTER, REGISTER_OTHER, PROMOTE_1};
    int failures = 0;
    for (Step tested : new Step[] {REGISTER_OTHER, PROMOTE_2, PROMOTE_STAGING}) {
      State old = run(before);
      State done = run(before, tested);
      for (int at = 0; ; at++) {
        Path directory = root.resolve(UUID.randomUUID().toString());
        SimulatedDisk disk = new SimulatedDisk();
        Registry registry = prepared(directory, disk, before);
        disk.failAt(at, new IOException("No space left on device"));
        boolean failed = false;
        try {
          tested.run(registry);
        } catch (IOException e) {
          failed = true;
          failures++;
          assertThat(e).hasMessageContaining("No space left on device");
        }
        State found = state(directory);
        assertThat(found).as("failure at %d of %s", at, disk.log()).isIn(old, done);
        disk.restart();
        if (found.equals(old)) {
          tested.run(registry);
          assertThat(unnamed(state(directory))).isEqualTo(unnamed(done));
        }
        try (var leftovers = Files.list(directory.resolve("models/load=1/tmp"))) {
          assertThat(leftovers).as("temporary files").isEmpty();
        }
        SimulatedDisk.deleteTree(directory);
        if (!failed) {
          break;
        }
      }
    }
    assertThat(failures).isGreaterThan(30);
  }

  @Test
  @DisplayName("The simulation can fail: without the sync of a file a torn state is found")
  void theTestCanFail() throws IOException {
    Path directory = root.resolve(UUID.randomUUID().toString());
    SimulatedDisk disk = new SimulatedDisk();
    Registry registry = registry(directory, new WithoutFileSync(disk));
    REGISTER.run(registry);
    PROMOTE_1.run(registry);
    disk.lose(-1);
    assertThatThrownBy(() -> state(directory))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("00000001.json");
  }

  /** A disk on which files are never synced. */
  private record WithoutFileSync(SimulatedDisk disk) implements FileOperations {
    @Override
    public void createDirectory(Path directory) throws IOException {
      disk.createDirectory(directory);
    }

    @Override
    public NewFile create(Path file) throws IOException {
      NewFile real = disk.create(file);
      return new NewFile() {
        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
          real.write(bytes, offset, count);
        }

        @Override
        public void sync() {
          // forgotten
        }

        @Override
        public void close() throws IOException {
          real.close();
        }
      };
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      disk.move(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
      disk.delete(file);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
      disk.syncDirectory(directory);
    }
  }
}
