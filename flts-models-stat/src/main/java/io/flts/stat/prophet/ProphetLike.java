package io.flts.stat.prophet;

import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.WarmStartable;
import io.flts.api.model.ModelReader;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.Parameters;
import io.flts.api.perseries.PerSeriesForecaster;
import io.flts.api.perseries.SeriesFitContext;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.TimeSeries;
import io.flts.stat.holiday.HolidayCalendars;
import io.flts.stat.safeguard.FallbackModel;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Additive regression on time: a piecewise trend, Fourier seasonalities, holidays and regressors.
 *
 * <pre>  y(t) = g(t)·(1 + Σ multiplicative terms) + Σ additive terms + ε,   ε ~ N(0, σ²) </pre>
 *
 * <p>The trend g is piecewise linear, saturating (logistic) or flat; its slope may change at {@code
 * n-changepoints} places, most changes being drawn to zero by a Laplace prior. All parameters are
 * fitted jointly at the mode of the posterior. Quantiles and paths come from simulated futures:
 * trend changes as often and as large as in the past, plus noise.
 *
 * <p><b>Input</b> at least 2 observed values; missing values and rows with a missing covariate are
 * left out. <b>Output</b> means, quantiles and paths, clamped to the bounds of the fit. <b>Cost</b>
 * fit O(n·p²) once for additive linear models with p columns, then independent of n; a few such
 * passes otherwise. Forecast O(paths·h). <b>Determinism</b> same input and seed, same bits.
 * <b>Thread safety</b> immutable.
 *
 * <p>Parameters, defaults and results agree with R prophet 1.0: trend, components and forecast
 * within 1 % of the largest absolute value on the golden set, with a posterior at least as high.
 * Where {@code floor} is not zero, multiplicative terms act on the trend above the floor, as in the
 * fit; Prophet fits so, too, but predicts with the floor included.
 *
 * <p>Example: {@code new ProphetLike().with(Parameters.of("country",
 * "US")).fit(FitRequest.of(series)) .forecast(ForecastRequest.of(365))}
 *
 * @see <a href="https://doi.org/10.1080/00031305.2017.1380080">Taylor and Letham (2018),
 *     Forecasting at scale</a>
 * @since 0.1.0
 */
public final class ProphetLike extends PerSeriesForecaster implements WarmStartable {

  private static final String NAME = "prophet-like";

  private final ParameterSet parameters;
  private final ProphetOptions options;
  private final Map<String, ProphetModel> starts;

  /** The default configuration, which is Prophet's. */
  public ProphetLike() {
    this(ProphetParameters.defaults(), Map.of());
  }

  private ProphetLike(ParameterSet parameters, Map<String, ProphetModel> starts) {
    this.parameters = parameters;
    this.options = ProphetOptions.of(parameters);
    this.starts = starts;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Forecaster with(Parameters changes) {
    return new ProphetLike(parameters.with(changes), starts);
  }

  @Override
  public Capabilities capabilities() {
    Set<Capability> all =
        EnumSet.of(
            Capability.MISSING_VALUES,
            Capability.QUANTILES,
            Capability.PATHS,
            Capability.UPDATABLE,
            Capability.EXPLAINABLE,
            Capability.WARM_STARTABLE);
    if (options.needsCovariates()) {
      all.add(Capability.FUTURE_COVARIATES);
    }
    return new Capabilities(all, 2);
  }

  @Override
  protected SeriesModel fitSeries(TimeSeries series, SeriesFitContext context) {
    return new SeriesFit(options, HolidayCalendars.installed(), series)
        .fit(starts.get(series.id()));
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    return FallbackModel.isWritten(in) ? FallbackModel.read(in) : ProphetStorage.read(in);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Saves time for logistic and multiplicative models alone: the others are solved directly.
   */
  @Override
  public FittedForecaster fitFrom(FittedForecaster start, FitRequest request) {
    Map<String, ProphetModel> models = new HashMap<>();
    for (SeriesModel model : modelsOf(start)) {
      if (model instanceof FallbackModel) {
        continue;
      }
      if (!(model instanceof ProphetModel earlier)) {
        throw new IllegalArgumentException(
            "The model to start from is one of '"
                + start.provenance().forecaster()
                + "', not of '"
                + NAME
                + "'. Start from a model of the same service.");
      }
      models.put(earlier.seriesId(), earlier);
    }
    return new ProphetLike(parameters, Map.copyOf(models)).fit(request);
  }
}
