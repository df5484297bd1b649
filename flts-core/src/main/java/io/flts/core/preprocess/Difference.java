package io.flts.core.preprocess;

import io.flts.api.error.InsufficientDataException;
import io.flts.api.error.InvalidSeriesException;
import io.flts.api.error.UnknownSeriesException;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Quantiles;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.FittedPreprocessor;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Differences of the target: {@code (1 - B)^order (1 - B^season)^seasonal-order y}, with {@code B
 * y[t] = y[t-1]}. The first {@code order + season * seasonal-order} observations are used up.
 *
 * <p><b>Bringing forecasts back.</b> Paths and the mean are summed up from the last raw values,
 * exactly. Quantiles of sums do not follow from the quantiles of their terms alone: they are taken
 * as if the errors of different steps were independent, so that squared distances from the mean add
 * up, each weighted by how much it moves the sum. That is exact for independent normal errors (a
 * random walk); where the model behind has correlated errors over its steps, ask for paths, or use
 * a model that differences by itself.
 *
 * <p>The last raw values must be observed. Missing values make every difference they enter missing.
 * Immutable and thread-safe. Cost O(n), and O(horizon²) per quantile.
 *
 * @since 0.1.0
 */
public final class Difference implements Preprocessor {
  private static final ParameterSpec<Integer> ORDER =
      ParameterSpec.integer("order", 1, 0, 3, "how often neighbouring values are subtracted");
  private static final ParameterSpec<Integer> SEASONAL_ORDER =
      ParameterSpec.integer(
          "seasonal-order", 0, 0, 2, "how often values one season apart are subtracted");
  private static final ParameterSpec<Integer> SEASON =
      ParameterSpec.integer(
          "season", 0, 0, 100_000, "observations per season; 0 = from the frequency");

  private final ParameterSet parameters;

  /** First differences. */
  public Difference() {
    this(ParameterSet.of(ORDER, SEASONAL_ORDER, SEASON));
  }

  private Difference(ParameterSet parameters) {
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return "difference";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Difference with(Parameters changes) {
    return new Difference(parameters.with(changes));
  }

  @Override
  public int shortensBy() {
    return parameters.get(ORDER)
        + parameters.get(SEASONAL_ORDER) * Math.max(1, parameters.get(SEASON));
  }

  @Override
  public FittedPreprocessor fit(Panel training) {
    int given = parameters.get(SEASON);
    int season = given == 0 ? training.frequency().season() : given;
    DifferenceFilter filter = filter(season);
    Map<String, double[]> tails = new LinkedHashMap<>();
    for (TimeSeries series : training) {
      Fitted.requireLength(series, filter);
      tails.put(series.id(), Fitted.tail(series, filter));
    }
    return new Fitted(season, filter, tails);
  }

  private DifferenceFilter filter(int season) {
    return DifferenceFilter.of(
        parameters.get(ORDER), parameters.get(SEASONAL_ORDER), Math.max(1, season));
  }

  @Override
  public FittedPreprocessor read(ModelReader in) {
    int season = in.integer("season", 1, Integer.MAX_VALUE / 4);
    DifferenceFilter filter = filter(season);
    Map<String, double[]> tails = new LinkedHashMap<>();
    ModelReader section = in.section("series");
    for (String key : section.keys()) {
      ModelReader one = section.section(key);
      tails.put(one.text("id"), one.reals("last-values", filter.reach()));
    }
    return new Fitted(season, filter, tails);
  }

  private record Fitted(int season, DifferenceFilter filter, Map<String, double[]> tails)
      implements FittedPreprocessor {

    Fitted {
      tails = Collections.unmodifiableMap(tails);
    }

    static void requireLength(TimeSeries series, DifferenceFilter filter) {
      if (series.length() <= filter.reach()) {
        throw new InsufficientDataException(
            "Series '"
                + series.id()
                + "' has "
                + series.length()
                + " observations; difference needs at"
                + " least "
                + (filter.reach() + 1)
                + ". Lower the orders, shorten the season, or supply more history.");
      }
    }

    static double[] tail(TimeSeries series, DifferenceFilter filter) {
      requireLength(series, filter);
      double[] tail = series.toArray(series.length() - filter.reach(), series.length());
      for (int i = 0; i < tail.length; i++) {
        if (Double.isNaN(tail[i])) {
          throw new InvalidSeriesException(
              "Series '"
                  + series.id()
                  + "' is missing at "
                  + series.index().label(series.length() - filter.reach() + i)
                  + ", among the last "
                  + filter.reach()
                  + " values, from which forecasts of differences are summed up. Put 'impute' before"
                  + " 'difference'.");
        }
      }
      return tail;
    }

    @Override
    public Panel transform(Panel raw) {
      return raw.map(this::transform);
    }

    private TimeSeries transform(TimeSeries series) {
      requireLength(series, filter);
      return series
          .slice(filter.reach(), series.length())
          .withValues(filter.difference(series.toArray()));
    }

    @Override
    public FutureCovariates transformFuture(FutureCovariates raw) {
      return raw;
    }

    @Override
    public Forecast invert(Forecast prepared) {
      double[] tail = tails.get(prepared.seriesId());
      if (tail == null) {
        throw new UnknownSeriesException(
            "Series '"
                + prepared.seriesId()
                + "' was not in the training data of 'difference'; give the history that its forecast"
                + " continues.");
      }
      return invert(prepared, tail);
    }

    @Override
    public Forecast invert(Forecast prepared, TimeSeries rawHistory) {
      return invert(prepared, tail(rawHistory, filter));
    }

    private Forecast invert(Forecast prepared, double[] tail) {
      double[] mean = prepared.mean();
      double[] rawMean = filter.integrate(mean, tail);
      double[][] quantiles = prepared.quantiles().toArray();
      double[] response = quantiles.length == 0 ? new double[0] : filter.response(mean.length);
      for (double[] quantile : quantiles) {
        addDistances(quantile, mean, rawMean, response);
      }
      double[][] paths = prepared.paths();
      for (int i = 0; i < paths.length; i++) {
        paths[i] = filter.integrate(paths[i], tail);
      }
      return prepared.toBuilder()
          .mean(rawMean)
          .quantiles(Quantiles.of(prepared.quantiles().probabilities(), quantiles))
          .paths(paths)
          .build();
    }

    /** Turns a quantile of the differences into one of the sums, in place. */
    private static void addDistances(
        double[] quantile, double[] mean, double[] rawMean, double[] response) {
      int steps = mean.length;
      double[] distances = new double[steps];
      double largest = 0;
      for (int j = 0; j < steps; j++) {
        distances[j] = quantile[j] - mean[j];
        largest = Math.max(largest, Math.abs(distances[j]));
      }
      for (int h = 0; h < steps; h++) {
        double sum = 0;
        for (int j = 0; largest > 0 && j <= h; j++) {
          double moved = response[h - j] * (distances[j] / largest);
          sum += Math.copySign(moved * moved, distances[j]);
        }
        quantile[h] = rawMean[h] + Math.copySign(largest * Math.sqrt(Math.abs(sum)), sum);
      }
    }

    @Override
    public void write(ModelWriter out) {
      out.integer("season", season);
      ModelWriter section = out.section("series");
      int number = 0;
      for (Map.Entry<String, double[]> entry : tails.entrySet()) {
        section
            .section(Integer.toString(number++))
            .text("id", entry.getKey())
            .reals("last-values", entry.getValue());
      }
    }
  }
}
