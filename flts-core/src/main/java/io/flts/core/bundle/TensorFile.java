package io.flts.core.bundle;

import io.flts.core.json.JsonBuilder;
import io.flts.core.json.JsonException;
import io.flts.core.json.JsonLimits;
import io.flts.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arrays of a model as one safetensors file: eight bytes of header length, a JSON header, the
 * elements without holes.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the safetensors format</a>
 */
final class TensorFile {
  private final List<Tensor> tensors;
  private final byte[] header;

  TensorFile(List<Tensor> unordered) {
    tensors = new ArrayList<>(unordered);
    tensors.sort(Comparator.comparing(Tensor::type));
    header = header(tensors);
  }

  private static byte[] header(List<Tensor> tensors) {
    JsonBuilder json = JsonObject.builder();
    long offset = 0;
    for (Tensor tensor : tensors) {
      long end = offset + tensor.bytes();
      json.object(
          tensor.path(),
          JsonObject.builder()
              .text("dtype", tensor.type().name())
              .integers("shape", tensor.length())
              .integers("data_offsets", offset, end)
              .build());
      offset = end;
    }
    byte[] text = json.build().compact().getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return padded;
  }

  void write(OutputStream out) throws IOException {
    byte[] prefix = new byte[8];
    ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length);
    out.write(prefix);
    out.write(header);
    for (Tensor tensor : tensors) {
      tensor.write(out);
    }
  }

  /** Reads all tensors, by path. */
  static Map<String, Tensor> read(EntryInput in, BundleLimits limits) throws IOException {
    byte[] prefix = in.read(8);
    long headerLength = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (headerLength < 2 || headerLength > in.remaining()) {
      throw in.fault(
          "its header claims "
              + Long.toUnsignedString(headerLength)
              + " bytes, but "
              + in.remaining()
              + " remain");
    }
    if (headerLength > limits.jsonBytes()) {
      throw in.fault(
          "its header of "
              + headerLength
              + " bytes is longer than the limit of "
              + limits.jsonBytes());
    }
    try {
      JsonObject header =
          JsonObject.parse(
              in.read((int) headerLength), new JsonLimits(limits.jsonBytes(), 3, 50_000));
      return read(header, in);
    } catch (JsonException e) {
      throw in.fault("its header cannot be read: " + e.getMessage());
    }
  }

  private static Map<String, Tensor> read(JsonObject header, EntryInput in) throws IOException {
    // All of the header is checked before the first array is allocated.
    Map<String, Tensor.Type> types = new LinkedHashMap<>();
    Map<String, Integer> lengths = new LinkedHashMap<>();
    long offset = 0;
    for (String path : header.keys()) {
      JsonObject tensor = header.object(path);
      if (tensor.keys().size() != 3) {
        throw in.fault("tensor '" + path + "' has members other than dtype, shape, data_offsets");
      }
      Tensor.Type type = type(tensor.text("dtype"), path, in);
      long[] shape = tensor.integers("shape", 0, Integer.MAX_VALUE - 8);
      long[] offsets = tensor.integers("data_offsets", 0, in.remaining());
      if (shape.length != 1 || offsets.length != 2) {
        throw in.fault("tensor '" + path + "' needs one dimension and two offsets");
      }
      if (offsets[0] != offset || offsets[1] - offsets[0] != shape[0] * type.bytes) {
        throw in.fault(
            "tensor '"
                + path
                + "' of "
                + shape[0]
                + " "
                + type
                + " at offsets "
                + offsets[0]
                + " to "
                + offsets[1]
                + " should begin at "
                + offset
                + " and take "
                + shape[0] * type.bytes
                + " bytes");
      }
      offset = offsets[1];
      types.put(path, type);
      lengths.put(path, (int) shape[0]);
    }
    if (offset != in.remaining()) {
      throw in.fault(
          "its tensors take " + offset + " bytes, but " + in.remaining() + " follow the header");
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor.Type> each : types.entrySet()) {
      String path = each.getKey();
      int length = lengths.getOrDefault(path, 0);
      tensors.put(path, Tensor.read(path, each.getValue(), length, in));
    }
    return tensors;
  }

  private static Tensor.Type type(String name, String path, EntryInput in) {
    for (Tensor.Type type : Tensor.Type.values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw in.fault("tensor '" + path + "' has dtype " + name + "; F64, F32 and I32 are known");
  }
}
