package io.flts.stat.intermittent;

import io.flts.api.forecast.Component;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.perseries.ExplainableSeriesModel;
import io.flts.api.perseries.SeriesForecast;
import io.flts.api.perseries.SeriesForecastRequest;
import io.flts.api.series.TimeSeries;
import io.flts.stat.safeguard.PowerOfTwoScale;
import io.flts.stat.safeguard.Safeguard;
import java.util.Arrays;
import java.util.List;

/** Demand by aggregation for one series. Immutable and thread-safe. */
final class AggregatedDemand implements ExplainableSeriesModel {

  private final Aggregation aggregation;
  private final DemandModel demand;

  private AggregatedDemand(Aggregation aggregation, DemandModel demand) {
    this.aggregation = aggregation;
    this.demand = demand;
  }

  /**
   * Fits blocks from a shortest length to the mean interval between demands.
   *
   * @param single whether only the mean interval is used
   */
  static AggregatedDemand fit(TimeSeries series, boolean single) {
    double[] y = series.toArray();
    double[] scaled = DemandHistory.observed(PowerOfTwoScale.of(y).down(y));
    int interval = Math.max(1, (int) Math.round(DemandHistory.meanInterval(scaled)));
    Aggregation aggregation = Aggregation.fit(scaled, single ? interval : 1, interval);
    return new AggregatedDemand(
        aggregation, demand(aggregation, y, DemandSizes.of(y), Safeguard.of(y, 1)));
  }

  private static DemandModel demand(
      Aggregation aggregation, double[] y, DemandSizes sizes, Safeguard guard) {
    double[] observed = DemandHistory.observed(y);
    double rate = aggregation.rate(observed);
    double probability = Math.min(1, 1 / Math.max(1, DemandHistory.meanInterval(observed)));
    boolean any = Arrays.stream(observed).anyMatch(v -> v > 0);
    return new DemandModel(rate, any ? probability : 0, sizes, guard);
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
  public AggregatedDemand over(TimeSeries history) {
    DemandHistory.requireDemand(history);
    double[] y = history.toArray();
    return new AggregatedDemand(
        aggregation, demand(aggregation, y, demand.sizes(), demand.safeguard().over(y, 1)));
  }

  @Override
  public void write(ModelWriter out) {
    out.integers("lengths", aggregation.lengths()).reals("alphas", aggregation.alphas());
    demand.write(out.section("demand"));
  }

  static AggregatedDemand read(ModelReader in) {
    int[] lengths = in.integers("lengths");
    return new AggregatedDemand(
        new Aggregation(lengths, in.reals("alphas", lengths.length)),
        DemandModel.read(in.section("demand")));
  }
}
