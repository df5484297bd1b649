package io.flts.dl.forecast;

import io.flts.api.error.InvalidSeriesException;
import io.flts.api.series.TimeSeries;

/** A function of the target and its inverse. */
enum Transform {
  NONE,
  SQRT,
  LOG1P,
  ASINH;

  static Transform named(String name) {
    switch (name) {
      case "sqrt":
        return SQRT;
      case "log1p":
        return LOG1P;
      case "asinh":
        return ASINH;
      default:
        return NONE;
    }
  }

  /** Transforms a series' values in place of a copy. */
  double[] apply(TimeSeries series) {
    double[] values = series.toArray();
    for (int i = 0; i < values.length; i++) {
      if (values[i] < 0 && (this == SQRT || this == LOG1P)) {
        throw new InvalidSeriesException(
            "Series '"
                + series.id()
                + "' is "
                + values[i]
                + " at "
                + series.index().label(i)
                + "; transform '"
                + parameter()
                + "' needs values of at least 0. Choose 'asinh' or"
                + " 'none'.");
      }
      values[i] = forward(values[i]);
    }
    return values;
  }

  private String parameter() {
    return this == SQRT ? "sqrt" : "log1p";
  }

  private double forward(double x) {
    switch (this) {
      case SQRT:
        return Math.sqrt(x);
      case LOG1P:
        return StrictMath.log1p(x);
      case ASINH:
        return StrictMath.signum(x) * StrictMath.log(Math.abs(x) + Math.sqrt(x * x + 1));
      default:
        return x;
    }
  }

  double inverse(double y) {
    switch (this) {
      case SQRT:
        return y > 0 ? y * y : 0;
      case LOG1P:
        return Math.max(0, StrictMath.expm1(Math.min(y, 700)));
      case ASINH:
        return StrictMath.sinh(Math.max(-700, Math.min(700, y)));
      default:
        return y;
    }
  }
}
