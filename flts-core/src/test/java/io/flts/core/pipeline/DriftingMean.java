package io.flts.core.pipeline;

import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.Component;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.perseries.AppendableSeriesModel;
import io.flts.api.perseries.ExplainableSeriesModel;
import io.flts.api.perseries.PerSeriesForecaster;
import io.flts.api.perseries.SeriesFitContext;
import io.flts.api.perseries.SeriesForecast;
import io.flts.api.perseries.SeriesForecastRequest;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.TimeSeries;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * A small but whole forecaster for the tests of this package: exponential smoothing with a given
 * weight; the spread of its errors is estimated; quantiles and paths are normal and independent.
 */
public final class DriftingMean extends PerSeriesForecaster {
  private static final ParameterSpec<Double> WEIGHT =
      ParameterSpec.real("weight", 0.3, 0.01, 1, "share of the newest observation in the level");

  private final ParameterSet parameters;

  public DriftingMean() {
    this(ParameterSet.of(WEIGHT));
  }

  private DriftingMean(ParameterSet parameters) {
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return "drifting-mean";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public DriftingMean with(Parameters changes) {
    return new DriftingMean(parameters.with(changes));
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(
        1, Capability.QUANTILES, Capability.PATHS, Capability.UPDATABLE, Capability.EXPLAINABLE);
  }

  @Override
  protected SeriesModel fitSeries(TimeSeries series, SeriesFitContext context) {
    double weight = parameters.get(WEIGHT);
    double level = series.get(0);
    double squares = 0;
    for (int i = 1; i < series.length(); i++) {
      double error = series.get(i) - level;
      squares += error * error;
      level += weight * error;
    }
    return new Level(weight, level, Math.sqrt(squares / Math.max(1, series.length() - 1)));
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    return new Level(in.real("weight"), in.real("level"), in.real("sigma"));
  }

  private record Level(double weight, double level, double sigma)
      implements AppendableSeriesModel, ExplainableSeriesModel {

    @Override
    public SeriesForecast forecast(SeriesForecastRequest request) {
      int steps = request.horizon();
      double[] mean = new double[steps];
      java.util.Arrays.fill(mean, level);
      double[] probabilities = request.probabilities();
      double[][] quantiles = new double[probabilities.length][steps];
      for (int k = 0; k < probabilities.length; k++) {
        double z = new NormalDistribution().inverseCumulativeProbability(probabilities[k]);
        java.util.Arrays.fill(quantiles[k], level + z * sigma);
      }
      Random random = new Random(request.seed());
      double[][] paths = new double[request.paths()][steps];
      for (double[] path : paths) {
        for (int step = 0; step < steps; step++) {
          path[step] = level + sigma * random.nextGaussian();
        }
      }
      return SeriesForecast.of(mean, quantiles).withPaths(paths);
    }

    @Override
    public SeriesModel over(TimeSeries history) {
      return new Level(weight, history.get(0), sigma).append(history);
    }

    @Override
    public SeriesModel append(TimeSeries observations) {
      double next = level;
      for (double value : observations.toArray()) {
        next += weight * (value - next);
      }
      return new Level(weight, next, sigma);
    }

    @Override
    public List<Component> explain(SeriesForecastRequest request) {
      double[] values = new double[request.horizon()];
      java.util.Arrays.fill(values, level);
      return List.of(Component.of("level", Component.Role.ADDITIVE, request.index(), values));
    }

    @Override
    public void write(ModelWriter out) {
      out.real("weight", weight).real("level", level).real("sigma", sigma);
    }
  }
}
