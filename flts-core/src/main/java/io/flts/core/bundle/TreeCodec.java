package io.flts.core.bundle;

import io.flts.api.error.ModelFormatException;
import io.flts.api.model.ModelTree;
import io.flts.api.model.ModelWriter;
import io.flts.core.json.JsonBuilder;
import io.flts.core.json.JsonException;
import io.flts.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A model tree taken apart into JSON, tensors and opaque bytes, and put together again.
 *
 * <p>Sections become objects and scalars become members; whole numbers have no point, reals have
 * one. What JSON cannot hold is an object with one member whose key begins with a dollar sign,
 * which no model key does: {@code {"$real":"7ff8000000000000"}} for the bits of a NaN or an
 * infinity, {@code {"$f64":24}} (or {@code $f32}, {@code $i32}) for the tensor of that length under
 * the same path, {@code {"$bytes":1024}} for the bytes in the entry of the same path.
 */
final class TreeCodec {
  private static final String REAL = "$real";
  private static final String BYTES = "$bytes";

  private final List<Tensor> tensors = new ArrayList<>();
  private final Map<String, byte[]> blobs = new LinkedHashMap<>();
  private final JsonObject json;

  TreeCodec(ModelTree tree) {
    json = encode(tree, "", 1);
  }

  JsonObject json() {
    return json;
  }

  List<Tensor> tensors() {
    return tensors;
  }

  /** Opaque bytes by path. */
  Map<String, byte[]> blobs() {
    return blobs;
  }

  private JsonObject encode(ModelTree tree, String prefix, int depth) {
    if (depth > BundleLimits.MOST_NESTING) {
      throw new IllegalArgumentException(
          "Model section '"
              + prefix
              + "' is nested deeper than "
              + BundleLimits.MOST_NESTING
              + " levels; a bundle holds no more.");
    }
    JsonBuilder out = JsonObject.builder();
    tree.entries()
        .forEach(
            (key, value) -> {
              String path = prefix + key;
              if (value instanceof String text) {
                out.text(key, checked(path, text));
              } else if (value instanceof Long integer) {
                out.integer(key, integer);
              } else if (value instanceof Double real) {
                encodeReal(out, key, real);
              } else if (value instanceof Boolean flag) {
                out.flag(key, flag);
              } else if (value instanceof ModelTree section) {
                out.object(key, encode(section, path + "/", depth + 1));
              } else if (value instanceof byte[] bytes) {
                blobs.put(path, bytes);
                out.object(key, marker(BYTES, bytes.length));
              } else {
                Tensor tensor = tensor(path, value);
                tensors.add(tensor);
                out.object(key, marker(tensor.type().marker, tensor.length()));
              }
            });
    return out.build();
  }

  private static Tensor tensor(String path, Object value) {
    if (value instanceof double[] array) {
      return Tensor.of(path, array);
    }
    if (value instanceof float[] array) {
      return Tensor.of(path, array);
    }
    if (value instanceof int[] array) {
      return Tensor.of(path, array);
    }
    throw new IllegalArgumentException("Model value '" + path + "' is a " + value.getClass());
  }

  private static void encodeReal(JsonBuilder out, String key, double real) {
    if (Double.isFinite(real)) {
      out.real(key, real);
    } else {
      String bits = String.format(Locale.ROOT, "%016x", Double.doubleToRawLongBits(real));
      out.object(key, JsonObject.builder().text(REAL, bits).build());
    }
  }

  private static JsonObject marker(String name, long length) {
    return JsonObject.builder().integer(name, length).build();
  }

  private static String checked(String path, String text) {
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    if (size > BundleLimits.MOST_TEXT_BYTES) {
      throw new IllegalArgumentException(
          "Model text '"
              + path
              + "' has "
              + size
              + " bytes; a text has at most "
              + BundleLimits.MOST_TEXT_BYTES
              + ". Write it as bytes.");
    }
    return text;
  }

  /**
   * Puts a tree together; takes every tensor and blob out of the maps, so that no array is held
   * twice.
   *
   * @throws ModelFormatException where the parts do not fit together
   */
  static ModelTree decode(
      JsonObject json, Map<String, Tensor> tensors, Map<String, byte[]> blobs, String source) {
    ModelTree tree = ModelTree.empty();
    try {
      decode(json, tree.writer(), "", tensors, blobs);
    } catch (JsonException | IllegalArgumentException e) {
      throw EntryInput.fault(source, BundleEntries.MODEL, String.valueOf(e.getMessage()));
    }
    if (!tensors.isEmpty()) {
      throw EntryInput.fault(
          source,
          BundleEntries.ARRAYS,
          "tensor '" + tensors.keySet().iterator().next() + "' belongs to no key of the model");
    }
    if (!blobs.isEmpty()) {
      throw EntryInput.fault(
          source,
          BundleEntries.BYTES + blobs.keySet().iterator().next(),
          "it belongs to no key of the model");
    }
    return tree;
  }

  private static void decode(
      JsonObject json,
      ModelWriter out,
      String prefix,
      Map<String, Tensor> tensors,
      Map<String, byte[]> blobs) {
    for (String key : json.keys()) {
      switch (json.kind(key)) {
        case TEXT -> out.text(key, json.text(key));
        case INTEGER -> out.integer(key, json.integer(key));
        case REAL -> out.real(key, json.real(key));
        case FLAG -> out.flag(key, json.flag(key));
        case OBJECT -> {
          JsonObject member = json.object(key);
          List<String> keys = member.keys();
          if (keys.size() == 1 && keys.get(0).startsWith("$")) {
            decodeMarker(keys.get(0), member, out, key, prefix + key, tensors, blobs);
          } else {
            decode(member, out.section(key), prefix + key + "/", tensors, blobs);
          }
        }
        default -> throw new JsonException("Member '" + prefix + key + "' is no model value.");
      }
    }
  }

  private static void decodeMarker(
      String marker,
      JsonObject member,
      ModelWriter out,
      String key,
      String path,
      Map<String, Tensor> tensors,
      Map<String, byte[]> blobs) {
    if (marker.equals(REAL)) {
      String bits = member.text(REAL);
      if (!bits.matches("[0-9a-f]{16}")) {
        throw new JsonException("Member '" + path + "' has no 16 hex digits.");
      }
      out.real(key, Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16)));
      return;
    }
    long length = member.integer(marker, 0, Integer.MAX_VALUE);
    if (marker.equals(BYTES)) {
      byte[] blob = blobs.remove(path);
      if (blob == null || blob.length != length) {
        throw new JsonException(
            "Member '"
                + path
                + "' needs an entry of "
                + length
                + " bytes but there is "
                + (blob == null ? "none" : "one of " + blob.length)
                + ".");
      }
      out.bytes(key, blob);
      return;
    }
    Tensor tensor = tensors.remove(path);
    if (tensor == null || tensor.length() != length || !tensor.type().marker.equals(marker)) {
      throw new JsonException(
          "Member '"
              + path
              + "' needs a tensor "
              + marker
              + " of "
              + length
              + " but there is "
              + (tensor == null ? "none" : tensor.type().marker + " of " + tensor.length())
              + ".");
    }
    switch (tensor.type()) {
      case F64 -> out.reals(key, (double[]) tensor.array());
      case F32 -> out.floats(key, (float[]) tensor.array());
      case I32 -> out.integers(key, (int[]) tensor.array());
    }
  }
}
