package io.flts.core.aggregate;

import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Levels;
import io.flts.api.forecast.Quantiles;
import io.flts.api.series.Frequency;
import io.flts.api.series.TimeIndex;
import java.util.Arrays;
import java.util.Locale;

/**
 * What several steps of a forecast come to together: their sum, mean, largest or smallest value.
 *
 * <p>Every path is aggregated, and quantiles are those of the results (linear between order
 * statistics, Hyndman and Fan's type 7). Adding the bounds of single steps instead would be right
 * only if all steps went wrong the same way together; for independent steps it is too wide by the
 * root of their number.
 *
 * <p>The central line of a sum or mean is the sum or mean of the forecast's own, which holds
 * whatever the dependence; of a largest or smallest value it is the mean over the paths. Where the
 * forecast's central line is a median, that of a sum or mean is the median over the paths.
 *
 * <p>Immutable and thread-safe. <b>Cost</b> O(paths·steps + paths·log paths) per aggregate.
 *
 * <p>Example: {@code Aggregate.SUM.per(Frequency.parse("MS"),
 * fitted.forecast(ForecastRequest.of(92).withPaths(1000)).single(), Levels.of(0.9))}
 *
 * @since 0.1.0
 */
public enum Aggregate {
  /** The sum of the values. */
  SUM {
    @Override
    double over(double[] values, int from, int to) {
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += values[i];
      }
      return sum;
    }
  },
  /** The mean of the values. */
  MEAN {
    @Override
    double over(double[] values, int from, int to) {
      return SUM.over(values, from, to) / (to - from);
    }
  },
  /** The largest value. */
  MAX {
    @Override
    double over(double[] values, int from, int to) {
      double largest = values[from];
      for (int i = from + 1; i < to; i++) {
        largest = Math.max(largest, values[i]);
      }
      return largest;
    }
  },
  /** The smallest value. */
  MIN {
    @Override
    double over(double[] values, int from, int to) {
      double smallest = values[from];
      for (int i = from + 1; i < to; i++) {
        smallest = Math.min(smallest, values[i]);
      }
      return smallest;
    }
  };

  /** Fewer paths than this say too little about quantiles. */
  private static final int FEWEST_PATHS = 100;

  abstract double over(double[] values, int from, int to);

  /**
   * The aggregate of all steps, as a forecast of one step at the time of the first.
   *
   * @param levels quantiles wanted
   * @throws IllegalArgumentException where the forecast has fewer than 100 paths
   */
  public Forecast total(Forecast forecast, Levels levels) {
    int[] borders = {0, forecast.horizon()};
    return aggregated(forecast, levels, borders, forecast.index().slice(0, 1));
  }

  /**
   * The aggregate of every period of a coarser calendar that the forecast covers from its first
   * step to its last: every month of a forecast by days. A period that the forecast covers in part,
   * at its beginning or end, is left out.
   *
   * <p>Periods begin where their name says: {@code W-MON} on Mondays, {@code MS} on the first of a
   * month, {@code D} at midnight, {@code h} at the full hour, all by the local clock.
   *
   * @param period {@code h} and its multiples and parts that divide a day, {@code D}, {@code
   *     W-...}, {@code MS}, {@code QS}, {@code YS}
   * @param levels quantiles wanted
   * @throws IllegalArgumentException where the forecast has fewer than 100 paths, has no times,
   *     covers no whole period, has steps across the beginning of one, or the period is not one of
   *     those named
   */
  public Forecast per(Frequency period, Forecast forecast, Levels levels) {
    CalendarPeriods periods = CalendarPeriods.of(period, forecast);
    return aggregated(forecast, levels, periods.borders(), periods.index());
  }

  /** Aggregates the steps between neighbouring borders. */
  private Forecast aggregated(Forecast forecast, Levels levels, int[] borders, TimeIndex index) {
    double[][] paths = forecast.paths();
    if (paths.length < FEWEST_PATHS) {
      throw new IllegalArgumentException(
          "The forecast of series '"
              + forecast.seriesId()
              + "' holds "
              + paths.length
              + " paths; its "
              + name().toLowerCase(Locale.ROOT)
              + " over several steps needs at least "
              + FEWEST_PATHS
              + ", and 1000 are usual: request.withPaths(1000).");
    }
    int groups = borders.length - 1;
    double[] probabilities = levels.probabilities();
    double[] center = new double[groups];
    double[][] quantiles = new double[probabilities.length][groups];
    double[][] coarse = new double[paths.length][groups];
    double[] sorted = new double[paths.length];
    for (int group = 0; group < groups; group++) {
      for (int path = 0; path < paths.length; path++) {
        coarse[path][group] = over(paths[path], borders[group], borders[group + 1]);
        sorted[path] = coarse[path][group];
      }
      Arrays.sort(sorted);
      for (int k = 0; k < probabilities.length; k++) {
        quantiles[k][group] = quantile(sorted, probabilities[k]);
      }
      center[group] = center(forecast, borders[group], borders[group + 1], sorted);
    }
    return Forecast.builder(forecast.seriesId(), index, center)
        .point(forecast.point())
        .quantiles(Quantiles.of(probabilities, quantiles))
        .paths(coarse)
        .producer(forecast.producer())
        .build();
  }

  private double center(Forecast forecast, int from, int to, double[] sorted) {
    if (forecast.point() == Forecast.Point.MEDIAN) {
      return quantile(sorted, 0.5);
    }
    return this == SUM || this == MEAN
        ? over(forecast.mean(), from, to)
        : MEAN.over(sorted, 0, sorted.length);
  }

  private static double quantile(double[] sorted, double probability) {
    double place = probability * (sorted.length - 1);
    int below = (int) place;
    if (below + 1 >= sorted.length) {
      return sorted[sorted.length - 1];
    }
    return sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
  }
}
