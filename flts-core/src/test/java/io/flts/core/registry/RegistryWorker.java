package io.flts.core.registry;

import io.flts.api.error.RegistryException;
import io.flts.api.registry.ModelArtifact;
import io.flts.api.registry.ModelVersion;
import io.flts.api.registry.Promotion;
import io.flts.api.registry.PromotionRecord;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A process of its own that changes a registry, for tests that kill it or let it compete.
 *
 * <p>It writes one line before and one after every change, each straight to its standard output:
 * what it has written {@code ok} for, it has acknowledged.
 */
final class RegistryWorker {
  static final String ALIAS = "production";

  private final FileSystemRegistry registry;
  private final String model;
  private final PrintStream out;

  private RegistryWorker(FileSystemRegistry registry, String model, PrintStream out) {
    this.registry = registry;
    this.model = model;
    this.out = out;
  }

  /** Starts {@link #main} in another JVM with the class path of this one. */
  static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of("-Xmx64m", "-cp", classPath(), RegistryWorker.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static String classPath() {
    // Surefire may have put the real one into a manifest.
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
        .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator);
  }

  /**
   * Arguments: {@code change DIRECTORY MODEL SEED} changes it until it is killed; {@code compete
   * DIRECTORY MODEL ACTOR WINS any|epoch} promotes so many times, once a line came in.
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    try (FileSystemRegistry registry = FileSystemRegistry.at(Path.of(arguments[1]))) {
      RegistryWorker worker = new RegistryWorker(registry, arguments[2], out);
      worker.warmUp();
      out.println("ready");
      if (arguments[0].equals("change")) {
        worker.change(new Random(Long.parseLong(arguments[3])));
      } else {
        System.in.read();
        worker.compete(arguments[3], Integer.parseInt(arguments[4]), arguments[5].equals("epoch"));
      }
    }
  }

  /**
   * Loads the classes, so that a kill, or a rival, meets the changes and not the start of the JVM.
   */
  private void warmUp() throws IOException {
    String other = "warm-up-" + ProcessHandle.current().pid();
    int version =
        registry.register(other, ModelArtifact.of(new byte[] {1}), Map.of(), Map.of()).version();
    registry.promote(Promotion.of(other, ALIAS, version, "worker", "warm-up"));
  }

  private void change(Random random) throws IOException {
    for (int i = 0; ; i++) {
      int versions = registry.versions(model).size();
      int choice = versions == 0 ? 0 : random.nextInt(4);
      if (choice == 0) {
        out.println("begin register");
        byte[] content = new byte[1 + random.nextInt(200_000)];
        random.nextBytes(content);
        ModelVersion version =
            registry.register(
                model, ModelArtifact.of(content), Map.of("rmse", 1.0 / (i + 1)), Map.of());
        out.println("ok register " + version.version() + " " + version.digest());
      } else if (choice == 3 && canRollBack()) {
        out.println("begin rollback");
        tell(registry.rollback(model, ALIAS, "worker", "rollback " + i));
      } else {
        out.println("begin promote");
        // The newest version and another in turn, so that there is something to go back to.
        int version = 1 + random.nextInt(versions);
        tell(
            registry.promote(
                Promotion.of(model, ALIAS, version, "worker", random.nextLong() + " " + i)));
      }
    }
  }

  private boolean canRollBack() throws IOException {
    try {
      AliasRules.rollbackTarget(model, ALIAS, registry.history(model, ALIAS));
      return true;
    } catch (RegistryException e) {
      return false;
    }
  }

  private void tell(PromotionRecord record) {
    out.println(
        "ok move "
            + record.epoch()
            + " "
            + record.id()
            + " "
            + record.promotion().version()
            + " "
            + record.previousVersion());
  }

  private void compete(String actor, int wins, boolean byEpoch) throws Exception {
    int versions = registry.versions(model).size();
    int changes = 0;
    String last = "";
    // On a busy machine one may be done before the other has its turn: then it goes on.
    for (int won = 0; won < wins || (changes < 3 && won < 50 * wins); ) {
      Promotion wish = Promotion.of(model, ALIAS, 1 + won % versions, actor, actor + " " + won);
      Optional<PromotionRecord> current = registry.current(model, ALIAS);
      long epoch = current.map(PromotionRecord::epoch).orElse(0L);
      String mover = current.map(record -> record.promotion().actor()).orElse("");
      changes += mover.equals(last) ? 0 : 1;
      last = mover;
      try {
        tell(registry.promote(byEpoch ? wish.ifEpoch(epoch) : wish));
        won++;
        Thread.sleep(won % 3);
      } catch (RegistryException e) {
        if (!byEpoch || !e.getMessage().contains("Somebody else moved it")) {
          throw e;
        }
        out.println("lost " + epoch);
      }
    }
    out.println("done");
  }
}
