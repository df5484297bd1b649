package io.flts.core.ingest;

import java.util.Locale;
import java.util.Set;

/** Numbers as tables write them; what is no number says why. */
final class NumberField {
  private static final Set<String> MISSING = Set.of("", "nan", "na", "n/a", "null", "none");
  private static final Set<String> INFINITE =
      Set.of("inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

  private NumberField() {}

  /**
   * The number of a field; {@code NaN} where it is empty or says that a value is missing.
   *
   * @throws IllegalArgumentException with the rule that the field breaks, in words
   */
  static double parse(String field) {
    String text = field.strip();
    if (!text.isEmpty() && startsLikeNumber(text) && onlyNumberCharacters(text)) {
      double value;
      try {
        value = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(rule(text), e);
      }
      if (Double.isInfinite(value)) {
        throw new IllegalArgumentException("is too large for a double; values must be finite");
      }
      return value;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (MISSING.contains(lower)) {
      return Double.NaN;
    }
    if (INFINITE.contains(lower)) {
      throw new IllegalArgumentException(
          "is infinite; values must be finite. Correct it, or leave it empty where it is missing");
    }
    throw new IllegalArgumentException(rule(text));
  }

  private static String rule(String text) {
    return text.indexOf(',') >= 0
        ? "is no number; write the decimal sign as a point, without grouping"
        : "is no number. Correct it, leave it empty where it is missing, or choose another column";
  }

  private static boolean startsLikeNumber(String text) {
    char first = text.charAt(0);
    return first == '-' || first == '+' || first == '.' || (first >= '0' && first <= '9');
  }

  /**
   * {@link Double#parseDouble} also takes hexadecimal numbers and suffixes, which no table means.
   */
  private static boolean onlyNumberCharacters(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return false;
      }
    }
    return true;
  }
}
