package io.flts.stat.intermittent;

import io.flts.api.error.ModelFormatException;
import io.flts.api.forecast.Component;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.perseries.AppendableSeriesModel;
import io.flts.api.perseries.ExplainableSeriesModel;
import io.flts.api.perseries.SeriesForecast;
import io.flts.api.perseries.SeriesForecastRequest;
import io.flts.api.series.TimeSeries;
import io.flts.stat.safeguard.Safeguard;
import java.util.List;

/**
 * Croston's method and its two corrections for one series. Immutable and thread-safe; append is
 * O(1).
 */
final class SmoothedDemand implements AppendableSeriesModel, ExplainableSeriesModel {

  /** How size and frequency make a rate. */
  enum Kind {
    /** Size over interval. */
    CROSTON,
    /** Size over interval, times 1 − α/2 against its bias. */
    SBA,
    /** Size times probability, which fades while no demand comes. */
    TSB
  }

  private final Kind kind;
  private final double alpha;
  private final double beta;
  private final DemandState state;
  private final DemandModel demand;

  private SmoothedDemand(
      Kind kind, double alpha, double beta, DemandState state, DemandSizes sizes, Safeguard guard) {
    this.kind = kind;
    this.alpha = alpha;
    this.beta = beta;
    this.state = state;
    double probability =
        state.interval == 0
            ? 0
            : kind == Kind.TSB ? state.probability : Math.min(1, 1 / state.interval);
    double rate = state.interval == 0 ? 0 : rate();
    demand = new DemandModel(rate, probability, sizes, guard);
  }

  private double rate() {
    return switch (kind) {
      case CROSTON -> state.size / state.interval;
      case SBA -> (1 - alpha / 2) * state.size / state.interval;
      case TSB -> state.size * state.probability;
    };
  }

  static SmoothedDemand fit(Kind kind, double alpha, double beta, TimeSeries series) {
    double[] y = series.toArray();
    return new SmoothedDemand(
        kind, alpha, beta, run(new DemandState(), y, alpha, beta), DemandSizes.of(y), guard(y));
  }

  private static Safeguard guard(double[] y) {
    return Safeguard.of(y, 1);
  }

  private static DemandState run(DemandState state, double[] y, double alpha, double beta) {
    for (double v : y) {
      state.advance(v, alpha, beta);
    }
    return state;
  }

  @Override
  public SeriesForecast forecast(SeriesForecastRequest request) {
    return demand.forecast(request);
  }

  @Override
  public List<Component> explain(SeriesForecastRequest request) {
    return demand.explain(request);
  }

  @Override
  public SmoothedDemand over(TimeSeries history) {
    DemandHistory.requireDemand(history);
    double[] y = history.toArray();
    return new SmoothedDemand(
        kind,
        alpha,
        beta,
        run(new DemandState(), y, alpha, beta),
        demand.sizes(),
        demand.safeguard().over(y, 1));
  }

  @Override
  public SmoothedDemand append(TimeSeries observations) {
    DemandHistory.requireDemand(observations);
    double[] y = observations.toArray();
    return new SmoothedDemand(
        kind,
        alpha,
        beta,
        run(state.copy(), y, alpha, beta),
        demand.sizes(),
        demand.safeguard().append(y));
  }

  @Override
  public void write(ModelWriter out) {
    out.text("kind", kind.name())
        .real("alpha", alpha)
        .real("beta", beta)
        .reals("state", state.values());
    demand.write(out.section("demand"));
  }

  static SmoothedDemand read(ModelReader in) {
    Kind kind;
    try {
      kind = Kind.valueOf(in.text("kind"));
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("A saved demand model is damaged: " + e.getMessage(), e);
    }
    DemandModel demand = DemandModel.read(in.section("demand"));
    return new SmoothedDemand(
        kind,
        in.real("alpha"),
        in.real("beta"),
        DemandState.of(in.reals("state", 4)),
        demand.sizes(),
        demand.safeguard());
  }
}
