package io.flts.core.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them, the same in every locale. */
final class Figures {

  private Figures() {}

  /** A number with about five significant digits. */
  static String of(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e9)) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(5, RoundingMode.HALF_EVEN));
    if (rounded.scale() < 0 || size >= 1e5) {
      rounded = new BigDecimal(value).setScale(0, RoundingMode.HALF_EVEN);
    }
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** A tick of an axis whose ticks are a step apart: just as many decimals as the step needs. */
  static String tick(double value, double step) {
    double size = Math.abs(value);
    if (size != 0 && (step < 1e-6 || size >= 1e7)) {
      return String.format(Locale.ROOT, "%.3g", value);
    }
    int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
    return String.format(Locale.ROOT, "%." + decimals + "f", value == 0 ? 0.0 : value);
  }

  /** A share as a signed percentage. */
  static String signedPercent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%+.1f %%", 100 * share) : "–";
  }

  /** A time in the unit that suits it. */
  static String of(Duration time) {
    double seconds = time.toNanos() * 1e-9;
    return seconds < 1
        ? String.format(Locale.ROOT, "%.1f ms", seconds * 1e3)
        : String.format(Locale.ROOT, "%.2f s", seconds);
  }

  /** A coordinate of a picture. */
  static String at(double coordinate) {
    double rounded = Math.rint(coordinate * 10) / 10;
    long whole = (long) rounded;
    return rounded == whole ? Long.toString(whole) : Double.toString(rounded);
  }
}
