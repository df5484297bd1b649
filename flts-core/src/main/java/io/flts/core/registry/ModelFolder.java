package io.flts.core.registry;

import io.flts.api.error.RegistryException;
import io.flts.api.registry.ModelArtifact;
import io.flts.api.registry.ModelVersion;
import io.flts.api.registry.Promotion;
import io.flts.api.registry.PromotionRecord;
import io.flts.api.registry.Verification;
import io.flts.core.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One model's folder:
 *
 * <pre>
 * blobs/sha256/HEX                      the artifacts by content
 * versions/00000001.json                one file per version
 * records/promotion-TIME-SEQUENCE.json  one file per promotion and rollback
 * aliases/NAME.json                     pointer to the record an alias is at
 * tmp/                                  files that nobody refers to yet
 * lock                                  held while the folder is changed
 * </pre>
 *
 * <p>All but the pointers never change. Records of one alias form a chain from its pointer back; a
 * record that a crash left outside the chain is never seen.
 */
final class ModelFolder {
  private static final String RESTORE =
      "Restore it from a backup; the registry does not guess what it said.";

  private final StoreFiles files;
  private final String model;
  private final Path folder;
  private final BlobFolder blobs;

  ModelFolder(StoreFiles files, String model) {
    this.files = files;
    this.model = model;
    this.folder = files.base().resolve("models").resolve(StoredName.encode(model));
    this.blobs = new BlobFolder(files, folder.resolve("blobs").resolve("sha256"));
  }

  private Path versionFile(int version) {
    return folder
        .resolve("versions")
        .resolve(String.format(Locale.ROOT, "%08d", version) + ".json");
  }

  private Path recordFile(String id) {
    return folder.resolve("records").resolve(id + ".json");
  }

  private Path pointerFile(String alias) {
    return folder.resolve("aliases").resolve(StoredName.encode(alias) + ".json");
  }

  /** Something done while nobody else changes the folder. */
  private interface Change<T> {
    T make() throws IOException;
  }

  private <T> T locked(Change<T> change) throws IOException {
    files.requirePlain(folder);
    WriteLock lock = WriteLock.acquire(folder.toRealPath().resolve("lock"));
    try {
      return change.make();
    } finally {
      lock.close();
    }
  }

  // ---- versions

  ModelVersion register(
      ModelArtifact artifact,
      Map<String, Double> metrics,
      Map<String, String> tags,
      Supplier<Instant> clock)
      throws IOException {
    files.ensureDirectory(files.temporaryFolder(folder));
    files.ensureDirectory(blobs.folder());
    files.ensureDirectory(folder.resolve("versions"));
    Path temporary = files.temporary(folder);
    try {
      // The long part first and without the lock: nobody sees the file yet.
      BlobFolder.Content content = blobs.copy(artifact, temporary);
      return locked(
          () -> {
            blobs.publish(temporary, content);
            List<Integer> numbers = versionNumbers();
            int number = numbers.isEmpty() ? 1 : numbers.get(numbers.size() - 1) + 1;
            ModelVersion version =
                new ModelVersion(
                    model, number, content.digest(), content.size(), clock.get(), metrics, tags);
            files.write(folder, versionFile(number), RecordFile.version(version));
            return version;
          });
    } catch (IOException e) {
      files.discard(temporary, e);
      throw e;
    }
  }

  private List<Integer> versionNumbers() throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (String name : files.names(folder.resolve("versions"))) {
      if (name.matches("\\d{8,10}\\.json")) {
        numbers.add(Integer.parseInt(name.substring(0, name.length() - 5)));
      }
    }
    Collections.sort(numbers);
    return numbers;
  }

  List<ModelVersion> versions() throws IOException {
    List<ModelVersion> versions = new ArrayList<>();
    for (int number : versionNumbers()) {
      versions.add(version(number));
    }
    return versions;
  }

  ModelVersion version(int number) throws IOException {
    Path file = versionFile(number);
    byte[] bytes =
        files
            .read(file)
            .orElseThrow(
                () ->
                    new RegistryException(
                        "Model '" + model + "' has no version " + number + ". " + known()));
    ModelVersion version = parse(file, bytes, RecordFile::version, RESTORE);
    if (!version.model().equals(model) || version.version() != number) {
      throw RecordFile.damaged(file, "it is the file of " + version.ref(), RESTORE);
    }
    return version;
  }

  private String known() {
    try {
      List<Integer> numbers = versionNumbers();
      return numbers.isEmpty()
          ? "Nothing is registered under this name."
          : "Known: 1 to " + numbers.get(numbers.size() - 1) + ".";
    } catch (IOException e) {
      return "";
    }
  }

  private static <T> T parse(Path file, byte[] bytes, Function<byte[], T> parser, String remedy) {
    try {
      return parser.apply(bytes);
    } catch (JsonException | IllegalArgumentException e) {
      throw RecordFile.damaged(file, String.valueOf(e.getMessage()), remedy);
    }
  }

  // ---- artifacts

  InputStream open(ModelVersion version) throws IOException {
    return blobs.open(version);
  }

  Verification verify(ModelVersion version) throws IOException {
    ModelVersion stored = version(version.version());
    if (!stored.digest().equals(version.digest()) || stored.size() != version.size()) {
      return new Verification(
          List.of("version " + version.ref() + " was registered with digest " + stored.digest()));
    }
    return new Verification(blobs.faults(version.digest(), version.size()));
  }

  // ---- aliases

  Optional<PromotionRecord> current(String alias) throws IOException {
    return head(alias).map(RecordFile.Link::record);
  }

  private Optional<RecordFile.Link> head(String alias) throws IOException {
    Path file = pointerFile(alias);
    Optional<byte[]> bytes = files.read(file);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    RecordFile.Pointer pointer =
        parse(
            file,
            bytes.get(),
            RecordFile::pointer,
            "Restore it from a backup, or delete it and promote again.");
    RecordFile.Link link = record(pointer.record(), alias);
    if (link.record().epoch() != pointer.epoch()
        || link.record().promotion().version() != pointer.version()
        || !link.record().digest().equals(pointer.digest())) {
      throw RecordFile.damaged(file, "it and record " + pointer.record() + " disagree", RESTORE);
    }
    return Optional.of(link);
  }

  private RecordFile.Link record(String id, String alias) throws IOException {
    Path file = recordFile(id);
    Optional<byte[]> bytes = files.read(file);
    if (bytes.isEmpty()) {
      throw RecordFile.damaged(file, "it is missing, but alias " + alias + " needs it", RESTORE);
    }
    RecordFile.Link link = parse(file, bytes.get(), RecordFile::promotion, RESTORE);
    PromotionRecord record = link.record();
    if (!record.id().equals(id)
        || !record.promotion().model().equals(model)
        || !record.promotion().alias().equals(alias)) {
      throw RecordFile.damaged(
          file, "it is record " + record.id() + " of " + record.promotion().model(), RESTORE);
    }
    return link;
  }

  List<PromotionRecord> history(String alias) throws IOException {
    List<PromotionRecord> history = new ArrayList<>();
    Optional<RecordFile.Link> link = head(alias);
    while (link.isPresent()) {
      PromotionRecord record = link.get().record();
      if (!history.isEmpty() && record.epoch() != history.get(history.size() - 1).epoch() - 1) {
        throw RecordFile.damaged(
            recordFile(record.id()), "its epoch " + record.epoch() + " breaks the chain", RESTORE);
      }
      history.add(record);
      String previous = link.get().previousRecord();
      link = previous.isEmpty() ? Optional.empty() : Optional.of(record(previous, alias));
    }
    Collections.reverse(history);
    return history;
  }

  PromotionRecord promote(Promotion promotion, Supplier<Instant> clock) throws IOException {
    ModelVersion version = version(promotion.version());
    requireIntact(version, promotion.alias());
    return locked(
        () -> {
          Optional<PromotionRecord> current = current(promotion.alias());
          if (AliasRules.isReplay(promotion, current)) {
            // Whoever wrote it may have died before the last sync.
            files.operations().syncDirectory(folder.resolve("aliases"));
            return current.orElseThrow();
          }
          AliasRules.requireEpoch(promotion, current);
          return append(PromotionRecord.Kind.PROMOTION, promotion, version, current, clock.get());
        });
  }

  PromotionRecord rollback(String alias, String actor, String reason, Supplier<Instant> clock)
      throws IOException {
    requireKnown();
    return locked(
        () -> {
          List<PromotionRecord> history = history(alias);
          PromotionRecord target = AliasRules.rollbackTarget(model, alias, history);
          PromotionRecord current = history.get(history.size() - 1);
          ModelVersion version = version(target.promotion().version());
          requireIntact(version, alias);
          return append(
              PromotionRecord.Kind.ROLLBACK,
              AliasRules.rollback(target, current, actor, reason),
              version,
              Optional.of(current),
              clock.get());
        });
  }

  boolean isKnown() throws IOException {
    return !versionNumbers().isEmpty();
  }

  private void requireKnown() throws IOException {
    if (!isKnown()) {
      throw new RegistryException(
          "No model '" + model + "' is registered. Register a version first.");
    }
  }

  private void requireIntact(ModelVersion version, String alias) throws IOException {
    List<String> faults = blobs.faults(version.digest(), version.size());
    if (!faults.isEmpty()) {
      throw new RegistryException(
          "Version "
              + version.ref()
              + " does not verify: "
              + String.join("; ", faults)
              + ". Alias "
              + alias
              + " stays where it is; register the artifact again.");
    }
  }

  private PromotionRecord append(
      PromotionRecord.Kind kind,
      Promotion promotion,
      ModelVersion version,
      Optional<PromotionRecord> current,
      Instant now)
      throws IOException {
    files.ensureDirectory(folder.resolve("records"));
    files.ensureDirectory(folder.resolve("aliases"));
    // What is pointed to must be durable before the pointer; whoever registered it may have died
    // between
    // its rename and its sync.
    files.operations().syncDirectory(blobs.folder());
    files.operations().syncDirectory(folder.resolve("versions"));
    PromotionRecord record =
        new PromotionRecord(
            nextId(now),
            current.map(PromotionRecord::epoch).orElse(0L) + 1,
            kind,
            promotion,
            current.map(r -> r.promotion().version()).orElse(0),
            version.digest(),
            now);
    String previous = current.map(PromotionRecord::id).orElse("");
    files.write(
        folder,
        recordFile(record.id()),
        RecordFile.promotion(new RecordFile.Link(record, previous), version));
    files.write(
        folder,
        pointerFile(promotion.alias()),
        RecordFile.pointer(
            new RecordFile.Pointer(
                record.id(), record.epoch(), promotion.version(), version.digest())));
    return record;
  }

  /** A name after all others of the model, even where the clock went back. */
  private String nextId(Instant now) throws IOException {
    List<String> names = files.names(folder.resolve("records"));
    Instant time = now;
    long sequence = 0;
    for (String name : names) {
      String id = name.endsWith(".json") ? name.substring(0, name.length() - 5) : "";
      long taken = RecordId.sequence(id);
      if (taken > 0) {
        sequence = Math.max(sequence, taken);
        Instant earlier = RecordId.time(id);
        time = earlier.isAfter(time) ? earlier : time;
      }
    }
    return RecordId.of(time, sequence + 1);
  }
}
