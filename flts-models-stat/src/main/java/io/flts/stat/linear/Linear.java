package io.flts.stat.linear;

import io.flts.api.error.InsufficientDataException;
import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.Forecaster;
import io.flts.api.model.ModelReader;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.perseries.PerSeriesForecaster;
import io.flts.api.perseries.SeriesFitContext;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.TimeSeries;
import io.flts.stat.safeguard.Safeguard;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Linear regression on a window: every step of the horizon has its own least-squares equation in
 * the last {@code window} values of the target and of all covariates, and in the known-future
 * covariates at that step.
 *
 * <p>With a ridge penalty on standardised columns. Steps beyond the horizon that was fitted are
 * forecast by feeding the means back, with past covariates held at their last value. Intervals are
 * normal with the residual deviation of each step, corrected for degrees of freedom.
 *
 * <p><b>Input</b> n ≥ 8 observed values. A missing value within a window is taken to be the last
 * one before it, in the fit as in the forecast; missing targets are left out. A window or horizon
 * too long for the data is shortened so that at least twice as many rows as coefficients of the
 * target remain, else refused. <b>Cost</b> O(n·p² + p³ + h·n·p) to fit for p coefficients, O(h·p³)
 * more where targets are missing; O(h·p) to forecast. Immutable and thread-safe.
 *
 * <p>This is the model that DLinear and NLinear (Zeng et al., 2023, "Are Transformers effective for
 * time series forecasting?") showed to be hard to beat; every window model should be compared with
 * it.
 *
 * @since 0.1.0
 */
public final class Linear extends PerSeriesForecaster {
  /** Past values per column. */
  public static final ParameterSpec<Integer> WINDOW =
      ParameterSpec.integer(
          "window", 0, 0, 10_000, "past values per column; 0 = one season, at least 10");

  /** Ridge penalty. */
  public static final ParameterSpec<Double> RIDGE =
      ParameterSpec.real(
          "ridge",
          1e-5,
          0,
          1e6,
          "penalty on squared coefficients of standardised columns, per row of the last step");

  /** Observations per season. */
  public static final ParameterSpec<Integer> SEASON =
      ParameterSpec.integer(
          "season",
          0,
          0,
          10_000,
          "observations per season, for the window; 0 = from the frequency");

  private static final int USUAL_WINDOW = 10;
  private static final int LONGEST_AUTOMATIC_WINDOW = 400;
  private static final int ROWS_PER_COEFFICIENT = 2;

  private final ParameterSet parameters;

  /** The method with a window of one season and next to no ridge. */
  public Linear() {
    this(ParameterSet.of(WINDOW, RIDGE, SEASON));
  }

  private Linear(ParameterSet parameters) {
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return "linear";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Forecaster with(Parameters changes) {
    return new Linear(parameters.with(changes));
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(
        8,
        Capability.SEASONAL,
        Capability.MISSING_VALUES,
        Capability.PAST_COVARIATES,
        Capability.FUTURE_COVARIATES,
        Capability.QUANTILES,
        Capability.UPDATABLE);
  }

  @Override
  protected SeriesModel fitSeries(TimeSeries series, SeriesFitContext context) {
    List<Columns.Scale> scales = Columns.scales(series);
    double[][] columns = Columns.of(series, scales, 0);
    int[] future = IntStream.range(0, scales.size()).filter(c -> scales.get(c).future()).toArray();
    double ridge = parameters.get(RIDGE);
    int observed = series.length() - series.missing();
    int window = window(series, observed, context.horizon());
    WindowRegression regression = new WindowRegression(columns, future, window, ridge);
    int horizon = context.horizon();
    while (horizon > 1 && regression.rows(horizon) < ROWS_PER_COEFFICIENT * (window + 1)) {
      horizon = (horizon + 1) / 2;
    }
    if (regression.rows(horizon) < 2) {
      throw new InsufficientDataException(
          "Series '"
              + series.id()
              + "' has "
              + observed
              + " observed values but only "
              + regression.rows(horizon)
              + " windows of "
              + window
              + " followed by one; linear needs at least 2. Shorten the window or supply more history.");
    }
    return new LinearModel(
        scales,
        window,
        regression.fit(horizon, context.deadline()),
        LinearModel.lastWindow(series, scales, window),
        Safeguard.of(series.toArray(), Math.min(series.frequency().season(), 10_000)));
  }

  private int window(TimeSeries series, int observed, int horizon) {
    int declared = parameters.get(WINDOW);
    if (declared > 0) {
      if (declared + 2 > observed) {
        throw new InsufficientDataException(
            "Series '"
                + series.id()
                + "' has "
                + observed
                + " observed values; linear with window "
                + declared
                + " needs at least "
                + (declared + 2)
                + ". Shorten the window or supply more history.");
      }
      return declared;
    }
    int season = parameters.get(SEASON) > 0 ? parameters.get(SEASON) : series.frequency().season();
    int wished = Math.min(Math.max(season, USUAL_WINDOW), LONGEST_AUTOMATIC_WINDOW);
    // rows = observed − window − horizon + 1 should be at least twice the coefficients
    int affordable = (observed - horizon - 1) / (ROWS_PER_COEFFICIENT + 1);
    int minimal = (observed - 2) / (ROWS_PER_COEFFICIENT + 1);
    return Math.max(1, Math.min(wished, Math.max(affordable, Math.min(minimal, 3))));
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    return LinearModel.read(in);
  }
}
