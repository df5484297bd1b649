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
 * Scaling of every column to a common size: {@code (x - offset) / size}, measured on the training
 * data of each series.
 *
 * <table>
 * <caption>Methods</caption>
 * <tr><th>method</th><th>offset</th><th>size</th></tr>
 * <tr><td>{@code standard}</td><td>mean</td><td>population standard deviation</td></tr>
 * <tr><td>{@code min-max}</td><td>minimum</td><td>maximum - minimum</td></tr>
 * <tr><td>{@code robust}</td><td>median</td><td>interquartile range; where it is 0 the standard
 * deviation</td></tr>
 * <tr><td>{@code max-abs}</td><td>0</td><td>largest magnitude</td></tr>
 * </table>
 *
 * <p><b>Constant columns</b>, whose size is below 1e-12 of their magnitude, take size 1: they
 * become 0 ({@code max-abs}: only a column of zeros is constant to it) and come back exactly. A
 * column without any observed value takes offset 0 and size 1 when it is a covariate, and is
 * refused when it is a target. Missing values stay missing.
 *
 * <p>Immutable and thread-safe. Cost O(n log n) to fit, O(n) to transform.
 *
 * @since 0.1.0
 */
public final class Scale implements Preprocessor {
  private static final double CONSTANT = 1e-12;

  private static final ParameterSpec<String> METHOD =
      ParameterSpec.choice(
          "method",
          "standard",
          List.of("standard", "min-max", "robust", "max-abs"),
          "which offset and size are taken from the training data");
  private static final ParameterSpec<Boolean> COVARIATES =
      ParameterSpec.flag("covariates", true, "whether covariates are scaled, too");

  private final ParameterSet parameters;

  /** Standard scaling of target and covariates. */
  public Scale() {
    this(ParameterSet.of(METHOD, COVARIATES));
  }

  private Scale(ParameterSet parameters) {
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return "scale";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Scale with(Parameters changes) {
    return new Scale(parameters.with(changes));
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.POINTWISE);
  }

  @Override
  public FittedPreprocessor fit(Panel training) {
    boolean covariates = parameters.get(COVARIATES);
    return new Fitted(ColumnStatistics.fit(training, covariates, this::measure), covariates);
  }

  @Override
  public FittedPreprocessor read(ModelReader in) {
    return new Fitted(ColumnStatistics.read(in, 2, this::measure), parameters.get(COVARIATES));
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
                + "; scale needs at least 1. Supply observations or leave the series out.");
      }
      return new double[] {0, 1};
    }
    double offset;
    double size;
    switch (parameters.get(METHOD)) {
      case "min-max":
        offset = sample.minimum();
        size = sample.maximum() - sample.minimum();
        break;
      case "robust":
        offset = sample.quantile(0.5);
        size = sample.quantile(0.75) - sample.quantile(0.25);
        if (isConstant(size, sample)) {
          size = sample.standardDeviation();
        }
        break;
      case "max-abs":
        offset = 0;
        size = sample.largestMagnitude();
        break;
      default:
        offset = sample.mean();
        size = sample.standardDeviation();
        break;
    }
    if (Double.isInfinite(size)) {
      throw new InsufficientDataException(
          "The "
              + column
              + " reaches from "
              + sample.minimum()
              + " to "
              + sample.maximum()
              + ", farther than a double can measure. Use max-abs, or rescale the data.");
    }
    return new double[] {offset, isConstant(size, sample) ? 1 : size};
  }

  private static boolean isConstant(double size, Sample sample) {
    return size <= CONSTANT * sample.largestMagnitude();
  }

  private record Fitted(ColumnStatistics statistics, boolean covariates)
      implements FittedPreprocessor {

    @Override
    public Panel transform(Panel raw) {
      return raw.map(this::transform);
    }

    private TimeSeries transform(TimeSeries series) {
      TimeSeries scaled = series.withValues(scaled(series.toArray(), statistics.target(series)));
      return covariates ? PreparedPanel.covariates(scaled, this::covariate) : scaled;
    }

    @Override
    public FutureCovariates transformFuture(FutureCovariates raw) {
      return covariates ? PreparedPanel.future(raw, this::covariate) : raw;
    }

    private double[] covariate(String id, String name, double[] values) {
      return scaled(values, statistics.covariate(id, name));
    }

    private static double[] scaled(double[] values, double[] offsetAndSize) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (values[i] - offsetAndSize[0]) / offsetAndSize[1];
      }
      return values;
    }

    @Override
    public Forecast invert(Forecast prepared) {
      return invert(prepared, statistics.target(prepared.seriesId()));
    }

    @Override
    public Forecast invert(Forecast prepared, TimeSeries rawHistory) {
      return invert(prepared, statistics.target(rawHistory));
    }

    private static Forecast invert(Forecast prepared, double[] offsetAndSize) {
      return PointwiseInverse.linear(
          prepared, value -> value * offsetAndSize[1] + offsetAndSize[0]);
    }

    @Override
    public void write(ModelWriter out) {
      statistics.write(out);
    }
  }
}
