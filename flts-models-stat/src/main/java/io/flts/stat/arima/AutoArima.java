package io.flts.stat.arima;

import io.flts.api.forecast.Capabilities;
import io.flts.api.model.ModelReader;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.perseries.PerSeriesForecaster;
import io.flts.api.perseries.SeriesFitContext;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.TimeSeries;
import io.flts.stat.safeguard.FallbackModel;
import io.flts.stat.stationarity.Differences.SeasonalTest;
import io.flts.stat.stationarity.Differences.UnitRootTest;
import java.util.List;

/**
 * A seasonal ARIMA model whose orders are chosen by tests and AICc, {@code auto-arima}, with future
 * covariates as regressors.
 *
 * <p>Differences come from unit-root tests, the other orders from a walk among neighbouring models
 * (or from all within the limits with {@code full=true}). Seasons above 24 are not modelled by lags
 * but by Fourier terms with ARIMA errors, their number chosen by AICc too. {@code transform=test}
 * compares the likelihood of levels and logarithms.
 *
 * <p><b>Output, fallback, determinism, thread safety</b> as {@link Arima}; with {@code
 * budget-millis} above 0 the choice depends on the speed of the machine, without it the same input
 * gives the same bits. <b>Cost</b> some 10 ms for 60 monthly values.
 *
 * <p>AICc is at most that of R {@code forecast::auto.arima(approximation = FALSE)} on the golden
 * series; the walk looks at more models than R's.
 *
 * @see <a href="https://doi.org/10.18637/jss.v027.i03">Hyndman and Khandakar (2008)</a>
 * @since 0.1.0
 */
public final class AutoArima extends PerSeriesForecaster {
  private static final ParameterSpec<String> TRANSFORM =
      ParameterSpec.choice(
          "transform",
          "none",
          List.of("none", "log", "test"),
          "scale on which the model is linear; test = the more likely one");
  private static final ParameterSpec<Integer> D =
      ParameterSpec.integer("d", -1, -1, 2, "ordinary differences; -1 = by test");
  private static final ParameterSpec<Integer> SEASONAL_D =
      ParameterSpec.integer("seasonal-d", -1, -1, 1, "seasonal differences; -1 = by test");
  private static final ParameterSpec<Integer> MAX_P =
      ParameterSpec.integer("max-p", 5, 0, 20, "largest autoregressive order");
  private static final ParameterSpec<Integer> MAX_Q =
      ParameterSpec.integer("max-q", 5, 0, 20, "largest moving-average order");
  private static final ParameterSpec<Integer> MAX_SEASONAL_P =
      ParameterSpec.integer("max-seasonal-p", 2, 0, 5, "largest seasonal autoregressive order");
  private static final ParameterSpec<Integer> MAX_SEASONAL_Q =
      ParameterSpec.integer("max-seasonal-q", 2, 0, 5, "largest seasonal moving-average order");
  private static final ParameterSpec<Integer> MAX_ORDER =
      ParameterSpec.integer("max-order", 5, 0, 30, "largest p + q + P + Q of the full search");
  private static final ParameterSpec<Boolean> CONSTANT =
      ParameterSpec.flag("constant", true, "whether a mean or drift may be included");
  private static final ParameterSpec<Boolean> FULL =
      ParameterSpec.flag("full", false, "tries every order within the limits");
  private static final ParameterSpec<String> UNIT_ROOT_TEST =
      ParameterSpec.choice("unit-root-test", "kpss", List.of("kpss", "adf", "pp"), "test behind d");
  private static final ParameterSpec<String> SEASONAL_TEST =
      ParameterSpec.choice(
          "seasonal-test",
          "strength",
          List.of("strength", "ocsb"),
          "test behind the seasonal differences");
  private static final ParameterSpec<Integer> FOURIER =
      ParameterSpec.integer(
          "fourier",
          0,
          0,
          1000,
          "sine and cosine pairs instead of seasonal lags; 0 = only for seasons above 24, number by AICc");
  private static final ParameterSpec<Integer> BUDGET =
      ParameterSpec.integer(
          "budget-millis",
          0,
          0,
          Integer.MAX_VALUE,
          "time per series in milliseconds; 0 = no limit");

  private final ParameterSet parameters;

  /** The automatic choice with the usual limits. */
  public AutoArima() {
    this(
        ParameterSet.of(
            Arima.SEASON,
            D,
            SEASONAL_D,
            MAX_P,
            MAX_Q,
            MAX_SEASONAL_P,
            MAX_SEASONAL_Q,
            MAX_ORDER,
            CONSTANT,
            FULL,
            UNIT_ROOT_TEST,
            SEASONAL_TEST,
            TRANSFORM,
            FOURIER,
            BUDGET));
  }

  private AutoArima(ParameterSet parameters) {
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return "auto-arima";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public AutoArima with(Parameters changes) {
    return new AutoArima(parameters.with(changes));
  }

  @Override
  public Capabilities capabilities() {
    return ArimaCapabilities.ALL;
  }

  @Override
  protected SeriesModel fitSeries(TimeSeries series, SeriesFitContext context) {
    int season = Arima.season(parameters.get(Arima.SEASON), series);
    ArimaFitting fitting = new ArimaFitting(series, season);
    String transform = parameters.get(TRANSFORM);
    boolean log =
        transform.equals("test") ? fitting.logFitsBetter() : Arima.logScale(transform, series);
    return fitting.automatic(limits(season, context), log, parameters.get(FOURIER));
  }

  private SearchLimits limits(int season, SeriesFitContext context) {
    long budget =
        parameters.get(BUDGET) == 0 ? Long.MAX_VALUE : parameters.get(BUDGET) * 1_000_000L;
    return new SearchLimits(
        season,
        parameters.get(D),
        parameters.get(SEASONAL_D),
        parameters.get(MAX_P),
        parameters.get(MAX_Q),
        parameters.get(MAX_SEASONAL_P),
        parameters.get(MAX_SEASONAL_Q),
        parameters.get(MAX_ORDER),
        parameters.get(CONSTANT),
        parameters.get(FULL),
        switch (parameters.get(UNIT_ROOT_TEST)) {
          case "adf" -> UnitRootTest.ADF;
          case "pp" -> UnitRootTest.PP;
          default -> UnitRootTest.KPSS;
        },
        parameters.get(SEASONAL_TEST).equals("ocsb") ? SeasonalTest.OCSB : SeasonalTest.STRENGTH,
        budget,
        context.deadline());
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    return FallbackModel.isWritten(in) ? FallbackModel.read(in) : ArimaSeriesModel.read(in);
  }
}
