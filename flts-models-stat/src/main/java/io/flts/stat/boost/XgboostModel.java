package io.flts.stat.boost;

import io.flts.api.error.ModelFormatException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What XGBoost writes as a model, format {@code ubj}, read into flat trees. */
final class XgboostModel {
  private final Map<?, ?> learner;

  private XgboostModel(Map<?, ?> learner) {
    this.learner = learner;
  }

  /**
   * The trees of a model of XGBoost 1.6 or newer.
   *
   * @throws ModelFormatException where the bytes are damaged, or hold what is not read: DART,
   *     linear boosters, categorical splits, vector leaves, unknown objectives
   */
  static TreeEnsemble parse(byte[] ubjson) {
    try {
      Object document = Ubjson.parse(ubjson);
      return new XgboostModel(map(map(document, "document"), "learner")).trees();
    } catch (ArithmeticException | NumberFormatException e) {
      throw refused("a number is out of range: " + e.getMessage());
    }
  }

  private TreeEnsemble trees() {
    Map<?, ?> parameters = map(learner, "learner_model_param");
    int features = Integer.parseInt(text(parameters, "num_feature"));
    int outputs =
        Math.max(
            Integer.parseInt(text(parameters, "num_class")),
            Integer.parseInt(text(parameters, "num_target")));
    if (features < 1 || outputs < 1 || outputs > 10_000) {
      throw refused(features + " features and " + outputs + " outputs");
    }
    Link link = link(text(map(learner, "objective"), "name"));
    float[] intercepts = intercepts(text(parameters, "base_score"), outputs, link);
    Map<?, ?> booster = map(learner, "gradient_booster");
    if (!"gbtree".equals(booster.get("name"))) {
      throw refused("booster '" + booster.get("name") + "' is not 'gbtree'");
    }
    Map<?, ?> model = map(booster, "model");
    List<?> trees = list(model, "trees");
    int[] treeOutputs = integers(model, "tree_info");
    TreeAssembly assembly = new TreeAssembly();
    for (int t = 0; t < trees.size(); t++) {
      add(assembly, map(trees.get(t), "tree"), treeOutputs[t]);
    }
    return new TreeEnsemble(features, intercepts, link, assembly.trees());
  }

  private static void add(TreeAssembly assembly, Map<?, ?> tree, int output) {
    int[] categories = integers(tree, "categories");
    if (categories.length > 0) {
      throw refused("it has categorical splits; use one indicator per category");
    }
    if (!"1".equals(text(map(tree, "tree_param"), "size_leaf_vector"))) {
      throw refused("its leaves are vectors; train with 'one_output_per_tree'");
    }
    assembly.add(
        output,
        new TreeAssembly.Source(
            integers(tree, "left_children"),
            integers(tree, "right_children"),
            integers(tree, "split_indices"),
            floats(tree, "split_conditions"),
            integers(tree, "default_left"),
            floats(tree, "sum_hessian"),
            floats(tree, "loss_changes")));
  }

  private static Link link(String objective) {
    return switch (objective) {
      case "reg:squarederror",
          "reg:absoluteerror",
          "reg:quantileerror",
          "reg:pseudohubererror",
          "reg:squaredlogerror" ->
          Link.IDENTITY;
      case "count:poisson", "reg:tweedie", "reg:gamma" -> Link.LOG;
      case "binary:logistic", "reg:logistic" -> Link.LOGIT;
      default -> throw refused("its objective '" + objective + "' is not known");
    };
  }

  /** One number up to XGBoost 3.0, a list in brackets since. */
  private static float[] intercepts(String written, int outputs, Link link) {
    String plain = written.startsWith("[") ? written.substring(1, written.length() - 1) : written;
    String[] parts = plain.split(",", -1);
    if (parts.length != 1 && parts.length != outputs) {
      throw refused(parts.length + " intercepts for " + outputs + " outputs");
    }
    float[] margins = new float[outputs];
    for (int k = 0; k < outputs; k++) {
      margins[k] = link.margin(Float.parseFloat(parts[parts.length == 1 ? 0 : k]));
    }
    return margins;
  }

  private static Map<?, ?> map(@Nullable Object value, String what) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw refused("'" + what + "' is not an object");
  }

  private static Map<?, ?> map(Map<?, ?> parent, String key) {
    return map(parent.get(key), key);
  }

  private static List<?> list(Map<?, ?> parent, String key) {
    if (parent.get(key) instanceof List<?> list) {
      return list;
    }
    throw refused("'" + key + "' is not a list");
  }

  private static String text(Map<?, ?> parent, String key) {
    if (parent.get(key) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw refused("'" + key + "' is not a text");
  }

  private static float[] floats(Map<?, ?> parent, String key) {
    if (parent.get(key) instanceof float[] floats) {
      return floats;
    }
    throw refused("'" + key + "' is not an array of floats");
  }

  private static int[] integers(Map<?, ?> parent, String key) {
    Object value = parent.get(key);
    if (value instanceof int[] numbers) {
      return numbers;
    }
    if (value instanceof List<?> list) {
      int[] numbers = new int[list.size()];
      for (int i = 0; i < numbers.length; i++) {
        if (!(list.get(i) instanceof Long number)) {
          throw refused("'" + key + "' holds " + list.get(i));
        }
        numbers[i] = Math.toIntExact(number);
      }
      return numbers;
    }
    throw refused("'" + key + "' is not an array of whole numbers");
  }

  static ModelFormatException refused(String what) {
    return new ModelFormatException("XGBoost model cannot be read: " + what + ".");
  }
}
