package io.flts.dl.dl4j;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a {@code MultiLayerConfiguration}, checked before any library reads it.
 *
 * <p>Such a text names classes to be created and sizes to be allocated, and it comes from anywhere:
 * a parameter, a request, a saved model. It is read by a strict reader with limits; every name of a
 * class in it must stand on a fixed list; sizes are bounded. What Deeplearning4j is given later is
 * {@link #compact}, written from what was checked, never the text itself. <b>Cost</b> one pass.
 * <b>Thread safety</b> immutable. Needs no Deeplearning4j.
 *
 * @since 0.1.0
 */
public final class NetworkText {
  /** Most units or inputs of one layer. */
  static final int MOST_UNITS = 8192;

  private static final int MOST_LAYERS = 64;
  private static final int MOST_NUMBER = 1_000_000;
  private static final Pattern CLASS_NAME =
      Pattern.compile("\\[*[\\p{L}_$][\\p{L}\\p{N}_$]*(\\s*[./]\\s*[\\p{L}\\p{N}_$;]+)+");

  private final String compact;
  private final boolean readsSequences;
  private final int outputs;
  private final boolean absolute;

  private NetworkText(Map<String, Object> root) {
    compact = StrictJson.text(root);
    Map<?, ?> last = layer(root, layers(root).size() - 1);
    outputs = whole(last, "nout");
    Object loss = last.get("lossFn");
    String named = loss instanceof Map<?, ?> map ? String.valueOf(map.get("@class")) : "";
    absolute = named.endsWith(".LossMAE") || named.endsWith(".LossL1");
    readsSequences = namesSequence(root);
  }

  /**
   * Checks a text.
   *
   * @throws IllegalArgumentException naming the place, what stands there, and the rule
   */
  public static NetworkText of(String json) {
    try {
      Map<String, Object> root = StrictJson.object(json);
      check(root, "");
      List<?> layers = layers(root);
      for (int i = 0; i < layers.size(); i++) {
        layer(root, i);
      }
      NetworkText text = new NetworkText(root);
      if (text.compact.length() > StrictJson.MOST_CHARACTERS) {
        throw new IllegalArgumentException(
            "it has "
                + text.compact.length()
                + " characters once it is written in ASCII; at most "
                + StrictJson.MOST_CHARACTERS
                + " are read. Give layers short names.");
      }
      return text;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Network configuration refused: " + e.getMessage(), e);
    }
  }

  private static void check(@Nullable Object value, String path) {
    if (value instanceof Map<?, ?> object) {
      for (Map.Entry<?, ?> member : object.entrySet()) {
        String key = (String) member.getKey();
        String place = path.isEmpty() ? key : path + "." + key;
        if (key.startsWith("@") && !key.equals("@class")) {
          throw new IllegalArgumentException(
              place + ": the only key that may begin with '@' is \"@class\". Remove it.");
        }
        named(key, place + " (the key)");
        // Distributions name theirs under "type".
        if (key.equals("@class") || key.equals("type")) {
          requireAllowed(String.valueOf(member.getValue()), place);
        }
        check(member.getValue(), place);
        size(key, member.getValue(), place);
      }
    } else if (value instanceof List<?> array) {
      for (int i = 0; i < array.size(); i++) {
        check(array.get(i), path + "[" + i + "]");
      }
    } else if (value instanceof String string) {
      named(string, path);
    } else if (value instanceof StrictJson.Digits digits
        && !path.endsWith(".seed")
        && digits.isWhole()
        && Math.abs(digits.value()) > MOST_NUMBER) {
      throw new IllegalArgumentException(
          path
              + " is "
              + digits.text()
              + "; whole numbers other than 'seed' may be at most "
              + MOST_NUMBER
              + ". Lower it.");
    }
  }

  /** Whatever looks like the name of a class must be allowed, wherever it stands. */
  private static void named(String string, String place) {
    if (CLASS_NAME.matcher(string.trim()).matches()) {
      requireAllowed(string, place);
    }
  }

  private static void requireAllowed(String name, String place) {
    if (!AllowedClasses.holds(name)) {
      throw new IllegalArgumentException(
          place
              + " names the class '"
              + (name.length() > 200 ? name.substring(0, 200) + "…" : name)
              + "', which is not on the list of layers, activations, losses, updaters, weight"
              + " initialisers, schedules, dropouts, constraints and preprocessors that may be"
              + " created. Use one of those (docs/reference/dl4j.md).");
    }
  }

  private static void size(String key, @Nullable Object value, String place) {
    String lower = key.toLowerCase(Locale.ROOT);
    if (!lower.equals("nin") && !lower.equals("nout")) {
      return;
    }
    if (!(value instanceof StrictJson.Digits digits)
        || !digits.isWhole()
        || digits.value() < 0
        || digits.value() > MOST_UNITS) {
      String found = value instanceof StrictJson.Digits digits ? digits.text() : "" + value;
      throw new IllegalArgumentException(
          place
              + " is "
              + found
              + "; a layer may have 0 (to be filled in) to "
              + MOST_UNITS
              + " inputs and units. Set a number in that range.");
    }
  }

  private static List<?> layers(Map<?, ?> root) {
    if (root.get("confs") instanceof List<?> layers
        && !layers.isEmpty()
        && layers.size() <= MOST_LAYERS) {
      return layers;
    }
    throw new IllegalArgumentException(
        "confs must be an array of 1 to "
            + MOST_LAYERS
            + " layers. Give what MultiLayerConfiguration.toJson() wrote.");
  }

  private static Map<?, ?> layer(Map<?, ?> root, int index) {
    if (layers(root).get(index) instanceof Map<?, ?> conf
        && conf.get("layer") instanceof Map<?, ?> layer
        && layer.get("@class") instanceof String) {
      return layer;
    }
    throw new IllegalArgumentException(
        "confs["
            + index
            + "].layer must be an object with \"@class\". Give what"
            + " MultiLayerConfiguration.toJson() wrote.");
  }

  private static int whole(Map<?, ?> object, String name) {
    for (Map.Entry<?, ?> member : object.entrySet()) {
      boolean same = String.valueOf(member.getKey()).toLowerCase(Locale.ROOT).equals(name);
      if (same && member.getValue() instanceof StrictJson.Digits digits) {
        return (int) digits.value();
      }
    }
    return 0;
  }

  private static boolean namesSequence(@Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
      return (object.get("@class") instanceof String name && AllowedClasses.readsSequences(name))
          || object.values().stream().anyMatch(NetworkText::namesSequence);
    }
    return value instanceof List<?> array && array.stream().anyMatch(NetworkText::namesSequence);
  }

  /** The checked configuration as one line of JSON. */
  public String compact() {
    return compact;
  }

  /** Whether any layer reads sequences, so that windows come step by step, not as flat rows. */
  public boolean readsSequences() {
    return readsSequences;
  }

  /** Units of the last layer, 0 where they are left to be filled in. */
  public int outputs() {
    return outputs;
  }

  /** Whether the last layer's loss is an absolute error, so that it answers medians. */
  public boolean absolute() {
    return absolute;
  }
}
