package io.flts.api.model;

import io.flts.api.error.ModelFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A saved model in memory: sections of typed values.
 *
 * <p>Values are {@link String}, {@link Long}, {@link Double}, {@link Boolean}, {@code double[]},
 * {@code float[]}, {@code int[]}, {@code byte[]}, and {@code ModelTree} for a section. Written once
 * through {@link #writer()}, then only read; two trees are equal when every value is equal bit for
 * bit.
 *
 * @since 0.1.0
 */
public final class ModelTree {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private final String path;
  private final Map<String, Object> values = new LinkedHashMap<>();

  private ModelTree(String path) {
    this.path = path;
  }

  /** An empty tree, to be filled through {@link #writer()}. */
  public static ModelTree empty() {
    return new ModelTree("");
  }

  /** The tree of what the function writes. */
  public static ModelTree of(Consumer<ModelWriter> function) {
    ModelTree tree = empty();
    function.accept(tree.writer());
    return tree;
  }

  /**
   * The values of this section in the order written: a shallow copy whose arrays are not copied.
   */
  public Map<String, Object> entries() {
    return new LinkedHashMap<>(values);
  }

  /** A writer into this section. */
  public ModelWriter writer() {
    return new Writer();
  }

  /** A reader of this section. */
  public ModelReader reader() {
    return new Reader();
  }

  private void put(String key, Object value) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "Model key '" + key + "' must be 1 to 128 letters, digits, dots, dashes or underscores.");
    }
    if (values.put(key, value) != null) {
      throw new IllegalArgumentException("Model key '" + path + key + "' is written twice.");
    }
  }

  private final class Writer implements ModelWriter {
    @Override
    public ModelWriter text(String key, String value) {
      put(key, value);
      return this;
    }

    @Override
    public ModelWriter integer(String key, long value) {
      put(key, value);
      return this;
    }

    @Override
    public ModelWriter real(String key, double value) {
      put(key, value);
      return this;
    }

    @Override
    public ModelWriter flag(String key, boolean value) {
      put(key, value);
      return this;
    }

    @Override
    public ModelWriter reals(String key, double[] array) {
      put(key, array.clone());
      return this;
    }

    @Override
    public ModelWriter floats(String key, float[] array) {
      put(key, array.clone());
      return this;
    }

    @Override
    public ModelWriter integers(String key, int[] array) {
      put(key, array.clone());
      return this;
    }

    @Override
    public ModelWriter bytes(String key, byte[] array) {
      put(key, array.clone());
      return this;
    }

    @Override
    public ModelWriter section(String key) {
      ModelTree child = new ModelTree(path + key + "/");
      put(key, child);
      return child.writer();
    }
  }

  private final class Reader implements ModelReader {
    @Override
    public boolean has(String key) {
      return values.containsKey(key);
    }

    private <T> T get(String key, Class<T> type, String what) {
      Object value = values.get(key);
      if (!type.isInstance(value)) {
        throw new ModelFormatException(
            "Saved model: '"
                + path
                + key
                + "' should be "
                + what
                + " but is "
                + (value == null ? "absent" : "a " + value.getClass().getSimpleName())
                + ". The file is damaged or was written by another program.");
      }
      return type.cast(value);
    }

    private <T> T sized(String key, T array, int actual, int expected) {
      if (actual != expected) {
        throw new ModelFormatException(
            "Saved model: '"
                + path
                + key
                + "' has "
                + actual
                + " elements; "
                + expected
                + " are needed. The file is damaged or was written by another program.");
      }
      return array;
    }

    @Override
    public String text(String key) {
      return get(key, String.class, "a text");
    }

    @Override
    public long integer(String key) {
      return get(key, Long.class, "a whole number");
    }

    @Override
    public int integer(String key, int minimum, int maximum) {
      long value = integer(key);
      if (value < minimum || value > maximum) {
        throw new ModelFormatException(
            "Saved model: '"
                + path
                + key
                + "' is "
                + value
                + "; it must lie from "
                + minimum
                + " to "
                + maximum
                + ". The file is damaged or was written by another program.");
      }
      return (int) value;
    }

    @Override
    public double real(String key) {
      return get(key, Double.class, "a real number");
    }

    @Override
    public boolean flag(String key) {
      return get(key, Boolean.class, "a truth value");
    }

    @Override
    public double[] reals(String key) {
      return get(key, double[].class, "an array of doubles").clone();
    }

    @Override
    public double[] reals(String key, int length) {
      double[] array = reals(key);
      return sized(key, array, array.length, length);
    }

    @Override
    public float[] floats(String key) {
      return get(key, float[].class, "an array of floats").clone();
    }

    @Override
    public float[] floats(String key, int length) {
      float[] array = floats(key);
      return sized(key, array, array.length, length);
    }

    @Override
    public int[] integers(String key) {
      return get(key, int[].class, "an array of whole numbers").clone();
    }

    @Override
    public byte[] bytes(String key) {
      return get(key, byte[].class, "bytes").clone();
    }

    @Override
    public ModelReader section(String key) {
      return get(key, ModelTree.class, "a section").reader();
    }

    @Override
    public List<String> keys() {
      return List.copyOf(new ArrayList<>(values.keySet()));
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ModelTree that
        && List.copyOf(values.keySet()).equals(List.copyOf(that.values.keySet()))
        && Arrays.deepEquals(values.values().toArray(), that.values.values().toArray());
  }

  @Override
  public int hashCode() {
    return values.keySet().hashCode();
  }

  @Override
  public String toString() {
    return "ModelTree " + path + values.keySet();
  }
}
