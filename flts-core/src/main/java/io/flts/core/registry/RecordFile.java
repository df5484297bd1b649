package io.flts.core.registry;

import io.flts.api.error.RegistryException;
import io.flts.api.registry.ModelVersion;
import io.flts.api.registry.Promotion;
import io.flts.api.registry.PromotionRecord;
import io.flts.core.json.ConfigHash;
import io.flts.core.json.JsonBuilder;
import io.flts.core.json.JsonException;
import io.flts.core.json.JsonLimits;
import io.flts.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The small files of the store as JSON: versions, promotion records, pointers.
 *
 * <p>Every file is canonical JSON and has a member {@code sha256} over all others, so that damage
 * to any byte is seen.
 */
final class RecordFile {
  static final int FORMAT = 1;

  /** Longest file that is read. */
  static final int MOST_BYTES = 16 << 20;

  private static final String CHECKSUM = "sha256";

  /** Where an alias points to. */
  record Pointer(String record, long epoch, int version, String digest) {}

  /** A promotion record together with the name of the one before it, empty for the first. */
  record Link(PromotionRecord record, String previousRecord) {}

  private RecordFile() {}

  private static byte[] sealed(JsonBuilder content) {
    JsonObject json = content.integer("format", FORMAT).build();
    JsonBuilder sealed = JsonObject.copyOf(json).text(CHECKSUM, ConfigHash.of(json));
    return (sealed.build().canonical() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Checks form, checksum and format. */
  private static JsonObject opened(byte[] bytes) {
    if (bytes.length == 0) {
      throw new JsonException("It is empty.");
    }
    JsonObject json = JsonObject.parse(bytes, JsonLimits.standard());
    long format = json.integer("format");
    if (format > FORMAT) {
      throw new JsonException(
          "Newer format " + format + ", this build reads <= " + FORMAT + "; update FLTS.");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (!text.equals(json.canonical() + "\n")
        || !ConfigHash.of(json.without(CHECKSUM)).equals(json.text(CHECKSUM))) {
      throw new JsonException("Its SHA-256 differs.");
    }
    return json;
  }

  static RegistryException damaged(Path file, String what, String remedy) {
    return new RegistryException(
        "Registry file "
            + file
            + " is damaged: "
            + what
            + (what.endsWith(".") ? " " : ". ")
            + remedy);
  }

  static byte[] version(ModelVersion version) {
    return sealed(
        JsonObject.builder()
            .text("model", version.model())
            .integer("version", version.version())
            .text("digest", version.digest())
            .integer("size", version.size())
            .text("registered-at", RecordTime.format(version.registeredAt()))
            .realMap("metrics", version.metrics())
            .textMap("tags", version.tags()));
  }

  static ModelVersion version(byte[] bytes) {
    JsonObject json = opened(bytes);
    return new ModelVersion(
        json.text("model"),
        (int) json.integer("version", 1, Integer.MAX_VALUE),
        digest(json),
        json.integer("size", 0, Long.MAX_VALUE),
        RecordTime.parse(json.text("registered-at")),
        json.realMap("metrics"),
        json.textMap("tags"));
  }

  private static String digest(JsonObject json) {
    String digest = json.text("digest");
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new JsonException("Its digest is not 64 hex digits.");
    }
    return digest;
  }

  static byte[] pointer(Pointer pointer) {
    return sealed(
        JsonObject.builder()
            .text("record", pointer.record)
            .integer("epoch", pointer.epoch)
            .integer("version", pointer.version)
            .text("digest", pointer.digest));
  }

  static Pointer pointer(byte[] bytes) {
    JsonObject json = opened(bytes);
    String record = json.text("record");
    if (RecordId.sequence(record) == 0) {
      throw new JsonException("'" + record + "' is no name of a record.");
    }
    return new Pointer(
        record,
        json.integer("epoch", 1, Long.MAX_VALUE),
        (int) json.integer("version", 1, Integer.MAX_VALUE),
        digest(json));
  }

  static byte[] promotion(Link link, ModelVersion version) {
    PromotionRecord record = link.record;
    Promotion promotion = record.promotion();
    JsonBuilder json =
        JsonObject.builder()
            .text("id", record.id())
            .text("kind", record.kind().name().toLowerCase(Locale.ROOT))
            .integer("epoch", record.epoch())
            .text("timestamp", RecordTime.format(record.recordedAt()))
            .text("identifier", promotion.model())
            .text("alias", promotion.alias())
            .integer("version", promotion.version())
            .text("digest", record.digest())
            .text("model_uri", "blobs/sha256/" + record.digest())
            .integer("previous_version", record.previousVersion())
            .text("previous_record", link.previousRecord)
            .integer("expected_epoch", promotion.expectedEpoch())
            .text("actor", promotion.actor())
            .text("reason", promotion.reason())
            .real("score", promotion.score())
            .realMap("metrics", promotion.metrics())
            .realMap("weights", promotion.weights())
            .textMap("facts", promotion.facts());
    // For programs that read the records of the pipelines we replace; never read back here.
    for (String name : new String[] {"rmse", "mae", "mse"}) {
      Double metric = promotion.metrics().getOrDefault(name, version.metrics().get(name));
      if (metric != null) {
        json.real(name, metric);
      }
    }
    fact(json, "config_hash", "config-hash", promotion, version);
    fact(json, "run_id", "run-id", promotion, version);
    fact(json, "model_type", "forecaster", promotion, version);
    fact(json, "experiment", "experiment", promotion, version);
    fact(json, "data_fingerprint", "data-fingerprint", promotion, version);
    fact(json, "library_version", "library-version", promotion, version);
    fact(json, "seed", "seed", promotion, version);
    return sealed(json);
  }

  private static void fact(
      JsonBuilder json, String member, String name, Promotion promotion, ModelVersion version) {
    String fact = promotion.facts().getOrDefault(name, version.tags().get(name));
    if (fact != null) {
      json.text(member, fact);
    }
  }

  static Link promotion(byte[] bytes) {
    JsonObject json = opened(bytes);
    Promotion promotion =
        new Promotion(
            json.text("identifier"),
            json.text("alias"),
            (int) json.integer("version", 1, Integer.MAX_VALUE),
            json.integer("expected_epoch"),
            json.text("actor"),
            json.text("reason"),
            json.real("score"),
            json.realMap("metrics"),
            json.realMap("weights"),
            json.textMap("facts"));
    PromotionRecord record =
        new PromotionRecord(
            json.text("id"),
            json.integer("epoch", 1, Long.MAX_VALUE),
            PromotionRecord.Kind.valueOf(json.text("kind").toUpperCase(Locale.ROOT)),
            promotion,
            (int) json.integer("previous_version", 0, Integer.MAX_VALUE),
            digest(json),
            RecordTime.parse(json.text("timestamp")));
    return new Link(record, json.text("previous_record"));
  }
}
