package io.flts.stat.naive;

import io.flts.api.error.ModelFormatException;
import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Forecaster;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.Parameters;
import io.flts.api.perseries.PerSeriesForecaster;
import io.flts.api.perseries.SeriesFitContext;
import io.flts.api.perseries.SeriesForecast;
import io.flts.api.perseries.SeriesForecastRequest;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.TimeSeries;
import io.flts.stat.safeguard.ForecastBound;
import java.util.Random;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The average of all values: the optimal forecast of independent noise around a level.
 *
 * <p>Intervals are those of Student's t with n − 1 degrees of freedom and variance s²·(1 + 1/n).
 * <b>Input</b> n ≥ 2 observed values; missing ones are left out. <b>Cost</b> O(n) to fit, O(h) to
 * forecast. Immutable and thread-safe. Run over other history it keeps the level it was fitted to:
 * parameters are never estimated again.
 *
 * <p>Agrees with R {@code forecast::meanf}.
 *
 * @see <a href="https://otexts.com/fpp3/simple-methods.html">FPP3, section 5.2</a>
 * @since 0.1.0
 */
public final class Mean extends PerSeriesForecaster {

  /** The method; it has no parameters. */
  public Mean() {}

  @Override
  public String name() {
    return "mean";
  }

  @Override
  public Forecaster with(Parameters changes) {
    ParameterSet.empty().with(changes);
    return this;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(2, Capability.MISSING_VALUES, Capability.QUANTILES, Capability.PATHS);
  }

  @Override
  protected SeriesModel fitSeries(TimeSeries series, SeriesFitContext context) {
    double[] y = series.toArray();
    return new Fitted(Average.of(y), ForecastBound.of(y));
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    int count = in.integer("count", 2, Integer.MAX_VALUE);
    Average average = new Average(in.real("mean"), in.real("deviation"), count);
    if (!(average.deviation() >= 0)) {
      throw new ModelFormatException(
          "Saved model: 'deviation' is " + average.deviation() + "; it must be at least 0.");
    }
    return new Fitted(average, ForecastBound.read(in.section("bound")));
  }

  private record Fitted(Average average, ForecastBound bound) implements SeriesModel {
    /** Far below the 1e-9 at which results are compared; the default of the library is 1e-9. */
    private static final double INVERSION_ACCURACY = 1e-14;

    private TDistribution distribution() {
      return new TDistribution(null, average.count() - 1.0, INVERSION_ACCURACY);
    }

    private double predictiveDeviation() {
      // Capped, since infinity times the median's zero is not a number.
      double deviation = average.deviation() * Math.sqrt(1 + 1.0 / average.count());
      return Math.min(deviation, Double.MAX_VALUE);
    }

    @Override
    public SeriesForecast forecast(SeriesForecastRequest request) {
      int horizon = request.horizon();
      double[] probabilities = request.probabilities();
      double[] mean = new double[horizon];
      java.util.Arrays.fill(mean, average.mean());
      double[][] quantiles = new double[probabilities.length][horizon];
      TDistribution t = distribution();
      for (int k = 0; k < probabilities.length; k++) {
        double offset =
            predictiveDeviation() == 0
                ? 0
                : predictiveDeviation() * t.inverseCumulativeProbability(probabilities[k]);
        java.util.Arrays.fill(quantiles[k], average.mean() + offset);
      }
      double[][] paths = paths(horizon, request.paths(), request.seed());
      bound.clamp(quantiles);
      bound.clamp(paths);
      return new SeriesForecast(Forecast.Point.MEAN, mean, quantiles, paths);
    }

    /**
     * Independent draws of Student's t, as normal over the root of chi-squared per degree of
     * freedom.
     */
    private double[][] paths(int horizon, int count, long seed) {
      Random random = new Random(seed);
      double[][] paths = new double[count][horizon];
      int freedom = average.count() - 1;
      for (double[] path : paths) {
        double scale = predictiveDeviation() * Math.sqrt(freedom / chiSquared(random, freedom));
        for (int step = 0; step < horizon; step++) {
          path[step] = average.mean() + scale * random.nextGaussian();
        }
      }
      return paths;
    }

    private static double chiSquared(Random random, int freedom) {
      // beyond 100 degrees of freedom a chi-squared is its own mean but for a few per cent
      if (freedom > 100) {
        double z = random.nextGaussian() * Math.sqrt(2.0 / (9.0 * freedom));
        double cube = 1 - 2.0 / (9.0 * freedom) + z; // Wilson and Hilferty, 1931
        return freedom * cube * cube * cube;
      }
      double sum = 0;
      for (int i = 0; i < freedom; i++) {
        double z = random.nextGaussian();
        sum += z * z;
      }
      return sum;
    }

    @Override
    public SeriesModel over(TimeSeries history) {
      return new Fitted(average, bound.and(ForecastBound.of(history.toArray())));
    }

    @Override
    public void write(ModelWriter out) {
      out.real("mean", average.mean())
          .real("deviation", average.deviation())
          .integer("count", average.count());
      bound.write(out.section("bound"));
    }
  }
}
