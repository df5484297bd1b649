package io.flts.core.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The decimal text with the fewest digits that reads back as the same double.
 *
 * <p>{@link Double#toString} alone does not do: before JDK 19 it gives {@code 2.0E-3} more digits
 * than needed for some values, so that a hash over it would depend on the JDK.
 */
final class ShortestNumber {

  private ShortestNumber() {}

  static String of(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("JSON has no number for " + value + ".");
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    return text(shortest(value));
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    int digits = new BigDecimal(Double.toString(value)).stripTrailingZeros().precision();
    BigDecimal best = withDigits(exact, digits, value);
    while (best == null) {
      best = withDigits(exact, ++digits, value);
    }
    while (digits > 1) {
      BigDecimal shorter = withDigits(exact, --digits, value);
      if (shorter == null) {
        break;
      }
      best = shorter;
    }
    return best.stripTrailingZeros();
  }

  /** The nearest decimal of so many digits that reads back, or null. */
  private static @Nullable BigDecimal withDigits(BigDecimal exact, int digits, double value) {
    BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    if (nearest.doubleValue() == value) {
      return nearest;
    }
    // At a power of two the doubles above lie twice as far apart as those below: what reads back
    // may
    // be the decimal above although the one below is nearer.
    BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
    return above.doubleValue() == value ? above : null;
  }

  /** Python's notation: an exponent of at least two digits below 1e-4 and from 1e16 on. */
  private static String text(BigDecimal number) {
    int exponent = number.precision() - number.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = number.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    String digits = number.unscaledValue().abs().toString();
    StringBuilder out = new StringBuilder(number.signum() < 0 ? "-" : "").append(digits.charAt(0));
    if (digits.length() > 1) {
      out.append('.').append(digits, 1, digits.length());
    }
    out.append(exponent < 0 ? "e-" : "e+");
    int size = Math.abs(exponent);
    return out.append(size < 10 ? "0" : "").append(size).toString();
  }
}
