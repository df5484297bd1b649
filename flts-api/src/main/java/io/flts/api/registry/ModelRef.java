package io.flts.api.registry;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of a model in a registry, together with a version or an alias: {@code load/3}, {@code
 * load@production}.
 *
 * <p>Names have 1 to 128 letters, digits, dots, dashes and underscores, and begin with a letter or
 * a digit; aliases 1 to 64 of the same. {@code latest} and {@code v} followed by digits are
 * reserved.
 *
 * @param model name of the model: the identifier (tenant) whose forecasts it makes
 * @param version the version, or 0 where an alias is given
 * @param alias the alias, or empty where a version is given
 * @since 0.1.0
 */
public record ModelRef(String model, int version, String alias) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern RESERVED = Pattern.compile("latest|v[0-9]+");
  private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

  /** Checks name, version and alias. */
  public ModelRef {
    checkModel(model);
    if (alias.isEmpty() == (version == 0)) {
      throw new IllegalArgumentException(
          "Model '" + model + "' needs either a version from 1 or an alias.");
    }
    if (version < 0) {
      throw new IllegalArgumentException("Version " + version + " must be at least 1.");
    }
    if (!alias.isEmpty()) {
      checkAlias(alias);
    }
  }

  /** A version of a model. */
  public static ModelRef version(String model, int version) {
    return new ModelRef(model, version, "");
  }

  /** An alias of a model. */
  public static ModelRef alias(String model, String alias) {
    return new ModelRef(model, 0, alias);
  }

  /** Reads {@code name/3} or {@code name@alias}. */
  public static ModelRef parse(String text) {
    int at = text.indexOf('@');
    int slash = text.indexOf('/');
    try {
      if (at > 0 && slash < 0) {
        return alias(text.substring(0, at), text.substring(at + 1));
      }
      if (slash > 0 && at < 0) {
        return version(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException(
        "Model reference '" + shown(text) + "' must look like name@alias or name/3.");
  }

  /** Refuses a name that is not legal. */
  public static void checkModel(String model) {
    String stem = model.toLowerCase(Locale.ROOT).split("\\.", 2)[0];
    if (!NAME.matcher(model).matches() || model.endsWith(".") || DEVICES.contains(stem)) {
      throw new IllegalArgumentException(
          "Model name '"
              + shown(model)
              + "' must have 1 to 128 letters, digits, dots, dashes and"
              + " underscores, begin with a letter or digit, not end with a dot, and be no device name.");
    }
  }

  /** Refuses an alias that is not legal. */
  public static void checkAlias(String alias) {
    if (!ALIAS.matcher(alias).matches() || RESERVED.matcher(alias).matches()) {
      throw new IllegalArgumentException(
          "Alias '"
              + shown(alias)
              + "' must have 1 to 64 letters, digits, dots, dashes and underscores;"
              + " 'latest' and 'v' with digits are reserved.");
    }
  }

  private static String shown(String text) {
    return text.length() > 160 ? text.substring(0, 157) + "..." : text;
  }

  @Override
  public String toString() {
    return alias.isEmpty() ? model + "/" + version : model + "@" + alias;
  }
}
