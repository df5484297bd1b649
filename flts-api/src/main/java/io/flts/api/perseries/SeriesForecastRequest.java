package io.flts.api.perseries;

import io.flts.api.error.CovariateException;
import io.flts.api.forecast.Deadline;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.TimeIndex;
import java.util.Map;

/**
 * What to forecast of one series.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class SeriesForecastRequest {
  private final String seriesId;
  private final TimeIndex index;
  private final double[] probabilities;
  private final Map<String, double[]> future;
  private final int paths;
  private final long seed;
  private final Deadline deadline;

  SeriesForecastRequest(
      String seriesId,
      TimeIndex index,
      double[] probabilities,
      FutureCovariates.Window future,
      int paths,
      long seed,
      Deadline deadline) {
    this.seriesId = seriesId;
    this.index = index;
    this.probabilities = probabilities;
    this.future = future.values();
    this.paths = paths;
    this.seed = seed;
    this.deadline = deadline;
  }

  /** The steps to forecast. */
  public TimeIndex index() {
    return index;
  }

  /** Number of steps, at least 1. */
  public int horizon() {
    return index.length();
  }

  /** Quantile probabilities wanted, ascending, possibly none; a copy. */
  public double[] probabilities() {
    return probabilities.clone();
  }

  /** Number of simulated paths wanted, 0 for none. */
  public int paths() {
    return paths;
  }

  /** Seed of all randomness, derived from the request's seed and the series id. */
  public long seed() {
    return seed;
  }

  /** When to stop. */
  public Deadline deadline() {
    return deadline;
  }

  /**
   * The values of a covariate over the steps to forecast; a copy of at least {@link #horizon()}
   * values.
   *
   * @throws CovariateException where they were not supplied, or too few, or one is missing
   */
  public double[] future(String covariate) {
    double[] values = future.get(covariate);
    int known = values == null ? 0 : values.length;
    if (values == null || known < horizon()) {
      throw new CovariateException(
          "Series '"
              + seriesId
              + "': covariate '"
              + covariate
              + "' is known for "
              + known
              + " of the "
              + horizon()
              + " steps to forecast. Supply its future values.");
    }
    for (int step = 0; step < horizon(); step++) {
      if (Double.isNaN(values[step])) {
        throw new CovariateException(
            "Series '"
                + seriesId
                + "': covariate '"
                + covariate
                + "' is missing at "
                + index.label(step)
                + ". Supply its future values.");
      }
    }
    return values.clone();
  }
}
