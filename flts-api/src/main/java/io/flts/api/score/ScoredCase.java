package io.flts.api.score;

import io.flts.api.forecast.Forecast;
import io.flts.api.series.TimeSeries;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One forecast of one series with what came true, the history it was made from, and optionally a
 * reference forecast to compare with.
 *
 * <p>Immutable and thread-safe: arrays are copied in and out.
 *
 * @since 0.1.0
 */
public final class ScoredCase {
  private final Forecast forecast;
  private final double[] actuals;
  private final Supplier<double[]> history; // gives a copy
  private final int season;
  private final @Nullable Forecast reference;

  private ScoredCase(
      Forecast forecast,
      double[] actuals,
      Supplier<double[]> history,
      int season,
      @Nullable Forecast reference) {
    if (actuals.length != forecast.horizon()) {
      throw new IllegalArgumentException(
          "Series '"
              + forecast.seriesId()
              + "': "
              + actuals.length
              + " actual values for a forecast of "
              + forecast.horizon()
              + " steps.");
    }
    if (season < 1) {
      throw new IllegalArgumentException("Season " + season + " must be at least 1.");
    }
    this.forecast = forecast;
    this.actuals = actuals;
    this.history = history;
    this.season = season;
    this.reference = reference;
  }

  /**
   * A case.
   *
   * @param forecast what was forecast
   * @param actuals what came true, one value per step, {@code NaN} where unknown; such steps are
   *     left out of every score
   * @param history the observations that the forecast was made from, for scaled errors
   * @param season the season length for scaled errors, at least 1
   */
  public static ScoredCase of(Forecast forecast, double[] actuals, double[] history, int season) {
    double[] copy = history.clone();
    return new ScoredCase(forecast, actuals.clone(), copy::clone, season, null);
  }

  /**
   * A case whose history and actual values are parts of one series, which is kept rather than
   * copied: for many origins in a long series.
   *
   * @param forecast what was forecast from the observations at positions {@code from} (inclusive)
   *     to {@code origin} (exclusive)
   * @param series holds the history and what came true after it; steps beyond its end are unknown
   * @param season the season length for scaled errors, at least 1
   */
  public static ScoredCase of(
      Forecast forecast, TimeSeries series, int from, int origin, int season) {
    if (from < 0 || origin < from || origin > series.length()) {
      throw new IllegalArgumentException(
          "History from "
              + from
              + " to "
              + origin
              + " does not lie within the "
              + series.length()
              + " observations of series '"
              + series.id()
              + "'.");
    }
    double[] actuals = new double[forecast.horizon()];
    for (int step = 0; step < actuals.length; step++) {
      int position = origin + step;
      actuals[step] = position < series.length() ? series.get(position) : Double.NaN;
    }
    return new ScoredCase(forecast, actuals, () -> series.toArray(from, origin), season, null);
  }

  /** The same case with a reference forecast, for relative scores such as OWA. */
  public ScoredCase withReference(Forecast newReference) {
    return new ScoredCase(forecast, actuals, history, season, newReference);
  }

  /** What was forecast. */
  public Forecast forecast() {
    return forecast;
  }

  /** Number of steps. */
  public int horizon() {
    return actuals.length;
  }

  /** What came true at a step; {@code NaN} where unknown. */
  public double actual(int step) {
    return actuals[step];
  }

  /** What came true; a copy. */
  public double[] actuals() {
    return actuals.clone();
  }

  /** The observations that the forecast was made from; a copy. */
  public double[] history() {
    return history.get();
  }

  /** The season length for scaled errors. */
  public int season() {
    return season;
  }

  /** The reference forecast, or {@code null}. */
  public @Nullable Forecast reference() {
    return reference;
  }

  @Override
  public String toString() {
    return "Case of " + forecast.seriesId() + ": " + Arrays.toString(actuals);
  }
}
