package io.flts.stat.safeguard;

import io.flts.api.forecast.Forecast.Point;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.perseries.SeriesForecast;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.math3.special.Erf;

/**
 * Turns whatever a model computed into a forecast that is finite, bounded and honest about it.
 *
 * <p>Holds what the naive fallback needs: the last season of the history (gaps filled from the
 * season before), the norm of its seasonal differences, and the {@link ForecastBound}. Memory
 * O(period). Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Safeguard {

  /** With what the visible reason of a replaced forecast starts. */
  public static final String FALLBACK_NAME = "naive";

  private static final double TINY = 1e-140;
  private static final double HUGE = 1e140;

  private final ForecastBound bound;
  private final double[] lastSeason;
  private final double halfNorm;
  private final int pairs;

  private Safeguard(ForecastBound bound, double[] lastSeason, double halfNorm, int pairs) {
    this.bound = bound;
    this.lastSeason = lastSeason;
    this.halfNorm = halfNorm;
    this.pairs = pairs;
  }

  /**
   * The safeguard of a history.
   *
   * @param history observations in time order, NaN = missing, at least one observed; not modified
   * @param period seasonal period ≥ 1; the fallback is seasonal when two full periods exist
   * @throws IllegalArgumentException if nothing is observed
   */
  public static Safeguard of(double[] history, int period) {
    ForecastBound bound = ForecastBound.of(history);
    int season = period > 1 && history.length >= 2 * period ? period : 1;
    double[] last = new double[season];
    double first = firstObserved(history);
    Arrays.fill(last, first);
    Safeguard start = new Safeguard(ForecastBound.of(first, first, 1), last, 0, 0);
    // The first season has nothing to be compared with; it only fills the memory.
    for (int t = 0; t < Math.min(season, history.length); t++) {
      last[t] = Double.isNaN(history[t]) ? first : history[t];
    }
    Safeguard run =
        start.append(Arrays.copyOfRange(history, season, Math.max(season, history.length)));
    return new Safeguard(bound, run.lastSeason, run.halfNorm, run.pairs);
  }

  /**
   * The safeguard of another history for a model fitted to this one: its own last season, and the
   * bound of both, so that a short or flat history does not narrow what the model knows.
   *
   * @param history observations, NaN = missing, at least one observed; not modified
   * @param period seasonal period ≥ 1
   */
  public Safeguard over(double[] history, int period) {
    Safeguard other = of(history, period);
    return new Safeguard(bound.and(other.bound), other.lastSeason, other.halfNorm, other.pairs);
  }

  private static double firstObserved(double[] history) {
    for (double value : history) {
      if (!Double.isNaN(value)) {
        return value;
      }
    }
    throw new IllegalStateException("unreachable: the bound has seen an observation");
  }

  /**
   * This safeguard after further observations; O(period + number of observations).
   *
   * @param observations what follows the history, NaN = missing; not modified
   */
  public Safeguard append(double[] observations) {
    double[] season = lastSeason.clone();
    double squares = 0;
    double extremes = halfNorm;
    int count = pairs;
    int phase = 0;
    for (double value : observations) {
      if (!Double.isNaN(value)) {
        double change = value / 2 - season[phase] / 2;
        double size = Math.abs(change);
        if (size > TINY && size < HUGE) {
          squares += change * change;
        } else {
          extremes = Math.hypot(extremes, change); // whose square would overflow or vanish
        }
        count++;
        season[phase] = value;
      }
      phase = phase + 1 == season.length ? 0 : phase + 1;
    }
    double[] rotated = new double[season.length];
    for (int i = 0; i < rotated.length; i++) {
      rotated[i] = season[(phase + i) % season.length];
    }
    double norm = Math.hypot(extremes, Math.sqrt(squares));
    return new Safeguard(bound.including(observations), rotated, norm, count);
  }

  /** The stated bound. */
  public ForecastBound bound() {
    return bound;
  }

  /**
   * Checks a model's forecast; the arrays given may be changed and become part of the result.
   *
   * @param mean means, shape [step]
   * @param quantiles quantiles, shape [level][step], levels ascending
   * @param probabilities the levels, ascending, each in (0, 1)
   * @param paths simulated paths, shape [path][step], possibly none
   * @return the same numbers clamped and sorted, or the naive fallback with its reason
   */
  public SeriesForecast check(
      double[] mean, double[][] quantiles, double[] probabilities, double[][] paths) {
    int outside = bound.firstOutside(mean);
    if (outside > 0) {
      return fallback(mean.length, probabilities, paths.length, reason(outside));
    }
    if (notANumber(quantiles) || notANumber(paths)) {
      return fallback(
          mean.length, probabilities, paths.length, "the spread of the forecast is not a number");
    }
    bound.clamp(quantiles);
    sort(quantiles);
    bound.clamp(paths);
    return new SeriesForecast(Point.MEAN, mean, quantiles, paths);
  }

  /**
   * The (seasonal) naive forecast of this history.
   *
   * @param horizon steps
   * @param probabilities levels, ascending, each in (0, 1)
   * @param paths how many paths to return: every path equals the mean, since a fallback has no
   *     model to simulate from
   * @param reason why the model's own numbers do not stand
   */
  public SeriesForecast fallback(int horizon, double[] probabilities, int paths, String reason) {
    Objects.requireNonNull(reason, "reason");
    double[] mean = new double[horizon];
    double[][] quantiles = new double[probabilities.length][horizon];
    double spread = pairs == 0 ? 0 : Math.min(2 * halfNorm / Math.sqrt(pairs), Double.MAX_VALUE);
    for (int i = 0; i < horizon; i++) {
      mean[i] = lastSeason[i % lastSeason.length];
      double deviation = spread * Math.sqrt(i / lastSeason.length + 1);
      for (int k = 0; k < probabilities.length; k++) {
        quantiles[k][i] = mean[i] + normalQuantile(probabilities[k]) * deviation;
      }
    }
    bound.clamp(quantiles);
    double[][] copies = new double[paths][];
    for (int p = 0; p < paths; p++) {
      copies[p] = mean.clone();
    }
    return new SeriesForecast(
        Point.MEAN,
        mean,
        quantiles,
        copies,
        (lastSeason.length > 1 ? "seasonal-naive: " : FALLBACK_NAME + ": ") + reason);
  }

  /** Writes what {@link #read} needs. */
  public void write(ModelWriter out) {
    bound.write(out);
    out.reals("last-season", lastSeason).real("change", halfNorm).integer("changes", pairs);
  }

  /** Reads what {@link #write} wrote. */
  public static Safeguard read(ModelReader in) {
    double[] season = in.reals("last-season");
    if (season.length == 0) {
      throw new io.flts.api.error.ModelFormatException(
          "A saved safeguard has an empty last season; it needs at least one value. Save it again.");
    }
    return new Safeguard(
        ForecastBound.read(in),
        season,
        in.real("change"),
        in.integer("changes", 0, Integer.MAX_VALUE));
  }

  /** The quantile of the standard normal distribution at a probability in (0, 1). */
  public static double normalQuantile(double probability) {
    // Through erfc, so that small probabilities keep their digits.
    return -Math.sqrt(2) * Erf.erfcInv(2 * probability);
  }

  private static String reason(int step) {
    return String.format(
        Locale.ROOT,
        "the mean at step %d is not finite or lies further from the history than the stated bound",
        step);
  }

  private static boolean notANumber(double[][] values) {
    for (double[] row : values) {
      for (double value : row) {
        if (Double.isNaN(value)) {
          return true;
        }
      }
    }
    return false;
  }

  private static void sort(double[][] quantiles) {
    if (quantiles.length < 2) {
      return;
    }
    double[] column = new double[quantiles.length];
    for (int i = 0; i < quantiles[0].length; i++) {
      for (int k = 0; k < column.length; k++) {
        column[k] = quantiles[k][i];
      }
      Arrays.sort(column);
      for (int k = 0; k < column.length; k++) {
        quantiles[k][i] = column[k];
      }
    }
  }
}
