package io.flts.stat.naive;

import io.flts.api.error.InsufficientDataException;
import io.flts.api.forecast.Forecast;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.perseries.AppendableSeriesModel;
import io.flts.api.perseries.SeriesForecast;
import io.flts.api.perseries.SeriesForecastRequest;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.TimeSeries;
import io.flts.stat.safeguard.ForecastBound;
import io.flts.stat.safeguard.PowerOfTwoScale;
import io.flts.stat.safeguard.Safeguard;
import java.util.Random;

/**
 * A random walk at a lag, possibly with drift: the fitted form of {@code naive} (lag 1), {@code
 * seasonal-naive} (lag = season) and {@code drift} (lag 1 with drift).
 *
 * <pre>  y[t] = y[t − lag] + b + e[t],  e[t] ~ N(0, σ²)</pre>
 *
 * k cycles ahead the mean is {@code y + k·b} and the variance {@code k·σ² + k²·se(b)²}. A place of
 * the cycle whose last observations are missing counts the cycles since it was last seen.
 */
final class LagWalk implements AppendableSeriesModel {
  private final double drift;
  private final double driftError;
  private final double sigma;

  /** The last observed value of each place of the cycle; place 0 is the first step to forecast. */
  private final double[] last;

  /** Cycles since that value was seen, beyond the usual one. */
  private final int[] age;

  private final ForecastBound bound;

  private LagWalk(
      double drift,
      double driftError,
      double sigma,
      double[] last,
      int[] age,
      ForecastBound bound) {
    this.bound = bound;
    this.drift = drift;
    this.driftError = driftError;
    this.sigma = sigma;
    this.last = last;
    this.age = age;
  }

  /** The walk at a lag without drift; σ² is the mean squared change per cycle. */
  static LagWalk withoutDrift(TimeSeries series, int lag, String name) {
    PowerOfTwoScale scale = PowerOfTwoScale.of(series.toArray());
    double[] values = scale.down(series.toArray());
    return start(
        series, 0, 0, changeDeviation(values, lag) * scale.factor(), lag, bound(series), name);
  }

  /** The walk at lag 1 whose drift is the average change per step (FPP3, section 5.2). */
  static LagWalk withDrift(TimeSeries series, String name) {
    PowerOfTwoScale scale = PowerOfTwoScale.of(series.toArray());
    double[] values = scale.down(series.toArray());
    int first = nextObserved(values, 0);
    int final_ = previousObserved(values, values.length - 1);
    double drift = values[final_] / (final_ - first) - values[first] / (final_ - first);
    double sum = 0;
    int changes = 0;
    int before = first;
    for (int t = nextObserved(values, first + 1);
        t < values.length;
        t = nextObserved(values, t + 1)) {
      int gap = t - before;
      // over a gap of g steps the change has mean g·b and variance g·σ²
      double residual = (values[t] - values[before] - gap * drift) / Math.sqrt(gap);
      sum += residual * residual;
      changes++;
      before = t;
    }
    double sigma = changes > 1 ? Math.sqrt(sum / (changes - 1)) : 0;
    double error = sigma / Math.sqrt(final_ - first);
    double unit = scale.factor();
    return start(series, drift * unit, error * unit, sigma * unit, 1, bound(series), name);
  }

  private static ForecastBound bound(TimeSeries series) {
    return ForecastBound.of(series.toArray());
  }

  private static LagWalk start(
      TimeSeries series,
      double drift,
      double error,
      double sigma,
      int lag,
      ForecastBound bound,
      String name) {
    double[] last = new double[lag];
    int[] age = new int[lag];
    int length = series.length();
    for (int place = 0; place < lag; place++) {
      int t = length - lag + place;
      while (t >= 0 && Double.isNaN(series.get(t))) {
        t -= lag;
        age[place]++;
      }
      if (t < 0) {
        throw new InsufficientDataException(
            "Series '"
                + series.id()
                + "' has "
                + length
                + " observations, and none at the place of "
                + series.index().label(length + place)
                + " in its season; "
                + name
                + " with season "
                + lag
                + " needs one full season. Set a shorter season, impute, or supply more history.");
      }
      last[place] = series.get(t);
    }
    return new LagWalk(drift, error, sigma, last, age, bound);
  }

  /** Root mean square of changes over one cycle; where no two cycles overlap, of all deviations. */
  private static double changeDeviation(double[] values, int lag) {
    double sum = 0;
    int changes = 0;
    for (int t = lag; t < values.length; t++) {
      int before = t - lag;
      int cycles = 1;
      while (before >= 0 && Double.isNaN(values[before])) {
        before -= lag;
        cycles++;
      }
      if (before >= 0 && !Double.isNaN(values[t])) {
        double change = values[t] - values[before];
        sum += change * change / cycles;
        changes++;
      }
    }
    return changes > 0 ? Math.sqrt(sum / changes) : Average.of(values).deviation();
  }

  private static int nextObserved(double[] values, int from) {
    int t = from;
    while (t < values.length && Double.isNaN(values[t])) {
      t++;
    }
    return t;
  }

  private static int previousObserved(double[] values, int from) {
    int t = from;
    while (Double.isNaN(values[t])) {
      t--;
    }
    return t;
  }

  @Override
  public SeriesForecast forecast(SeriesForecastRequest request) {
    int horizon = request.horizon();
    double[] probabilities = request.probabilities();
    double[] mean = new double[horizon];
    double[][] quantiles = new double[probabilities.length][horizon];
    for (int step = 0; step < horizon; step++) {
      int place = step % last.length;
      double cycles = step / last.length + 1.0 + age[place];
      mean[step] = finite(last[place] + finite(cycles * drift));
      // Capped, since infinity times the median's zero is not a number.
      double deviation =
          Math.min(Math.hypot(Math.sqrt(cycles) * sigma, cycles * driftError), Double.MAX_VALUE);
      for (int k = 0; k < probabilities.length; k++) {
        quantiles[k][step] = mean[step] + deviation * Safeguard.normalQuantile(probabilities[k]);
      }
    }
    double[][] paths = paths(horizon, request.paths(), request.seed());
    // No mean of a walk leaves the bound but by rounding or overflow.
    bound.clamp(mean);
    bound.clamp(quantiles);
    return new SeriesForecast(Forecast.Point.MEAN, mean, quantiles, paths);
  }

  private double[][] paths(int horizon, int count, long seed) {
    Random random = new Random(seed);
    double[][] paths = new double[count][horizon];
    for (double[] path : paths) {
      double pathDrift = finite(drift + finite(driftError * random.nextGaussian()));
      for (int step = 0; step < horizon; step++) {
        int place = step % last.length;
        boolean firstCycle = step < last.length;
        double from = firstCycle ? last[place] : path[step - last.length];
        double cycles = firstCycle ? 1.0 + age[place] : 1;
        double grown = finite(from + finite(cycles * pathDrift));
        double noise = finite(Math.sqrt(cycles) * sigma * random.nextGaussian());
        path[step] = bound.clamp(grown + noise, step + 1);
      }
    }
    return paths;
  }

  /** Infinities to the largest number: their sums would not be numbers. */
  private static double finite(double value) {
    return Math.min(Math.max(value, -Double.MAX_VALUE), Double.MAX_VALUE);
  }

  @Override
  public SeriesModel over(TimeSeries history) {
    return start(
        history, drift, driftError, sigma, last.length, bound.and(bound(history)), "the model");
  }

  @Override
  public SeriesModel append(TimeSeries observations) {
    int lag = last.length;
    double[] values = last.clone();
    int[] ages = age.clone();
    for (int t = 0; t < observations.length(); t++) {
      int place = t % lag;
      if (Double.isNaN(observations.get(t))) {
        ages[place]++;
      } else {
        values[place] = observations.get(t);
        ages[place] = 0;
      }
    }
    int shift = observations.length() % lag;
    double[] rotated = new double[lag];
    int[] rotatedAges = new int[lag];
    for (int place = 0; place < lag; place++) {
      rotated[place] = values[(place + shift) % lag];
      rotatedAges[place] = ages[(place + shift) % lag];
    }
    return new LagWalk(
        drift, driftError, sigma, rotated, rotatedAges, bound.including(observations.toArray()));
  }

  @Override
  public void write(ModelWriter out) {
    out.real("drift", drift)
        .real("drift-error", driftError)
        .real("sigma", sigma)
        .reals("last", last)
        .integers("age", age);
    bound.write(out.section("bound"));
  }

  static LagWalk read(ModelReader in) {
    double[] last = in.reals("last");
    int[] age = in.integers("age");
    if (last.length == 0 || age.length != last.length) {
      throw new io.flts.api.error.ModelFormatException(
          "Saved model: 'last' has "
              + last.length
              + " and 'age' "
              + age.length
              + " elements; they must be equally many, at least one.");
    }
    return new LagWalk(
        in.real("drift"),
        in.real("drift-error"),
        in.real("sigma"),
        last,
        age,
        ForecastBound.read(in.section("bound")));
  }
}
