package io.flts.core.preprocess;

import io.flts.api.error.InsufficientDataException;
import io.flts.api.forecast.Forecast;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.FittedPreprocessor;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.preprocess.Trait;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.util.List;
import java.util.Set;

/**
 * Limits for outliers, measured on the training data of each series: values beyond are moved to the
 * limit, or made missing for an imputer behind.
 *
 * <p>With {@code iqr} the limits are the first quartile minus, and the third plus, {@code factor}
 * times the interquartile range (Tukey's fences; 3 is his "far out"). Where the quartiles coincide,
 * as in an intermittent series, the range says nothing about outliers and there are no limits. With
 * {@code percentile} they are two percentiles. Quantiles interpolate linearly (Hyndman-Fan type 7).
 *
 * <p>Forecasts are left as they are: the model never saw the outliers. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Clip implements Preprocessor {
  private static final ParameterSpec<String> METHOD =
      ParameterSpec.choice(
          "method", "iqr", List.of("iqr", "percentile"), "how the limits are measured");
  private static final ParameterSpec<Double> FACTOR =
      ParameterSpec.real(
          "factor", 3, 0, 1000, "interquartile ranges between a quartile and its limit, for iqr");
  private static final ParameterSpec<Double> LOWER =
      ParameterSpec.real("lower-percentile", 0.5, 0, 50, "lower limit in percent, for percentile");
  private static final ParameterSpec<Double> UPPER =
      ParameterSpec.real(
          "upper-percentile", 99.5, 50, 100, "upper limit in percent, for percentile");
  private static final ParameterSpec<String> OUTLIERS =
      ParameterSpec.choice(
          "outliers",
          "limit",
          List.of("limit", "missing"),
          "what becomes of values beyond the limits: moved to the limit, or made missing");
  private static final ParameterSpec<Boolean> COVARIATES =
      ParameterSpec.flag("covariates", false, "whether covariates are clipped, too");

  private final ParameterSet parameters;

  /** Three interquartile ranges around the quartiles, target only. */
  public Clip() {
    this(ParameterSet.of(METHOD, FACTOR, LOWER, UPPER, OUTLIERS, COVARIATES));
  }

  private Clip(ParameterSet parameters) {
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return "clip";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Clip with(Parameters changes) {
    return new Clip(parameters.with(changes));
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.POINTWISE);
  }

  @Override
  public FittedPreprocessor fit(Panel training) {
    return fitted(ColumnStatistics.fit(training, parameters.get(COVARIATES), this::measure));
  }

  @Override
  public FittedPreprocessor read(ModelReader in) {
    return fitted(ColumnStatistics.read(in, 2, this::measure));
  }

  private Fitted fitted(ColumnStatistics statistics) {
    return new Fitted(
        statistics, parameters.get(COVARIATES), parameters.get(OUTLIERS).equals("missing"));
  }

  private double[] measure(String column, double[] values) {
    Sample sample = Sample.of(values);
    if (sample.isEmpty()) {
      if (column.startsWith("target")) {
        throw new InsufficientDataException(
            "The "
                + column
                + " has no observed value among "
                + values.length
                + "; clip needs at least 1. Supply observations or leave the series out.");
      }
      return new double[] {-Double.MAX_VALUE, Double.MAX_VALUE};
    }
    if (parameters.get(METHOD).equals("percentile")) {
      return new double[] {
        sample.quantile(parameters.get(LOWER) / 100), sample.quantile(parameters.get(UPPER) / 100)
      };
    }
    double first = sample.quantile(0.25);
    double third = sample.quantile(0.75);
    double reach = parameters.get(FACTOR) * (third - first);
    if (!(third > first)) {
      return new double[] {-Double.MAX_VALUE, Double.MAX_VALUE};
    }
    return new double[] {
      Math.max(-Double.MAX_VALUE, first - reach), Math.min(Double.MAX_VALUE, third + reach)
    };
  }

  private record Fitted(ColumnStatistics statistics, boolean covariates, boolean missing)
      implements FittedPreprocessor {

    @Override
    public Panel transform(Panel raw) {
      return raw.map(this::transform);
    }

    private TimeSeries transform(TimeSeries series) {
      TimeSeries clipped = series.withValues(clipped(series.toArray(), statistics.target(series)));
      return covariates ? PreparedPanel.covariates(clipped, this::covariate) : clipped;
    }

    @Override
    public FutureCovariates transformFuture(FutureCovariates raw) {
      return covariates ? PreparedPanel.future(raw, this::covariate) : raw;
    }

    private double[] covariate(String id, String name, double[] values) {
      return clipped(values, statistics.covariate(id, name));
    }

    private double[] clipped(double[] values, double[] limits) {
      for (int i = 0; i < values.length; i++) {
        double value = values[i];
        if (value < limits[0]) {
          values[i] = missing ? Double.NaN : limits[0];
        } else if (value > limits[1]) {
          values[i] = missing ? Double.NaN : limits[1];
        }
      }
      return values;
    }

    @Override
    public Forecast invert(Forecast prepared) {
      return prepared;
    }

    @Override
    public Forecast invert(Forecast prepared, TimeSeries rawHistory) {
      return prepared;
    }

    @Override
    public void write(ModelWriter out) {
      statistics.write(out);
    }
  }
}
