package io.flts.core.bundle;

import io.flts.api.error.ModelFormatException;
import io.flts.core.json.JsonException;
import io.flts.core.json.JsonLimits;
import io.flts.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The manifest together with the list of entries that it vouches for, and its JSON form.
 *
 * @param manifest what the bundle says about its model
 * @param entries all entries but the manifest's own, in the order of the file
 */
record BundleEntries(BundleManifest manifest, List<Entry> entries) {
  static final int FORMAT = 1;
  static final String MANIFEST = "manifest.json";
  static final String MODEL = "model.json";
  static final String ARRAYS = "arrays.safetensors";
  static final String BYTES = "bytes/";

  private static final Pattern BYTES_NAME =
      Pattern.compile("bytes(/[A-Za-z0-9][A-Za-z0-9._-]{0,127}){1,32}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** One entry. */
  record Entry(String name, long length, String sha256) {}

  JsonObject toJson() {
    List<JsonObject> services = new ArrayList<>();
    for (BundleService service : manifest.services()) {
      services.add(
          JsonObject.builder()
              .text("kind", service.kind())
              .text("name", service.name())
              .parameters("parameters", service.parameters())
              .build());
    }
    List<JsonObject> columns = new ArrayList<>();
    for (BundleSchema.Column column : manifest.schema().columns()) {
      columns.add(
          JsonObject.builder()
              .text("name", column.name())
              .text("role", column.role().name())
              .text("unit", column.unit())
              .build());
    }
    List<JsonObject> listed = new ArrayList<>();
    for (Entry entry : entries) {
      listed.add(
          JsonObject.builder()
              .text("name", entry.name())
              .integer("length", entry.length())
              .text("sha256", entry.sha256())
              .build());
    }
    return JsonObject.builder()
        .integer("format", FORMAT)
        .text("library", manifest.libraryVersion())
        .objects("services", services)
        .object(
            "schema",
            JsonObject.builder()
                .text("frequency", manifest.schema().frequency())
                .objects("columns", columns)
                .build())
        .text("data-fingerprint", manifest.dataFingerprint())
        .text("config-hash", manifest.configHash())
        .integer("seed", manifest.seed())
        .realMap("metrics", manifest.metrics())
        .textMap("notes", manifest.notes())
        .objects("entries", listed)
        .build();
  }

  static BundleEntries parse(byte[] bytes, BundleLimits limits, String source) {
    try {
      JsonObject json =
          JsonObject.parse(bytes, new JsonLimits(limits.jsonBytes(), 16, limits.jsonBytes()));
      long format = json.integer("format");
      if (format > FORMAT) {
        throw new ModelFormatException(
            source
                + ": entry "
                + MANIFEST
                + ": newer format "
                + format
                + ", this build reads <= "
                + FORMAT
                + ". Update FLTS, or save the model with the older version.");
      }
      if (format < 1) {
        throw new JsonException("Format " + format + " has never been.");
      }
      BundleEntries read = fromJson(json, limits, source);
      // Catches unknown members and every other spelling of the same content.
      if (!Arrays.equals(read.toJson().canonicalBytes(), bytes)) {
        throw new JsonException("It is not in canonical form or has unknown members.");
      }
      return read;
    } catch (JsonException | IllegalArgumentException e) {
      throw EntryInput.fault(source, MANIFEST, String.valueOf(e.getMessage()));
    }
  }

  private static BundleEntries fromJson(JsonObject json, BundleLimits limits, String source) {
    List<BundleService> services = new ArrayList<>();
    for (JsonObject service : json.objects("services")) {
      services.add(
          new BundleService(
              service.text("kind"), service.text("name"), service.parameters("parameters")));
    }
    List<BundleSchema.Column> columns = new ArrayList<>();
    for (JsonObject column : json.object("schema").objects("columns")) {
      columns.add(
          new BundleSchema.Column(
              column.text("name"),
              BundleSchema.Role.valueOf(column.text("role")),
              column.text("unit")));
    }
    BundleManifest manifest =
        new BundleManifest(
            json.text("library"),
            services,
            new BundleSchema(json.object("schema").text("frequency"), columns),
            json.text("data-fingerprint"),
            json.text("config-hash"),
            json.integer("seed"),
            json.realMap("metrics"),
            json.textMap("notes"));
    return new BundleEntries(manifest, entries(json, limits, source));
  }

  private static List<Entry> entries(JsonObject json, BundleLimits limits, String source) {
    List<JsonObject> listed = json.objects("entries");
    if (listed.size() + 1 > limits.entries()) {
      throw EntryInput.fault(
          source,
          MANIFEST,
          "it lists " + listed.size() + " entries, more than the limit of " + limits.entries());
    }
    List<Entry> entries = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (JsonObject each : listed) {
      Entry entry = new Entry(each.text("name"), each.integer("length"), each.text("sha256"));
      if (!legal(entry.name(), entries.size())) {
        throw EntryInput.fault(
            source,
            shown(entry.name()),
            "no entry of this name may stand at place "
                + (entries.size() + 2)
                + "; a bundle holds manifest.json, model.json, arrays.safetensors where there are"
                + " arrays, and bytes/... without path steps such as '..'");
      }
      if (!names.add(entry.name())) {
        throw EntryInput.fault(source, entry.name(), "it is listed twice");
      }
      if (entry.length() < 0 || entry.length() > limits.bytes()) {
        throw EntryInput.fault(
            source,
            entry.name(),
            "its declared size of "
                + entry.length()
                + " bytes is beyond the limit of "
                + limits.bytes());
      }
      if (!SHA256.matcher(entry.sha256()).matches()) {
        throw EntryInput.fault(source, entry.name(), "its SHA-256 is not 64 hex digits");
      }
      entries.add(entry);
    }
    if (entries.isEmpty()) {
      throw EntryInput.fault(source, MODEL, "it is absent");
    }
    return entries;
  }

  private static boolean legal(String name, int place) {
    if (place == 0) {
      return name.equals(MODEL);
    }
    return (place == 1 && name.equals(ARRAYS)) || BYTES_NAME.matcher(name).matches();
  }

  private static String shown(String name) {
    String printable = name.replaceAll("[^\\x20-\\x7e]", "?");
    return printable.length() > 120 ? printable.substring(0, 117) + "..." : printable;
  }
}
