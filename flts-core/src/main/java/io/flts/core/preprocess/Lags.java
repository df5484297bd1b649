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
import io.flts.api.series.Covariate;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Earlier values of the target and of covariates as covariates of their own, known for the past
 * only: {@code target-lag-24} at a time is the target 24 observations before.
 *
 * <p>The first observations, for which not all lags are known, are dropped: as many as the longest
 * lag. The target is left alone otherwise. Nothing is estimated. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Lags implements Preprocessor {
  private static final ParameterSpec<List<Integer>> LAGS =
      ParameterSpec.integers(
          "lags", List.of(1), 1, 1_000_000, "how many observations back, one feature each");
  private static final ParameterSpec<Boolean> TARGET =
      ParameterSpec.flag("target", true, "whether the target is lagged");
  private static final ParameterSpec<List<String>> COVARIATES =
      ParameterSpec.texts("covariates", List.of(), "names of covariates that are lagged, too");

  private final ParameterSet parameters;
  private final int longest;

  /** The value before. */
  public Lags() {
    this(ParameterSet.of(LAGS, TARGET, COVARIATES));
  }

  private Lags(ParameterSet parameters) {
    this.parameters = parameters;
    this.longest = parameters.get(LAGS).stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  @Override
  public String name() {
    return "lags";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Lags with(Parameters changes) {
    return new Lags(parameters.with(changes));
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.KEEPS_TARGET);
  }

  @Override
  public int shortensBy() {
    return longest;
  }

  @Override
  public FittedPreprocessor fit(Panel training) {
    training.forEach(this::transform); // refuses series that are too short or lack a covariate
    return new Fitted();
  }

  @Override
  public FittedPreprocessor read(ModelReader in) {
    return new Fitted();
  }

  private TimeSeries transform(TimeSeries series) {
    if (series.length() <= longest) {
      throw new InsufficientDataException(
          "Series '"
              + series.id()
              + "' has "
              + series.length()
              + " observations; lags up to "
              + longest
              + " need at least "
              + (longest + 1)
              + ". Shorten the lags or supply more history.");
    }
    TimeSeries.Builder builder = series.slice(longest, series.length()).toBuilder();
    if (parameters.get(TARGET)) {
      addLags(builder, "target", series.toArray());
    }
    for (String name : parameters.get(COVARIATES)) {
      addLags(builder, name, series.requireCovariate(name, 0).toArray(0, series.length()));
    }
    return builder.build();
  }

  private void addLags(TimeSeries.Builder builder, String name, double[] values) {
    for (int lag : parameters.get(LAGS)) {
      double[] lagged = Arrays.copyOfRange(values, longest - lag, values.length - lag);
      builder.covariate(Covariate.past(name + "-lag-" + lag, lagged));
    }
  }

  private final class Fitted implements FittedPreprocessor {

    @Override
    public Panel transform(Panel raw) {
      return raw.map(Lags.this::transform);
    }

    @Override
    public FutureCovariates transformFuture(FutureCovariates raw) {
      return raw;
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
      // nothing is estimated: the parameters say it all
    }
  }
}
