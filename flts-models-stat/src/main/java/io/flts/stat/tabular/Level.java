package io.flts.stat.tabular;

import io.flts.api.error.InvalidSeriesException;
import io.flts.api.series.TimeSeries;

/**
 * How a series is put on the scale that all series share: {@code z = (y − centre) / spread}.
 *
 * @param centre the mean, or 0 where values must stay positive
 * @param spread the standard deviation or the mean; 0 for a constant series, which is then forecast
 *     as that constant
 */
record Level(double centre, double spread) {
  private static final double FAR = 1e6;

  static Level standard(TimeSeries series, int end) {
    int count = 0;
    double mean = 0;
    double squares = 0;
    for (int t = 0; t < end; t++) {
      double value = series.get(t);
      if (!Double.isNaN(value)) {
        count++;
        double change = value - mean;
        mean += change / count;
        squares += change * (value - mean);
      }
    }
    double spread = count == 0 ? 0 : Math.sqrt(squares / count);
    // rounding alone moves a constant by a few units in the last place
    boolean constant = spread <= 1e-14 * Math.abs(mean);
    return checked(series, new Level(mean, constant ? 0 : spread));
  }

  static Level positive(TimeSeries series, int end) {
    int count = 0;
    double mean = 0;
    for (int t = 0; t < end; t++) {
      double value = series.get(t);
      if (value < 0) {
        throw new InvalidSeriesException(
            "Series '"
                + series.id()
                + "' is "
                + value
                + " at "
                + series.index().label(t)
                + "; counts and amounts (objective poisson or tweedie) must not be negative."
                + " Correct it, or choose the objective 'squared'.");
      }
      if (!Double.isNaN(value)) {
        mean += (value - mean) / ++count;
      }
    }
    return checked(series, new Level(0, mean));
  }

  /** The scale of 1 and 0 as they are. */
  static Level yesOrNo(TimeSeries series, int end) {
    for (int t = 0; t < end; t++) {
      double value = series.get(t);
      if (value != 0 && value != 1 && !Double.isNaN(value)) {
        throw new InvalidSeriesException(
            "Series '"
                + series.id()
                + "' is "
                + value
                + " at "
                + series.index().label(t)
                + "; a classifier (objective logistic) takes 1 for yes and 0 for no. Make such a"
                + " series, for example of the limit it may pass, or choose the objective"
                + " 'squared'.");
      }
    }
    return new Level(0, 1);
  }

  private static Level checked(TimeSeries series, Level level) {
    if (!Double.isFinite(level.centre) || !Double.isFinite(level.spread)) {
      throw new InvalidSeriesException(
          "Series '"
              + series.id()
              + "' has values so large that their deviation is not a number any more. Rescale it,"
              + " for example to other units.");
    }
    return level;
  }

  float apply(double value) {
    double z = (value - centre) / (spread > 0 ? spread : 1);
    return (float) Math.max(-FAR, Math.min(FAR, z));
  }

  double restore(double z) {
    return centre + spread * z;
  }
}
