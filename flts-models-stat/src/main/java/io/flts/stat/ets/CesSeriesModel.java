package io.flts.stat.ets;

import io.flts.api.error.ModelFormatException;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.perseries.AppendableSeriesModel;
import io.flts.api.perseries.SeriesForecast;
import io.flts.api.perseries.SeriesForecastRequest;
import io.flts.api.series.TimeSeries;
import io.flts.stat.safeguard.PowerOfTwoScale;
import io.flts.stat.safeguard.Safeguard;
import io.flts.stat.season.SeasonAnchor;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Complex exponential smoothing of one series. Immutable and thread-safe; append is O(1) per
 * observation.
 *
 * <p>The model is linear with additive errors, so variances are exact: σ²·Σ w_j² with w_j the
 * response of the mean j steps after a unit error, found by running the recursion once.
 */
final class CesSeriesModel implements AppendableSeriesModel {

  private final CesShape shape;
  private final int period;
  private final double[] smoothing;
  private final double sigma2;
  private final CesState start;
  private final CesState end;
  private final double scale;
  private final SeasonAnchor anchor;
  private final Safeguard safeguard;

  private CesSeriesModel(
      CesShape shape,
      int period,
      double[] smoothing,
      double sigma2,
      CesState start,
      CesState end,
      double scale,
      SeasonAnchor anchor,
      Safeguard safeguard) {
    this.shape = shape;
    this.period = period;
    this.smoothing = smoothing;
    this.sigma2 = sigma2;
    this.start = start;
    this.end = end;
    this.scale = scale;
    this.anchor = anchor;
    this.safeguard = safeguard;
  }

  static CesSeriesModel of(CesFit fit, PowerOfTwoScale scale, TimeSeries series, int period) {
    return new CesSeriesModel(
        fit.shape(),
        fit.period(),
        fit.smoothing(),
        fit.sigma2(),
        fit.start(),
        fit.end(),
        scale.factor(),
        SeasonAnchor.of(series.index()),
        Safeguard.of(series.toArray(), period));
  }

  @Override
  public SeriesForecast forecast(SeriesForecastRequest request) {
    int horizon = request.horizon();
    double[] levels = request.probabilities();
    double[] mean = new double[horizon];
    double[][] quantiles = new double[levels.length][horizon];
    double[] z = new double[levels.length];
    for (int k = 0; k < z.length; k++) {
      z[k] = Safeguard.normalQuantile(levels[k]);
    }
    double[] response = response(horizon);
    CesState state = end.copy();
    double sum = 1;
    for (int i = 0; i < horizon; i++) {
      mean[i] = state.expect() * scale;
      state.advance(smoothing, 0, period);
      sum += i == 0 ? 0 : response[i] * response[i];
      double deviation = Math.sqrt(sigma2 * sum) * scale;
      for (int k = 0; k < z.length; k++) {
        quantiles[k][i] = mean[i] + z[k] * deviation;
      }
    }
    return safeguard.check(mean, quantiles, levels, paths(request));
  }

  /** How far the mean moves i steps after an error of one, from 1 on. */
  private double[] response(int horizon) {
    CesState state = CesState.zero(shape, period);
    double[] response = new double[horizon];
    state.advance(smoothing, 1, period);
    for (int i = 1; i < horizon; i++) {
      response[i] = state.expect();
      state.advance(smoothing, 0, period);
    }
    return response;
  }

  private double[][] paths(SeriesForecastRequest request) {
    Random random = new Random(request.seed());
    double sigma = Math.sqrt(sigma2);
    double[][] paths = new double[request.paths()][request.horizon()];
    for (double[] path : paths) {
      CesState state = end.copy();
      for (int i = 0; i < path.length; i++) {
        double error = sigma * random.nextGaussian();
        path[i] = (state.expect() + error) * scale;
        state.advance(smoothing, error, period);
      }
    }
    return paths;
  }

  /**
   * {@inheritDoc}
   *
   * <p>A history that begins where the training history began starts from the fitted state; any
   * other one from the state found by running over it backwards, as at fit time.
   */
  @Override
  public CesSeriesModel over(TimeSeries history) {
    double[] y = history.toArray();
    double[] scaled = new PowerOfTwoScale(scale).down(y);
    OptionalLong distance = anchor.stepsTo(history.index());
    CesState first =
        distance.isPresent() && distance.getAsLong() == 0
            ? start
            : CesFit.startFor(scaled, smoothing, period, shape);
    return new CesSeriesModel(
        shape,
        period,
        smoothing,
        sigma2,
        first,
        moved(first, scaled),
        scale,
        SeasonAnchor.of(history.index()),
        safeguard.over(y, period));
  }

  @Override
  public CesSeriesModel append(TimeSeries observations) {
    double[] y = observations.toArray();
    double[] scaled = new PowerOfTwoScale(scale).down(y);
    return new CesSeriesModel(
        shape,
        period,
        smoothing,
        sigma2,
        start,
        moved(end, scaled),
        scale,
        anchor,
        safeguard.append(y));
  }

  private CesState moved(CesState from, double[] y) {
    CesState state = from.copy();
    for (double v : y) {
      state.advance(smoothing, Double.isNaN(v) ? 0 : v - state.expect(), period);
    }
    return state;
  }

  @Override
  public void write(ModelWriter out) {
    out.text("shape", shape.name())
        .integer("period", period)
        .reals("smoothing", smoothing)
        .real("sigma2", sigma2)
        .real("scale", scale);
    write(start, out.section("start"));
    write(end, out.section("end"));
    anchor.write(out.section("anchor"));
    safeguard.write(out.section("safeguard"));
  }

  private static void write(CesState state, ModelWriter out) {
    out.reals("level", state.level)
        .reals("potential", state.potential)
        .reals("season", state.season)
        .reals("season-potential", state.seasonPotential)
        .integer("phase", state.phase);
  }

  static CesSeriesModel read(ModelReader in) {
    CesShape shape;
    try {
      shape = CesShape.valueOf(in.text("shape"));
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("A saved CES model is damaged: " + e.getMessage(), e);
    }
    int period = in.integer("period", 1, 100_000);
    return new CesSeriesModel(
        shape,
        period,
        in.reals("smoothing", shape.parameters),
        in.real("sigma2"),
        read(shape, period, in.section("start")),
        read(shape, period, in.section("end")),
        in.real("scale"),
        SeasonAnchor.read(in.section("anchor")),
        Safeguard.read(in.section("safeguard")));
  }

  private static CesState read(CesShape shape, int period, ModelReader in) {
    CesState sizes = CesState.zero(shape, period);
    CesState state =
        new CesState(
            in.reals("level", sizes.level.length),
            in.reals("potential", sizes.potential.length),
            in.reals("season", sizes.season.length),
            in.reals("season-potential", sizes.seasonPotential.length));
    state.phase = in.integer("phase", 0, Math.max(0, period - 1));
    return state;
  }
}
