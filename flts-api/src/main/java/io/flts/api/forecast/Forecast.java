package io.flts.api.forecast;

import io.flts.api.error.FitFailedException;
import io.flts.api.series.TimeIndex;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The future of one series as a forecaster sees it: a mean per step, quantiles where they were
 * asked for, simulated paths where they were asked for, and who made it.
 *
 * <p>Everything is on the scale of the raw data and finite; quantiles do not cross. Immutable and
 * thread-safe: arrays are copied in and out.
 *
 * @since 0.1.0
 */
public final class Forecast implements ForecastOutcome {

  /** What the central line of a forecast is. */
  public enum Point {
    /** The expected value. */
    MEAN,
    /** The middle of the distribution. */
    MEDIAN
  }

  private final String seriesId;
  private final TimeIndex index;
  private final Point point;
  private final double[] mean;
  private final Quantiles quantiles;
  private final double[][] paths;
  private final Producer producer;

  private Forecast(Builder builder) {
    this.seriesId = builder.seriesId;
    this.index = builder.index;
    this.point = builder.point;
    this.mean = builder.mean;
    this.quantiles = builder.quantiles;
    this.paths = builder.paths;
    this.producer = builder.producer;
  }

  /** A builder; index and mean have the same length, one per step. */
  public static Builder builder(String seriesId, TimeIndex index, double[] mean) {
    return new Builder(seriesId, index, mean.clone());
  }

  /** A builder that starts from this forecast. */
  public Builder toBuilder() {
    return new Builder(seriesId, index, mean)
        .point(point)
        .quantiles(quantiles)
        .paths(paths)
        .producer(producer);
  }

  @Override
  public String seriesId() {
    return seriesId;
  }

  /** The steps forecast; position 0 follows the last observation. */
  public TimeIndex index() {
    return index;
  }

  /** Number of steps. */
  public int horizon() {
    return mean.length;
  }

  /** Whether {@link #mean()} is an expected value or a median. */
  public Point point() {
    return point;
  }

  /** The central line, one value per step; a copy. */
  public double[] mean() {
    return mean.clone();
  }

  /** The central line at a step. */
  public double mean(int step) {
    return mean[step];
  }

  /** The quantiles that were asked for. */
  public Quantiles quantiles() {
    return quantiles;
  }

  /** The quantile of a probability, one value per step; refused where it was not asked for. */
  public double[] quantile(double probability) {
    return quantiles.get(probability);
  }

  /**
   * The central interval of a level.
   *
   * @throws IllegalArgumentException where it was not asked for
   */
  public Interval interval(double level) {
    return new Interval(
        level, quantiles.get(Levels.lower(level)), quantiles.get(Levels.upper(level)));
  }

  /** Simulated futures, shape [path][step]; no rows where none were asked for. A copy. */
  public double[][] paths() {
    return deepCopy(paths);
  }

  /** Who made it. */
  public Producer producer() {
    return producer;
  }

  /** Who made it, in words: the forecaster's name, and what answered in its place and why. */
  public String producedBy() {
    return producer.isFallback()
        ? producer.forecaster() + " -> " + producer.fallback()
        : producer.forecaster();
  }

  private static double[][] deepCopy(double[][] rows) {
    double[][] copy = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      copy[i] = rows[i].clone();
    }
    return copy;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Forecast that
        && seriesId.equals(that.seriesId)
        && index.equals(that.index)
        && point == that.point
        && Arrays.equals(mean, that.mean)
        && quantiles.equals(that.quantiles)
        && Arrays.deepEquals(paths, that.paths)
        && producer.equals(that.producer);
  }

  @Override
  public int hashCode() {
    return 31 * seriesId.hashCode() + Arrays.hashCode(mean);
  }

  @Override
  public String toString() {
    return "Forecast of " + seriesId + " by " + producedBy() + ": " + index;
  }

  /** Collects the parts of a forecast. Confined to one thread. */
  public static final class Builder {
    private final String seriesId;
    private final TimeIndex index;
    private double[] mean;
    private Point point = Point.MEAN;
    private Quantiles quantiles = Quantiles.none();
    private double[][] paths = new double[0][];
    private Producer producer = Producer.of("");

    private Builder(String seriesId, TimeIndex index, double[] mean) {
      this.seriesId = seriesId;
      this.index = index;
      this.mean = mean;
    }

    /** Replaces the central line. */
    public Builder mean(double[] newMean) {
      mean = newMean.clone();
      return this;
    }

    /** Says what the central line is; a mean unless told otherwise. */
    public Builder point(Point newPoint) {
      point = newPoint;
      return this;
    }

    /** Sets the quantiles. */
    public Builder quantiles(Quantiles newQuantiles) {
      quantiles = newQuantiles;
      return this;
    }

    /** Sets the simulated paths, shape [path][step]. */
    public Builder paths(double[][] newPaths) {
      paths = deepCopy(newPaths);
      return this;
    }

    /** Sets who made it. */
    public Builder producer(Producer newProducer) {
      producer = newProducer;
      return this;
    }

    /** Moves mean, quantiles and paths to the nearest values within bounds. */
    public Builder within(Bounds bounds) {
      if (!bounds.isUnbounded()) {
        bounds.clamp(mean);
        double[][] values = quantiles.toArray();
        for (double[] row : values) {
          bounds.clamp(row);
        }
        quantiles = Quantiles.of(quantiles.probabilities(), values);
        for (double[] path : paths) {
          bounds.clamp(path);
        }
      }
      return this;
    }

    /**
     * The forecast.
     *
     * @throws IllegalArgumentException where shapes do not agree
     * @throws FitFailedException where a value is not finite: such a forecast is never a success
     */
    public Forecast build() {
      shape("mean", mean.length);
      finite("mean", mean);
      if (quantiles.size() > 0) {
        shape("quantiles", quantiles.steps());
        for (double[] row : quantiles.toArray()) {
          finite("quantile", row);
        }
      }
      for (double[] path : paths) {
        shape("paths", path.length);
        finite("path", path);
      }
      return new Forecast(this);
    }

    private void shape(String what, int steps) {
      if (steps != index.length()) {
        throw new IllegalArgumentException(
            "Forecast of series '"
                + seriesId
                + "': "
                + what
                + " has "
                + steps
                + " steps for an index of "
                + index.length()
                + ".");
      }
    }

    private void finite(String what, double[] values) {
      for (int step = 0; step < values.length; step++) {
        if (!Double.isFinite(values[step])) {
          throw new FitFailedException(
              "Forecast of series '"
                  + seriesId
                  + "' by '"
                  + producer.forecaster()
                  + "': "
                  + what
                  + " is "
                  + values[step]
                  + " at step "
                  + (step + 1)
                  + "; a forecast must be finite. The model failed numerically: try another model or"
                  + " rescale the series.");
        }
      }
    }
  }
}
