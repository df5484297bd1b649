package io.flts.stat.optimize;

import java.util.function.DoubleUnaryOperator;

/**
 * Minimisation of a function of one variable on an interval: a coarse grid, then Brent's
 * combination of golden section and parabolic steps around its best point.
 *
 * <p>The grid finds the right valley where there are several; the refinement converges
 * superlinearly in a smooth one. No state, no allocation; thread-safe.
 *
 * @see <a href="https://doi.org/10.1093/comjnl/14.4.422">Brent (1971)</a>
 * @since 0.1.0
 */
public final class Brent {

  private static final double GOLDEN = 0.5 * (3 - Math.sqrt(5));

  private Brent() {}

  /**
   * The place of a minimum.
   *
   * @param function what to minimise; NaN counts as +∞
   * @param low left end
   * @param high right end, greater than {@code low}
   * @param grid points of the coarse grid, ends included, ≥ 3
   * @param tolerance width, in the variable, at which to stop
   */
  public static double minimum(
      DoubleUnaryOperator function, double low, double high, int grid, double tolerance) {
    double step = (high - low) / (grid - 1);
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < grid; i++) {
      double value = function.applyAsDouble(i == grid - 1 ? high : low + i * step);
      if (value < least) {
        least = value;
        best = i;
      }
    }
    double left = low + Math.max(0, best - 1) * step;
    double right = best >= grid - 2 ? high : low + (best + 1) * step;
    double found = refine(function, left, right, tolerance);
    // The parabola never touches the ends of its interval, but the minimum may be there.
    double end = best == 0 ? low : best == grid - 1 ? high : found;
    double atEnd = function.applyAsDouble(end);
    return atEnd <= function.applyAsDouble(found) ? end : found;
  }

  private static double refine(
      DoubleUnaryOperator function, double left, double right, double tolerance) {
    double a = left;
    double b = right;
    double x = a + GOLDEN * (b - a);
    double w = x;
    double v = x;
    double fx = function.applyAsDouble(x);
    double fw = fx;
    double fv = fx;
    double d = 0;
    double e = 0;
    for (int i = 0; i < 100; i++) {
      double middle = 0.5 * (a + b);
      if (Math.abs(x - middle) <= 2 * tolerance - 0.5 * (b - a)) {
        break;
      }
      boolean parabolic = false;
      if (Math.abs(e) > tolerance) {
        double r = (x - w) * (fx - fv);
        double q = (x - v) * (fx - fw);
        double p = (x - v) * q - (x - w) * r;
        q = 2 * (q - r);
        if (q > 0) {
          p = -p;
        } else {
          q = -q;
        }
        double before = e;
        e = d;
        if (Math.abs(p) < Math.abs(0.5 * q * before) && p > q * (a - x) && p < q * (b - x)) {
          d = p / q;
          parabolic = true;
          double u = x + d;
          if (u - a < 2 * tolerance || b - u < 2 * tolerance) {
            d = x < middle ? tolerance : -tolerance;
          }
        }
      }
      if (!parabolic) {
        e = (x < middle ? b : a) - x;
        d = GOLDEN * e;
      }
      double u = x + (Math.abs(d) >= tolerance ? d : d > 0 ? tolerance : -tolerance);
      double fu = function.applyAsDouble(u);
      if (fu <= fx) {
        if (u < x) {
          b = x;
        } else {
          a = x;
        }
        v = w;
        fv = fw;
        w = x;
        fw = fx;
        x = u;
        fx = fu;
      } else {
        if (u < x) {
          a = u;
        } else {
          b = u;
        }
        if (fu <= fw || w == x) {
          v = w;
          fv = fw;
          w = u;
          fw = fu;
        } else if (fu <= fv || v == x || v == w) {
          v = u;
          fv = fu;
        }
      }
    }
    return x;
  }
}
