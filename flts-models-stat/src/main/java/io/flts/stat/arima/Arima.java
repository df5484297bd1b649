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
import java.util.List;

/**
 * A seasonal ARIMA model (p,d,q)(P,D,Q)[m] of given orders, {@code arima}, with future covariates
 * as regressors.
 *
 * <pre>  y[t] = c + x[t]·b + u[t],   φ(B) Φ(B^m) (1-B)^d (1-B^m)^D u[t] = θ(B) Θ(B^m) e[t] </pre>
 *
 * <p>Coefficients maximise the exact Gaussian likelihood; regression coefficients and the
 * innovation variance are concentrated out. Missing values are filtered over. With season 1 the
 * seasonal orders are left aside.
 *
 * <p><b>Output</b> means (the median with {@code transform=log}) and normal quantiles that include
 * the uncertainty of the filter state. <b>Fallback</b> a visible naive forecast where there are too
 * few values or the numbers fail; bound as in {@link io.flts.stat.safeguard.ForecastBound}.
 * <b>Cost</b> about 1 ms for (1,1,1)(0,1,1)[12] and 100 values. <b>Determinism</b> same input, same
 * bits. <b>Thread safety</b> immutable.
 *
 * <p>Log-likelihoods agree with R {@code stats::arima(method = "ML")} on the differenced series to
 * 1e-7; on the undifferenced one R approximates a diffuse start and differs by some 1e-3.
 *
 * @see <a href="https://otexts.com/fpp3/arima.html">FPP3, chapter 9</a>
 * @since 0.1.0
 */
public final class Arima extends PerSeriesForecaster {
  static final ParameterSpec<Integer> SEASON =
      ParameterSpec.integer(
          "season",
          0,
          0,
          100_000,
          "observations per season; 0 = the first usual one of the frequency, 1 = none");
  static final ParameterSpec<String> TRANSFORM =
      ParameterSpec.choice(
          "transform", "none", List.of("none", "log"), "scale on which the model is linear");
  static final ParameterSpec<Integer> P =
      ParameterSpec.integer("p", 0, 0, 50, "autoregressive order");
  static final ParameterSpec<Integer> D =
      ParameterSpec.integer("d", 1, 0, 4, "ordinary differences");
  static final ParameterSpec<Integer> Q =
      ParameterSpec.integer("q", 1, 0, 50, "moving-average order");
  static final ParameterSpec<Integer> SEASONAL_P =
      ParameterSpec.integer("seasonal-p", 0, 0, 10, "seasonal autoregressive order");
  static final ParameterSpec<Integer> SEASONAL_D =
      ParameterSpec.integer("seasonal-d", 1, 0, 2, "seasonal differences");
  static final ParameterSpec<Integer> SEASONAL_Q =
      ParameterSpec.integer("seasonal-q", 1, 0, 10, "seasonal moving-average order");
  static final ParameterSpec<String> CONSTANT =
      ParameterSpec.choice(
          "constant",
          "auto",
          List.of("auto", "yes", "no"),
          "mean or drift; auto = a mean where nothing is differenced");

  private final ParameterSet parameters;

  /** The airline model (0,1,1)(0,1,1) with the season of the data's frequency. */
  public Arima() {
    this(ParameterSet.of(P, D, Q, SEASONAL_P, SEASONAL_D, SEASONAL_Q, SEASON, CONSTANT, TRANSFORM));
  }

  private Arima(ParameterSet parameters) {
    this.parameters = parameters;
    // Orders that contradict each other are refused here rather than at the first fit.
    order(2);
    order(1);
  }

  @Override
  public String name() {
    return "arima";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Arima with(Parameters changes) {
    return new Arima(parameters.with(changes));
  }

  @Override
  public Capabilities capabilities() {
    return ArimaCapabilities.ALL;
  }

  @Override
  protected SeriesModel fitSeries(TimeSeries series, SeriesFitContext context) {
    int season = season(parameters.get(SEASON), series);
    return new ArimaFitting(series, season)
        .fixed(order(season), logScale(parameters.get(TRANSFORM), series), context.deadline());
  }

  private ArimaOrder order(int season) {
    boolean seasonal = season > 1;
    int d = parameters.get(D);
    int seasonalD = seasonal ? parameters.get(SEASONAL_D) : 0;
    boolean constant =
        switch (parameters.get(CONSTANT)) {
          case "yes" -> true;
          case "no" -> false;
          default -> d + seasonalD == 0;
        };
    return new ArimaOrder(
        parameters.get(P),
        d,
        parameters.get(Q),
        seasonal ? parameters.get(SEASONAL_P) : 0,
        seasonalD,
        seasonal ? parameters.get(SEASONAL_Q) : 0,
        seasonal ? season : 1,
        constant);
  }

  static int season(int parameter, TimeSeries series) {
    return parameter == 0 ? Math.max(1, series.frequency().season()) : parameter;
  }

  // Refuses a series without logarithms before anything is fitted.
  static boolean logScale(String transform, TimeSeries series) {
    if (!transform.equals("log")) {
      return false;
    }
    LogScale.apply(series, series.toArray());
    return true;
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    return FallbackModel.isWritten(in) ? FallbackModel.read(in) : ArimaSeriesModel.read(in);
  }
}
