package io.flts.stat.ets;

import io.flts.api.error.ModelFormatException;
import io.flts.api.forecast.Component;
import io.flts.api.forecast.Component.Role;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.perseries.AppendableSeriesModel;
import io.flts.api.perseries.ExplainableSeriesModel;
import io.flts.api.perseries.SeriesForecast;
import io.flts.api.perseries.SeriesForecastRequest;
import io.flts.api.series.TimeSeries;
import io.flts.stat.ets.EtsShape.Term;
import io.flts.stat.safeguard.PowerOfTwoScale;
import io.flts.stat.safeguard.Safeguard;
import io.flts.stat.season.SeasonAnchor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * An exponential-smoothing model of one series: shape, smoothing parameters, error variance, and
 * the states before the first and after the last observation.
 *
 * <p>Immutable and thread-safe. Append is O(1) per observation (plus O(m) to copy the season).
 */
final class EtsSeriesModel implements AppendableSeriesModel, ExplainableSeriesModel {

  /** Simulated futures behind quantiles that have no exact form. */
  private static final int PATHS = 2000;

  private final EtsShape shape;
  private final EtsParameters parameters;
  private final double sigma2;
  private final EtsState start;
  private final EtsState end;
  private final double scale;
  private final SeasonAnchor anchor;
  private final Safeguard safeguard;

  private EtsSeriesModel(
      EtsShape shape,
      EtsParameters parameters,
      double sigma2,
      EtsState start,
      EtsState end,
      double scale,
      SeasonAnchor anchor,
      Safeguard safeguard) {
    this.shape = shape;
    this.parameters = parameters;
    this.sigma2 = sigma2;
    this.start = start;
    this.end = end;
    this.scale = scale;
    this.anchor = anchor;
    this.safeguard = safeguard;
  }

  static EtsSeriesModel of(EtsFit fit, PowerOfTwoScale scale, TimeSeries series, int period) {
    return new EtsSeriesModel(
        fit.shape(),
        fit.parameters(),
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
    EtsMoments moments = EtsMoments.of(shape, parameters, end, sigma2, horizon);
    double[][] paths = paths(request.paths(), request);
    double[][] quantiles;
    if (shape.exactVariance()) {
      quantiles = normal(moments, levels);
    } else {
      double[][] sample = levels.length == 0 ? new double[0][] : paths(PATHS, request);
      quantiles = EtsPaths.quantiles(sample, levels, horizon);
    }
    double[] mean = moments.mean().clone();
    up(mean);
    for (double[] row : quantiles) {
      up(row);
    }
    for (double[] row : paths) {
      up(row);
    }
    return safeguard.check(mean, quantiles, levels, paths);
  }

  private double[][] paths(int count, SeriesForecastRequest request) {
    return EtsPaths.simulate(
        shape, parameters, end, sigma2, request.horizon(), count, request.seed());
  }

  private static double[][] normal(EtsMoments moments, double[] levels) {
    double[] mean = moments.mean();
    double[][] result = new double[levels.length][mean.length];
    for (int k = 0; k < levels.length; k++) {
      double z = Safeguard.normalQuantile(levels[k]);
      for (int i = 0; i < mean.length; i++) {
        result[k][i] = mean[i] + z * Math.sqrt(moments.variance()[i]);
      }
    }
    return result;
  }

  private void up(double[] values) {
    if (scale != 1) {
      for (int i = 0; i < values.length; i++) {
        values[i] *= scale;
      }
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>A history that begins where the training history began starts from the fitted state. Any
   * other one takes its seasonal state from the end of the training history, turned to its own
   * phase, and level and slope from its first values.
   */
  @Override
  public EtsSeriesModel over(TimeSeries history) {
    double[] y = history.toArray();
    double[] scaled = new PowerOfTwoScale(scale).down(y);
    OptionalLong distance = anchor.stepsTo(history.index());
    EtsState first;
    if (distance.isPresent() && distance.getAsLong() == 0) {
      first = start;
    } else if (distance.isPresent() && shape.seasonal()) {
      int phase = (int) Math.floorMod(distance.getAsLong(), (long) shape.period());
      first = InitialStates.withSeason(scaled, shape, end.season, phase);
    } else {
      first = InitialStates.of(scaled, shape);
    }
    EtsState state = first.copy();
    for (double v : scaled) {
      state.advance(shape, parameters, v);
    }
    return new EtsSeriesModel(
        shape,
        parameters,
        sigma2,
        first,
        state,
        scale,
        SeasonAnchor.of(history.index()),
        safeguard.over(y, shape.period()));
  }

  @Override
  public EtsSeriesModel append(TimeSeries observations) {
    double[] y = observations.toArray();
    EtsState state = end.copy();
    for (double v : y) {
      state.advance(shape, parameters, v / scale);
    }
    return new EtsSeriesModel(
        shape, parameters, sigma2, start, state, scale, anchor, safeguard.append(y));
  }

  /**
   * {@inheritDoc}
   *
   * <p>{@code trend} is level and slope together; {@code season} adds to it or multiplies it. For
   * seasonal factors the mean is a product of correlated terms: what it is more than the product of
   * the means is {@code correlation}, nearly always negligible.
   */
  @Override
  public List<Component> explain(SeriesForecastRequest request) {
    int horizon = request.horizon();
    double[] trend = new double[horizon];
    double[] season = new double[horizon];
    double[] rest = new double[horizon];
    double[] mean = EtsMoments.of(shape, parameters, end, sigma2, horizon).mean();
    boolean byFactor = shape.season() == Term.MULTIPLICATIVE;
    EtsState state = end.copy();
    for (int i = 0; i < horizon; i++) {
      double base = state.base(shape, parameters.phi());
      trend[i] = base * scale;
      if (shape.seasonal()) {
        double s = state.season[state.phase];
        season[i] = byFactor ? s - 1 : s * scale;
        rest[i] = byFactor ? (mean[i] - base * s) * scale : 0;
      }
      state.advance(shape, parameters, Double.NaN);
    }
    List<Component> components = new ArrayList<>();
    components.add(Component.of("trend", Role.ADDITIVE, request.index(), trend));
    if (shape.seasonal()) {
      Role role = byFactor ? Role.MULTIPLICATIVE : Role.ADDITIVE;
      components.add(Component.of("season", role, request.index(), season));
    }
    if (byFactor) {
      components.add(Component.of("correlation", Role.ADDITIVE, request.index(), rest));
    }
    return components;
  }

  @Override
  public void write(ModelWriter out) {
    out.text("model", shape.code())
        .integer("period", shape.period())
        .real("alpha", parameters.alpha())
        .real("beta", parameters.beta())
        .real("gamma", parameters.gamma())
        .real("phi", parameters.phi())
        .real("sigma2", sigma2)
        .real("scale", scale)
        .reals("start", pack(start))
        .reals("end", pack(end))
        .integer("phase", end.phase)
        .integer("start-phase", start.phase);
    anchor.write(out.section("anchor"));
    safeguard.write(out.section("safeguard"));
  }

  static EtsSeriesModel read(ModelReader in) {
    EtsShape shape;
    try {
      shape = EtsShape.parse(in.text("model"), in.integer("period", 1, Integer.MAX_VALUE));
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("A saved ETS model is damaged: " + e.getMessage(), e);
    }
    int m = shape.seasonal() ? shape.period() : 0;
    int last = Math.max(0, m - 1);
    return new EtsSeriesModel(
        shape,
        new EtsParameters(in.real("alpha"), in.real("beta"), in.real("gamma"), in.real("phi")),
        in.real("sigma2"),
        unpack(in.reals("start", m + 2), in.integer("start-phase", 0, last)),
        unpack(in.reals("end", m + 2), in.integer("phase", 0, last)),
        in.real("scale"),
        SeasonAnchor.read(in.section("anchor")),
        Safeguard.read(in.section("safeguard")));
  }

  private static double[] pack(EtsState state) {
    double[] values = new double[state.season.length + 2];
    values[0] = state.level;
    values[1] = state.slope;
    System.arraycopy(state.season, 0, values, 2, state.season.length);
    return values;
  }

  private static EtsState unpack(double[] values, int phase) {
    return new EtsState(values[0], values[1], Arrays.copyOfRange(values, 2, values.length), phase);
  }
}
