package io.flts.stat.arima;

import io.flts.api.error.InsufficientDataException;
import io.flts.api.error.ModelFormatException;
import io.flts.api.forecast.Component;
import io.flts.api.forecast.Component.Role;
import io.flts.api.forecast.Forecast;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * A regression with ARIMA errors of one series: coefficients, innovation variance, and the filter
 * state after the last observation.
 *
 * <p>Intervals include the uncertainty of the state and a variance corrected for the estimated
 * coefficients, not the uncertainty of the coefficients themselves. On the log scale the central
 * line is the median. Immutable and thread-safe.
 */
final class ArimaSeriesModel implements AppendableSeriesModel, ExplainableSeriesModel {
  private final ArimaOrder order;
  private final double[] coefficients;
  private final double[] regression;
  private final double sigma2;
  private final RegressionTerms terms;
  private final boolean log;
  private final double scale;
  private final SeasonAnchor anchor;

  /** Steps from the anchor to the first step to forecast. */
  private final long position;

  private final ArimaState state;
  private final Safeguard safeguard;

  private ArimaSeriesModel(
      ArimaOrder order,
      double[] coefficients,
      double[] regression,
      double sigma2,
      RegressionTerms terms,
      boolean log,
      double scale,
      SeasonAnchor anchor,
      long position,
      ArimaState state,
      Safeguard safeguard) {
    this.order = order;
    this.coefficients = coefficients;
    this.regression = regression;
    this.sigma2 = sigma2;
    this.terms = terms;
    this.log = log;
    this.scale = scale;
    this.anchor = anchor;
    this.position = position;
    this.state = state;
    this.safeguard = safeguard;
  }

  /** The model of the series it was fitted to. */
  static ArimaSeriesModel of(
      ArimaFit fit,
      RegressionTerms terms,
      boolean log,
      double scale,
      TimeSeries series,
      int period) {
    SeasonAnchor anchor = SeasonAnchor.of(series.index());
    ArimaSeriesModel bare =
        new ArimaSeriesModel(
            fit.order(),
            fit.coefficients(),
            fit.regression(),
            fit.adjustedSigma2(),
            terms,
            log,
            scale,
            anchor,
            0,
            ArimaState.after(fit.order(), fit.coefficients(), new double[0]),
            Safeguard.of(series.toArray(), period));
    return bare.run(series, 0, bare.safeguard);
  }

  private ArimaSeriesModel run(TimeSeries series, long from, Safeguard guard) {
    double[] errors = StartLevels.complete(order, errors(series, from));
    if (errors.length < Math.max(1, order.differencingLoss())) {
      throw new InsufficientDataException(
          "Series '"
              + series.id()
              + "' has "
              + errors.length
              + " values from its first observed one on; "
              + order
              + " needs at least "
              + Math.max(1, order.differencingLoss())
              + " to start from. Supply more history.");
    }
    return new ArimaSeriesModel(
        order,
        coefficients,
        regression,
        sigma2,
        terms,
        log,
        scale,
        anchor,
        from + series.length(),
        ArimaState.after(order, coefficients, errors),
        guard);
  }

  // The series on the scale of the model, less its regression effects.
  private double[] errors(TimeSeries series, long from) {
    double[] y = new PowerOfTwoScale(scale).down(series.toArray());
    if (log) {
      LogScale.apply(series, y);
    }
    double[][] columns = terms.over(series, from);
    double[] effect = effect(columns, from, y.length);
    for (int t = 0; t < y.length; t++) {
      y[t] -= effect[t];
    }
    return y;
  }

  private double[] effect(double[][] columns, long from, int length) {
    double[] sum = new double[length];
    int at = 0;
    if (order.constant()) {
      double c = regression[at++];
      boolean drift = order.d() + order.seasonalD() > 0;
      for (int t = 0; t < length; t++) {
        sum[t] = drift ? c * (from + t + 1.0) : c;
      }
    }
    for (double[] column : columns) {
      double b = regression[at++];
      for (int t = 0; t < length; t++) {
        sum[t] += b * column[t];
      }
    }
    return sum;
  }

  @Override
  public SeriesForecast forecast(SeriesForecastRequest request) {
    int horizon = request.horizon();
    double[] levels = request.probabilities();
    double[] effect = effect(terms.ahead(request, position), position, horizon);
    double[] mean = state.means(horizon);
    double[] variance = levels.length == 0 ? new double[horizon] : state.variances(horizon);
    double[][] quantiles = new double[levels.length][horizon];
    for (int h = 0; h < horizon; h++) {
      mean[h] += effect[h];
    }
    for (int k = 0; k < levels.length; k++) {
      double z = Safeguard.normalQuantile(levels[k]);
      for (int h = 0; h < horizon; h++) {
        quantiles[k][h] = mean[h] + z * Math.sqrt(sigma2 * variance[h]);
      }
      back(quantiles[k]);
    }
    double[][] paths = paths(request, effect);
    back(mean);
    SeriesForecast checked = safeguard.check(mean, quantiles, levels, paths);
    return log && checked.fallback().isEmpty()
        ? new SeriesForecast(
            Forecast.Point.MEDIAN, checked.mean(), checked.quantiles(), checked.paths())
        : checked;
  }

  private double[][] paths(SeriesForecastRequest request, double[] effect) {
    double[][] paths = new double[request.paths()][];
    if (paths.length == 0) {
      return paths;
    }
    SplittableRandom random = new SplittableRandom(request.seed());
    double deviation = Math.sqrt(sigma2);
    double[] root = state.uncertaintyRoot();
    for (int p = 0; p < paths.length; p++) {
      paths[p] = state.path(effect.length, () -> deviation * random.nextGaussian(), root);
      for (int h = 0; h < effect.length; h++) {
        paths[p][h] += effect[h];
      }
      back(paths[p]);
    }
    return paths;
  }

  private void back(double[] values) {
    for (int h = 0; h < values.length; h++) {
      values[h] = (log ? Math.exp(values[h]) : values[h]) * scale;
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Drift and Fourier terms keep their phase from the training history where the new history
   * lies on the same time grid, and start afresh otherwise.
   */
  @Override
  public ArimaSeriesModel over(TimeSeries history) {
    OptionalLong distance = anchor.stepsTo(history.index());
    return run(history, distance.orElse(0), safeguard.over(history.toArray(), order.period()));
  }

  @Override
  public ArimaSeriesModel append(TimeSeries observations) {
    double[] errors = errors(observations, position);
    return new ArimaSeriesModel(
        order,
        coefficients,
        regression,
        sigma2,
        terms,
        log,
        scale,
        anchor,
        position + observations.length(),
        state.append(errors),
        safeguard.append(observations.toArray()));
  }

  /**
   * {@inheritDoc}
   *
   * <p>{@code arima} is the error process with the constant; then one component per covariate and
   * per long season. On the log scale the regressors are factors.
   */
  @Override
  public List<Component> explain(SeriesForecastRequest request) {
    int horizon = request.horizon();
    double[][] columns = terms.ahead(request, position);
    double[] arima = state.means(horizon);
    double[] constant = effect(new double[0][], position, horizon);
    for (int h = 0; h < horizon; h++) {
      arima[h] += constant[h];
    }
    back(arima);
    List<Component> components = new ArrayList<>();
    components.add(Component.of("arima", Role.ADDITIVE, request.index(), arima));
    int at = order.constant() ? 1 : 0;
    int column = 0;
    for (String name : terms.covariates()) {
      double[] part = new double[horizon];
      add(part, columns[column++], regression[at++]);
      components.add(part(name, request, part));
    }
    for (int i = 0; i < terms.periods().length; i++) {
      double[] part = new double[horizon];
      int count =
          new RegressionTerms(
                  List.of(), new int[] {terms.periods()[i]}, new int[] {terms.harmonics()[i]})
              .count();
      for (int k = 0; k < count; k++) {
        add(part, columns[column++], regression[at++]);
      }
      components.add(part("season-" + terms.periods()[i], request, part));
    }
    return components;
  }

  private Component part(String name, SeriesForecastRequest request, double[] effect) {
    for (int h = 0; h < effect.length; h++) {
      effect[h] = log ? Math.expm1(effect[h]) : effect[h] * scale;
    }
    return Component.of(name, log ? Role.MULTIPLICATIVE : Role.ADDITIVE, request.index(), effect);
  }

  private static void add(double[] target, double[] column, double factor) {
    for (int h = 0; h < target.length; h++) {
      target[h] += factor * column[h];
    }
  }

  /** The orders of this model. */
  ArimaOrder order() {
    return order;
  }

  @Override
  public void write(ModelWriter out) {
    out.integers(
            "order",
            new int[] {
              order.p(),
              order.d(),
              order.q(),
              order.seasonalP(),
              order.seasonalD(),
              order.seasonalQ(),
              order.period(),
              order.constant() ? 1 : 0
            })
        .reals("coefficients", coefficients)
        .reals("regression", regression)
        .real("sigma2", sigma2)
        .flag("log", log)
        .real("scale", scale)
        .integer("position", position);
    terms.write(out.section("terms"));
    anchor.write(out.section("anchor"));
    state.write(out.section("state"));
    safeguard.write(out.section("safeguard"));
  }

  static ArimaSeriesModel read(ModelReader in) {
    int[] o = in.integers("order");
    if (o.length != 8 || o[6] < 1 || o[6] > 1_000_000) {
      throw new ModelFormatException("A saved ARIMA model has no valid orders. Save it again.");
    }
    ArimaOrder order;
    try {
      order = new ArimaOrder(o[0], o[1], o[2], o[3], o[4], o[5], o[6], o[7] == 1);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("A saved ARIMA model is damaged: " + e.getMessage(), e);
    }
    if (order.longestLag() > ArimaOrder.LONGEST_LAG) {
      throw new ModelFormatException(
          String.format(
              Locale.ROOT,
              "A saved ARIMA model %s has the lag %d; lags up to %d are read. Save it again.",
              order,
              order.longestLag(),
              ArimaOrder.LONGEST_LAG));
    }
    RegressionTerms terms = RegressionTerms.read(in.section("terms"));
    double[] coefficients = in.reals("coefficients", order.armaCount());
    return new ArimaSeriesModel(
        order,
        coefficients,
        in.reals("regression", terms.count() + (order.constant() ? 1 : 0)),
        in.real("sigma2"),
        terms,
        in.flag("log"),
        in.real("scale"),
        SeasonAnchor.read(in.section("anchor")),
        in.integer("position"),
        ArimaState.read(in.section("state"), order, coefficients),
        Safeguard.read(in.section("safeguard")));
  }
}
