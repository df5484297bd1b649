package io.flts.stat.safeguard;

import io.flts.api.error.ModelFormatException;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.math3.special.Erf;
import org.jspecify.annotations.Nullable;

/**
 * Turns whatever a model computed into a forecast that is finite, bounded and honest about it.
 *
 * <p>Holds what the naive fallback needs: the last season of the history (gaps filled from the
 * season before), the root mean square of its seasonal differences and the {@link ForecastBound}.
 * Memory O(period). Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Safeguard {

  /** What the producer of a replaced forecast is called. */
  public static final String FALLBACK_NAME = "naive-fallback";

  private final ForecastBound bound;
  private final ValueLimits limits;
  private final double[] lastSeason;
  private final double spread;

  private Safeguard(
      ForecastBound bound, ValueLimits limits, double[] lastSeason, double spread) {
    this.bound = bound;
    this.limits = limits;
    this.lastSeason = lastSeason;
    this.spread = spread;
  }

  /**
   * The safeguard of a history.
   *
   * @param history observations in time order, NaN = missing, at least one observed; not modified
   * @param period seasonal period ≥ 1; the fallback is seasonal when two full periods exist
   * @param limits limits of all values
   * @throws IllegalArgumentException if nothing is observed
   */
  public static Safeguard of(double[] history, int period, ValueLimits limits) {
    ForecastBound bound = ForecastBound.of(history);
    Objects.requireNonNull(limits, "limits");
    int season = period > 1 && history.length >= 2 * period ? period : 1;
    double[] last = new double[season];
    for (int i = 0; i < season; i++) {
      last[i] = lastObserved(history, history.length - season + i, season);
    }
    double sum = 0;
    int pairs = 0;
    for (int t = season; t < history.length; t++) {
      double change = history[t] / 2 - history[t - season] / 2;
      if (!Double.isNaN(change)) {
        double scaled = change / scaleOf(bound);
        sum += scaled * scaled;
        pairs++;
      }
    }
    double spread = pairs == 0 ? 0 : 2 * Math.sqrt(sum / pairs) * scaleOf(bound);
    return new Safeguard(bound, limits, last, Math.min(spread, Double.MAX_VALUE));
  }

  private static double scaleOf(ForecastBound bound) {
    double greatest = Math.max(Math.abs(bound.low()), Math.abs(bound.high()));
    return greatest == 0 ? 1 : greatest;
  }

  private static double lastObserved(double[] history, int from, int season) {
    for (int t = from; t >= 0; t -= season) {
      if (!Double.isNaN(history[t])) {
        return history[t];
      }
    }
    for (int t = history.length - 1; t >= 0; t--) {
      if (!Double.isNaN(history[t])) {
        return history[t];
      }
    }
    throw new IllegalStateException("unreachable: the bound has seen an observation");
  }

  /** Writes all that {@link #read} needs. */
  public void write(ModelWriter out) {
    out.real("low", bound.low())
        .real("high", bound.high())
        .integer("count", bound.count())
        .real("lower-limit", limits.lower())
        .real("upper-limit", limits.upper())
        .reals("last-season", lastSeason)
        .real("spread", spread);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws io.flts.api.error.ModelFormatException if a value is absent or impossible
   */
  public static Safeguard read(ModelReader in) {
    double[] season = in.reals("last-season");
    try {
      if (season.length == 0) {
        throw new IllegalArgumentException("The safeguard of a model has an empty season.");
      }
      return new Safeguard(
          ForecastBound.of(
              in.real("low"), in.real("high"), in.integer("count", 1, Integer.MAX_VALUE)),
          new ValueLimits(in.real("lower-limit"), in.real("upper-limit")),
          season,
          in.real("spread"));
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(
          "The safeguard of a model is damaged: " + e.getMessage() + " Save the model again.", e);
    }
  }

  /** The stated bound. */
  public ForecastBound bound() {
    return bound;
  }

  /** The limits of all values. */
  public ValueLimits limits() {
    return limits;
  }

  /**
   * Checks a model's forecast; the arrays given may be changed and become part of the result.
   *
   * @param mean means, shape [step]
   * @param quantiles quantiles, shape [level][step], levels ascending
   * @param probabilities the levels, ascending, each in (0, 1)
   * @param paths simulated paths, shape [path][step], or null
   * @return the same numbers clamped and sorted, or the naive fallback with its reason
   */
  public GuardedForecast check(
      double[] mean, double[][] quantiles, double[] probabilities, double @Nullable [][] paths) {
    int outside = bound.firstOutside(mean);
    if (outside > 0) {
      return fallback(mean.length, probabilities, paths == null ? 0 : paths.length, reason(outside));
    }
    if (notANumber(quantiles) || (paths != null && notANumber(paths))) {
      return fallback(
          mean.length,
          probabilities,
          paths == null ? 0 : paths.length,
          "the spread of the forecast is not a number");
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] = limits.clamp(mean[i]);
    }
    clamp(quantiles);
    sort(quantiles);
    if (paths != null) {
      clamp(paths);
    }
    return new GuardedForecast(mean, quantiles, paths, null);
  }

  /**
   * The (seasonal) naive forecast of this history.
   *
   * @param horizon steps
   * @param probabilities levels, ascending, each in (0, 1)
   * @param paths how many constant paths to return, 0 for none: every path equals the mean, since a
   *     fallback has no model to simulate from
   * @param reason why the model's own numbers do not stand
   */
  public GuardedForecast fallback(int horizon, double[] probabilities, int paths, String reason) {
    Objects.requireNonNull(reason, "reason");
    double[] mean = new double[horizon];
    double[][] quantiles = new double[probabilities.length][horizon];
    for (int i = 0; i < horizon; i++) {
      double centre = lastSeason[i % lastSeason.length];
      double deviation = spread * Math.sqrt(i / lastSeason.length + 1);
      mean[i] = limits.clamp(centre);
      for (int k = 0; k < probabilities.length; k++) {
        quantiles[k][i] = centre + normalQuantile(probabilities[k]) * deviation;
      }
    }
    clamp(quantiles);
    double[][] copies = null;
    if (paths > 0) {
      copies = new double[paths][];
      for (int p = 0; p < paths; p++) {
        copies[p] = mean.clone();
      }
    }
    return new GuardedForecast(mean, quantiles, copies, reason);
  }

  /** The quantile of the standard normal distribution at a probability in (0, 1). */
  public static double normalQuantile(double probability) {
    // The lower tail is taken through erfc so that small probabilities keep their digits.
    return -Math.sqrt(2) * Erf.erfcInv(2 * probability);
  }

  private String reason(int step) {
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

  private void clamp(double[][] values) {
    for (double[] row : values) {
      for (int i = 0; i < row.length; i++) {
        row[i] = limits.clamp(bound.clamp(row[i], i + 1));
      }
    }
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
