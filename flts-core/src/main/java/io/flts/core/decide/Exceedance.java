package io.flts.core.decide;

import io.flts.api.forecast.Forecast;
import io.flts.api.series.Covariate;
import io.flts.api.series.TimeSeries;
import java.util.Arrays;
import java.util.Objects;

/**
 * A limit that a series may pass: strictly above it, or strictly below.
 *
 * <p>Two ways lead to the probability that it will. {@link #at} and {@link #within} read it off the
 * paths or quantiles of any forecast of the series itself. {@link #indicator} makes the yes-or-no
 * series that a classifier learns; its forecast is the probability.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>Example: {@code
 * Exceedance.above(900).within(fitted.forecast(request.withPaths(1000)).single())}
 *
 * @param limit the limit, finite, on the scale of the series
 * @param side where beyond it is
 * @since 0.1.0
 */
public record Exceedance(double limit, Side side) {
  /** Name of the past covariate of an {@link #indicator} that holds the series itself. */
  public static final String LEVEL = "level";

  /** Where beyond the limit is. */
  public enum Side {
    /** Larger values pass. */
    ABOVE,
    /** Smaller values pass. */
    BELOW
  }

  /** Checks the limit. */
  public Exceedance {
    if (!Double.isFinite(limit)) {
      throw new IllegalArgumentException("Limit " + limit + " must be finite.");
    }
    Objects.requireNonNull(side, "side");
  }

  /** Values larger than the limit pass it. */
  public static Exceedance above(double limit) {
    return new Exceedance(limit, Side.ABOVE);
  }

  /** Values smaller than the limit pass it. */
  public static Exceedance below(double limit) {
    return new Exceedance(limit, Side.BELOW);
  }

  /** Whether a value passes; a missing one does not. */
  public boolean isPassedBy(double value) {
    return side == Side.ABOVE ? value > limit : value < limit;
  }

  /**
   * The series of 1 and 0 that says whether any of the last {@code window} values passed, for a
   * classifier to learn. Its forecast of step {@code window} is the probability that a value will
   * pass within the next {@code window} steps; with a window of 1 the forecast of any step is the
   * probability at that step.
   *
   * <p>Missing values that leave the answer open make it missing, as does the beginning. Covariates
   * and attributes stay; the series itself becomes the past covariate {@link #LEVEL}. The id gets
   * the limit behind it: {@code load>900}.
   *
   * @param window at least 1
   */
  public TimeSeries indicator(TimeSeries series, int window) {
    if (window < 1) {
      throw new IllegalArgumentException("Window " + window + " must be at least 1 step.");
    }
    double[] values = series.toArray();
    double[] flags = new double[values.length];
    int lastPassed = -1;
    int lastMissing = -1; // the beginning counts as missing
    for (int t = 0; t < values.length; t++) {
      if (Double.isNaN(values[t])) {
        lastMissing = t;
      } else if (isPassedBy(values[t])) {
        lastPassed = t;
      }
      int first = t - window + 1;
      if (lastPassed >= Math.max(0, first)) {
        flags[t] = 1;
      } else {
        flags[t] = first < 0 || lastMissing >= first ? Double.NaN : 0;
      }
    }
    return series.toBuilder()
        .covariate(Covariate.past(LEVEL, values))
        .values(flags)
        .build()
        .withId(indicatorId(series.id()));
  }

  /** The id of the {@link #indicator} of a series. */
  public String indicatorId(String seriesId) {
    return seriesId + (side == Side.ABOVE ? ">" : "<") + limit;
  }

  /**
   * The probability, per step, that the value at that step passes: the share of the forecast's
   * paths that do, or, without paths, what its quantiles say. Between quantiles, and beyond the
   * outermost, the value is taken as normal between neighbours, which is exact where it is normal.
   *
   * @throws IllegalArgumentException where the forecast has neither paths nor two quantiles
   */
  public double[] at(Forecast forecast) {
    double[][] paths = forecast.paths();
    if (paths.length == 0) {
      return QuantileTails.of(forecast).beyond(this);
    }
    double[] probability = new double[forecast.horizon()];
    for (double[] path : paths) {
      for (int step = 0; step < path.length; step++) {
        if (isPassedBy(path[step])) {
          probability[step]++;
        }
      }
    }
    return shares(probability, paths.length);
  }

  /**
   * The probability, per step, that some value up to and including that step passes; never falls.
   * It needs paths: quantiles say nothing of how steps hang together.
   *
   * @throws IllegalArgumentException where the forecast has no paths
   */
  public double[] within(Forecast forecast) {
    double[][] paths = forecast.paths();
    if (paths.length == 0) {
      throw new IllegalArgumentException(
          "The forecast of series '"
              + forecast.seriesId()
              + "' holds no paths, and passing "
              + limit
              + " within several steps cannot be told from quantiles. Ask for paths:"
              + " request.withPaths(1000).");
    }
    double[] probability = new double[forecast.horizon()];
    for (double[] path : paths) {
      for (int step = 0; step < path.length; step++) {
        if (isPassedBy(path[step])) {
          for (int later = step; later < path.length; later++) {
            probability[later]++;
          }
          break;
        }
      }
    }
    return shares(probability, paths.length);
  }

  private static double[] shares(double[] counts, int paths) {
    return Arrays.stream(counts).map(count -> count / paths).toArray();
  }
}
