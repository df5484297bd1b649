package io.flts.stat.theta;

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
import io.flts.stat.safeguard.PowerOfTwoScale;
import io.flts.stat.safeguard.Safeguard;
import io.flts.stat.season.SeasonAnchor;
import io.flts.stat.theta.SeasonalAdjustment.Form;
import io.flts.stat.theta.ThetaFit.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/**
 * A Theta model of one series: season, smoothing parameters, line and level after the last
 * observation.
 *
 * <p>Immutable and thread-safe. Append is O(1) per observation.
 */
final class ThetaSeriesModel implements AppendableSeriesModel, ExplainableSeriesModel {

  private final SeasonalAdjustment season;
  private final ThetaFit fit;
  private final double sigma2;
  private final int observed;
  private final int phase;
  private final double scale;
  private final SeasonAnchor anchor;
  private final Safeguard safeguard;

  private ThetaSeriesModel(
      SeasonalAdjustment season,
      ThetaFit fit,
      double sigma2,
      int observed,
      int phase,
      double scale,
      SeasonAnchor anchor,
      Safeguard safeguard) {
    this.season = season;
    this.fit = fit;
    this.sigma2 = sigma2;
    this.observed = observed;
    this.phase = phase;
    this.scale = scale;
    this.anchor = anchor;
    this.safeguard = safeguard;
  }

  static ThetaSeriesModel of(
      SeasonalAdjustment season,
      ThetaFit fit,
      PowerOfTwoScale scale,
      TimeSeries series,
      int period) {
    return new ThetaSeriesModel(
        season,
        fit,
        fit.sigma2(),
        series.length() - series.missing(),
        series.length() % season.period(),
        scale.factor(),
        SeasonAnchor.of(series.index()),
        Safeguard.of(series.toArray(), period));
  }

  /** The mean without season, on the scale of the fit; h from 1. */
  private double plain(int h) {
    double alpha = fit.alpha();
    double slope = fit.line().slope();
    double faded = Math.pow(1 - alpha, observed);
    if (fit.kind() == Kind.STANDARD) {
      return fit.level() + fit.omega() * slope * (h - 1 + (1 - faded) / alpha);
    }
    double reach = (1 - faded * (1 - alpha)) / alpha;
    return fit.level() + fit.omega() * (faded * fit.line().intercept() + (h - 1 + reach) * slope);
  }

  private double deviation(int h) {
    return Math.sqrt(sigma2 * (1 + (h - 1) * fit.alpha() * fit.alpha()));
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
    for (int i = 0; i < horizon; i++) {
      mean[i] = season.putBack(plain(i + 1), phase + i) * scale;
      double deviation = deviation(i + 1) * stretch(i) * scale;
      for (int k = 0; k < z.length; k++) {
        quantiles[k][i] = mean[i] + z[k] * deviation;
      }
    }
    double[][] paths = paths(request.paths(), horizon, request.seed());
    return safeguard.check(mean, quantiles, levels, paths);
  }

  /** R leaves the spread of its standard method as it is without season; the others stretch it. */
  private double stretch(int i) {
    return fit.kind() == Kind.STANDARD ? 1 : season.stretch(phase + i);
  }

  private double[][] paths(int count, int horizon, long seed) {
    Random random = new Random(seed);
    double sigma = Math.sqrt(sigma2);
    double[][] paths = new double[count][horizon];
    for (double[] path : paths) {
      double moved = 0;
      for (int i = 0; i < horizon; i++) {
        double error = sigma * random.nextGaussian();
        double mean = season.putBack(plain(i + 1), phase + i);
        path[i] = (mean + (moved + error) * stretch(i)) * scale;
        moved += fit.alpha() * error;
      }
    }
    return paths;
  }

  /**
   * {@inheritDoc}
   *
   * <p>A history that begins where the training history began starts from the fitted level; any
   * other one from the level that suits its values best under the fitted parameters. Season, α, θ
   * and a static line are kept; a dynamic line is that of the history.
   */
  @Override
  public ThetaSeriesModel over(TimeSeries history) {
    double[] y = history.toArray();
    double[] scaled = new PowerOfTwoScale(scale).down(y);
    OptionalLong distance = anchor.stepsTo(history.index());
    int first = (int) Math.floorMod(distance.orElse(0), (long) season.period());
    double[] plain = season.removeFrom(scaled, first);
    boolean same = distance.isPresent() && distance.getAsLong() == 0;
    double start =
        same
            ? fit.firstLevel()
            : ThetaFit.withParameters(plain, fit.kind(), fit.alpha(), fit.omega()).firstLevel();
    double level = start;
    for (double v : plain) {
      level = follow(level, v);
    }
    ThetaLine line = fit.kind().dynamic ? ThetaLine.through(plain) : fit.line();
    return new ThetaSeriesModel(
        season,
        moved(start, level, line),
        sigma2,
        y.length - history.missing(),
        (first + y.length) % season.period(),
        scale,
        SeasonAnchor.of(history.index()),
        safeguard.over(y, season.period()));
  }

  @Override
  public ThetaSeriesModel append(TimeSeries observations) {
    double[] y = observations.toArray();
    double level = fit.level();
    ThetaLine line = new ThetaLine(fit.line().state());
    int seen = observed;
    for (int t = 0; t < y.length; t++) {
      double v = season.remove(y[t] / scale, phase + t);
      level = follow(level, v);
      seen += Double.isNaN(v) ? 0 : 1;
      if (fit.kind().dynamic) {
        line.add(v);
      }
    }
    return new ThetaSeriesModel(
        season,
        moved(fit.firstLevel(), level, line),
        sigma2,
        seen,
        (phase + y.length) % season.period(),
        scale,
        anchor,
        safeguard.append(y));
  }

  private double follow(double level, double v) {
    return Double.isNaN(v) ? level : level + fit.alpha() * (v - level);
  }

  private ThetaFit moved(double start, double level, ThetaLine line) {
    return new ThetaFit(
        fit.kind(), fit.alpha(), fit.omega(), start, level, line, fit.errorSum(), fit.errors());
  }

  @Override
  public List<Component> explain(SeriesForecastRequest request) {
    int horizon = request.horizon();
    double[] trend = new double[horizon];
    double[] seasonal = new double[horizon];
    for (int i = 0; i < horizon; i++) {
      trend[i] = plain(i + 1) * scale;
      seasonal[i] =
          switch (season.form()) {
            case NONE -> 0;
            case ADDITIVE -> season.indices()[(phase + i) % season.period()] * scale;
            case MULTIPLICATIVE -> season.indices()[(phase + i) % season.period()] - 1;
          };
    }
    List<Component> components = new ArrayList<>();
    components.add(Component.of("trend", Role.ADDITIVE, request.index(), trend));
    if (season.form() != Form.NONE) {
      Role role = season.form() == Form.ADDITIVE ? Role.ADDITIVE : Role.MULTIPLICATIVE;
      components.add(Component.of("season", role, request.index(), seasonal));
    }
    return components;
  }

  @Override
  public void write(ModelWriter out) {
    out.text("season-form", season.form().name())
        .reals("season", season.indices())
        .text("kind", fit.kind().name())
        .real("alpha", fit.alpha())
        .real("omega", fit.omega())
        .real("first-level", fit.firstLevel())
        .real("level", fit.level())
        .reals("line", fit.line().state())
        .real("error-sum", fit.errorSum())
        .integer("errors", fit.errors())
        .real("sigma2", sigma2)
        .integer("observed", observed)
        .integer("phase", phase)
        .real("scale", scale);
    anchor.write(out.section("anchor"));
    safeguard.write(out.section("safeguard"));
  }

  static ThetaSeriesModel read(ModelReader in) {
    Form form;
    Kind kind;
    try {
      form = Form.valueOf(in.text("season-form"));
      kind = Kind.valueOf(in.text("kind"));
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("A saved Theta model is damaged: " + e.getMessage(), e);
    }
    double[] indices = in.reals("season");
    if ((form == Form.NONE) != (indices.length == 0)) {
      throw new ModelFormatException(
          "A saved Theta model has season " + form + " with " + indices.length + " indices.");
    }
    return new ThetaSeriesModel(
        new SeasonalAdjustment(form, indices),
        new ThetaFit(
            kind,
            in.real("alpha"),
            in.real("omega"),
            in.real("first-level"),
            in.real("level"),
            new ThetaLine(in.reals("line", ThetaLine.stateSize())),
            in.real("error-sum"),
            in.integer("errors", 0, Integer.MAX_VALUE)),
        in.real("sigma2"),
        in.integer("observed", 0, Integer.MAX_VALUE),
        in.integer("phase", 0, Math.max(0, indices.length - 1)),
        in.real("scale"),
        SeasonAnchor.read(in.section("anchor")),
        Safeguard.read(in.section("safeguard")));
  }
}
