package io.flts.api.parameter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Declaration of one parameter of a service: name, type, default, permitted range, the scale a
 * tuner should search it on, and what it means.
 *
 * <p>A specification is also the typed key by which the service reads its value:
 *
 * <pre>{@code
 * static final ParameterSpec<Integer> SEASON =
 *     ParameterSpec.integer("season", 0, 0, 100_000, "observations per season; 0 = from the frequency");
 * int m = parameters.get(SEASON);
 * }</pre>
 *
 * <p>Ranges are closed at both ends. Names are lower-kebab and stable for ever: they stand in saved
 * models. Immutable and thread-safe.
 *
 * @param <T> {@link Integer}, {@link Double}, {@link Boolean}, {@link String}, or a list of
 *     Integer, Double or String
 * @since 0.1.0
 */
public final class ParameterSpec<T> {

  /** What kind of value a parameter takes. */
  public enum Type {
    /** A whole number, {@link Integer}. */
    INTEGER,
    /** A finite real number, {@link Double}. */
    REAL,
    /** true or false. */
    FLAG,
    /** One of a fixed list of words. */
    CHOICE,
    /** Any text. */
    TEXT,
    /** A list of whole numbers. */
    INTEGERS,
    /** A list of finite real numbers. */
    REALS,
    /** A list of texts. */
    TEXTS
  }

  /** The scale on which neighbouring values of a numeric parameter are about equally different. */
  public enum Scale {
    /** Differences matter. */
    LINEAR,
    /** Ratios matter; the range must be positive. */
    LOGARITHMIC
  }

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private final String name;
  private final Type type;
  private final T defaultValue;
  private final double minimum;
  private final double maximum;
  private final Scale scale;
  private final List<String> choices;
  private final String meaning;

  private ParameterSpec(
      String name,
      Type type,
      T defaultValue,
      double minimum,
      double maximum,
      Scale scale,
      List<String> choices,
      String meaning) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "Parameter name '" + name + "' must be lower-kebab, for example 'season-length'.");
    }
    this.name = name;
    this.type = type;
    this.defaultValue = defaultValue;
    this.minimum = minimum;
    this.maximum = maximum;
    this.scale = scale;
    this.choices = List.copyOf(choices);
    this.meaning = meaning;
    check(defaultValue);
  }

  /** A whole number in [minimum, maximum]. */
  public static ParameterSpec<Integer> integer(
      String name, int defaultValue, int minimum, int maximum, String meaning) {
    return new ParameterSpec<>(
        name, Type.INTEGER, defaultValue, minimum, maximum, Scale.LINEAR, List.of(), meaning);
  }

  /** A finite real number in [minimum, maximum]. */
  public static ParameterSpec<Double> real(
      String name, double defaultValue, double minimum, double maximum, String meaning) {
    return new ParameterSpec<>(
        name, Type.REAL, defaultValue, minimum, maximum, Scale.LINEAR, List.of(), meaning);
  }

  /** True or false. */
  public static ParameterSpec<Boolean> flag(String name, boolean defaultValue, String meaning) {
    return new ParameterSpec<>(
        name, Type.FLAG, defaultValue, 0, 1, Scale.LINEAR, List.of(), meaning);
  }

  /** One word of a list. */
  public static ParameterSpec<String> choice(
      String name, String defaultValue, List<String> choices, String meaning) {
    return new ParameterSpec<>(
        name, Type.CHOICE, defaultValue, 0, 0, Scale.LINEAR, choices, meaning);
  }

  /** Any text; the empty text usually means "not set". */
  public static ParameterSpec<String> text(String name, String defaultValue, String meaning) {
    return new ParameterSpec<>(
        name, Type.TEXT, defaultValue, 0, 0, Scale.LINEAR, List.of(), meaning);
  }

  /** A list of whole numbers, each in [minimum, maximum]. */
  public static ParameterSpec<List<Integer>> integers(
      String name, List<Integer> defaultValue, int minimum, int maximum, String meaning) {
    return new ParameterSpec<>(
        name, Type.INTEGERS, defaultValue, minimum, maximum, Scale.LINEAR, List.of(), meaning);
  }

  /** A list of finite real numbers, each in [minimum, maximum]. */
  public static ParameterSpec<List<Double>> reals(
      String name, List<Double> defaultValue, double minimum, double maximum, String meaning) {
    return new ParameterSpec<>(
        name, Type.REALS, defaultValue, minimum, maximum, Scale.LINEAR, List.of(), meaning);
  }

  /** A list of texts. */
  public static ParameterSpec<List<String>> texts(
      String name, List<String> defaultValue, String meaning) {
    return new ParameterSpec<>(
        name, Type.TEXTS, defaultValue, 0, 0, Scale.LINEAR, List.of(), meaning);
  }

  /** The same parameter, to be searched on a logarithmic scale; its range must be positive. */
  public ParameterSpec<T> logarithmic() {
    if (minimum <= 0) {
      throw new IllegalArgumentException(
          "Parameter '"
              + name
              + "' starts at "
              + minimum
              + "; a logarithmic scale needs a positive range.");
    }
    return new ParameterSpec<>(
        name, type, defaultValue, minimum, maximum, Scale.LOGARITHMIC, choices, meaning);
  }

  /** The same parameter with another default, for a service whose default differs. */
  public ParameterSpec<T> withDefault(T value) {
    return new ParameterSpec<>(name, type, value, minimum, maximum, scale, choices, meaning);
  }

  /** The same parameter under another name, for a composition that shows its parts' parameters. */
  public ParameterSpec<T> named(String newName) {
    return new ParameterSpec<>(
        newName, type, defaultValue, minimum, maximum, scale, choices, meaning);
  }

  /** The name, lower-kebab. */
  public String name() {
    return name;
  }

  /** The type of value. */
  public Type type() {
    return type;
  }

  /** The value used where none is given. */
  public T defaultValue() {
    return defaultValue;
  }

  /** The smallest permitted number (of an element, for lists); meaningless for texts. */
  public double minimum() {
    return minimum;
  }

  /** The largest permitted number (of an element, for lists); meaningless for texts. */
  public double maximum() {
    return maximum;
  }

  /** The scale to search on. */
  public Scale scale() {
    return scale;
  }

  /** The permitted words of a {@link Type#CHOICE}; else empty. */
  public List<String> choices() {
    return choices;
  }

  /** What the parameter means, in one sentence with its unit. */
  public String meaning() {
    return meaning;
  }

  /**
   * Checks a value and converts it to this parameter's type. Texts are parsed (lists split at
   * commas), whole numbers serve as real ones, and real numbers without a fraction as whole ones.
   *
   * @throws IllegalArgumentException naming the parameter, the value, and what is permitted
   */
  @SuppressWarnings("unchecked") // each branch yields what the factory of that type promised
  public T check(Object value) {
    Object converted =
        switch (type) {
          case INTEGER -> integerOf(value);
          case REAL -> realOf(value);
          case FLAG -> flagOf(value);
          case CHOICE -> choiceOf(value);
          case TEXT -> textOf(value);
          case INTEGERS, REALS, TEXTS -> listOf(value);
        };
    return (T) converted;
  }

  private List<Object> listOf(Object value) {
    List<Object> list = new ArrayList<>();
    for (Object element : elementsOf(value)) {
      list.add(
          switch (type) {
            case INTEGERS -> integerOf(element);
            case REALS -> realOf(element);
            default -> textOf(element);
          });
    }
    return Collections.unmodifiableList(list);
  }

  private Integer integerOf(Object value) {
    double number = numberOf(value);
    if (number != Math.rint(number) || number < minimum || number > maximum) {
      throw refused(value);
    }
    return (int) number;
  }

  private Double realOf(Object value) {
    double number = numberOf(value);
    if (!(number >= minimum && number <= maximum) || Double.isInfinite(number)) {
      throw refused(value);
    }
    return number == 0 ? 0.0 : number; // -0.0 and 0.0 must give one config hash
  }

  private double numberOf(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof String text) {
      try {
        return Double.parseDouble(text.trim());
      } catch (NumberFormatException e) {
        throw refused(value);
      }
    }
    throw refused(value);
  }

  private Boolean flagOf(Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof String text) {
      switch (text.trim().toLowerCase(Locale.ROOT)) {
        case "true":
          return true;
        case "false":
          return false;
        default:
          break;
      }
    }
    throw refused(value);
  }

  private String choiceOf(Object value) {
    if (value instanceof String text && choices.contains(text.trim())) {
      return text.trim();
    }
    throw refused(value);
  }

  private String textOf(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw refused(value);
  }

  private List<Object> elementsOf(Object value) {
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    if (value instanceof String text) {
      List<Object> elements = new ArrayList<>();
      for (String element : text.split(",", -1)) {
        if (!element.isBlank()) {
          elements.add(element.trim());
        }
      }
      return elements;
    }
    return List.of(value);
  }

  private IllegalArgumentException refused(Object value) {
    return new IllegalArgumentException(
        "Parameter '"
            + name
            + "' is "
            + shown(value)
            + "; it must be "
            + permitted()
            + " ("
            + meaning
            + ").");
  }

  private static String shown(Object value) {
    String text = value instanceof String ? "'" + value + "'" : String.valueOf(value);
    return text.length() > 80 ? text.substring(0, 77) + "..." : text;
  }

  /** The permitted values in words, for messages and reference docs. */
  public String permitted() {
    return switch (type) {
      case INTEGER -> "a whole number" + range();
      case REAL -> "a number" + range();
      case FLAG -> "true or false";
      case CHOICE -> "one of " + String.join(", ", choices);
      case TEXT -> "a text";
      case INTEGERS -> "a list of whole numbers" + range();
      case REALS -> "a list of numbers" + range();
      case TEXTS -> "a list of texts";
    };
  }

  private String range() {
    String from = number(minimum);
    String to = number(maximum);
    boolean open = Math.abs(maximum) == Double.MAX_VALUE || maximum == Integer.MAX_VALUE;
    return open ? " from " + from : " from " + from + " to " + to;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ParameterSpec<?> that
        && name.equals(that.name)
        && type == that.type
        && defaultValue.equals(that.defaultValue)
        && minimum == that.minimum
        && maximum == that.maximum
        && scale == that.scale
        && choices.equals(that.choices)
        && meaning.equals(that.meaning);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + defaultValue.hashCode();
  }

  @Override
  public String toString() {
    return name + " (" + permitted() + ", default " + defaultValue + ")";
  }
}
