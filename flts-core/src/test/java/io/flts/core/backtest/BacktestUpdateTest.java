package io.flts.core.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.Forecaster;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.parameter.Parameters;
import io.flts.api.perseries.AppendableSeriesModel;
import io.flts.api.perseries.PerSeriesForecaster;
import io.flts.api.perseries.SeriesFitContext;
import io.flts.api.perseries.SeriesForecast;
import io.flts.api.perseries.SeriesForecastRequest;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Between refits a model that can be updated is updated, not run over all of its history again. */
class BacktestUpdateTest {

  /**
   * The last value; counts how often it was run over a history and how often it was appended to.
   */
  private static final class LastValue extends PerSeriesForecaster {
    private final String name;
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger updates = new AtomicInteger();

    LastValue(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Forecaster with(Parameters changes) {
      return this;
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(1, Capability.UPDATABLE);
    }

    @Override
    protected SeriesModel fitSeries(TimeSeries series, SeriesFitContext context) {
      return new Last(series.get(series.length() - 1));
    }

    @Override
    protected SeriesModel readSeries(ModelReader in) {
      return new Last(in.real("last"));
    }

    private final class Last implements AppendableSeriesModel {
      private final double last;

      Last(double last) {
        this.last = last;
      }

      @Override
      public SeriesForecast forecast(SeriesForecastRequest request) {
        double[] mean = new double[request.horizon()];
        Arrays.fill(mean, last);
        return SeriesForecast.of(mean, new double[0][]);
      }

      @Override
      public SeriesModel over(TimeSeries history) {
        runs.incrementAndGet();
        return new Last(history.get(history.length() - 1));
      }

      @Override
      public SeriesModel append(TimeSeries observations) {
        updates.incrementAndGet();
        return new Last(observations.get(observations.length() - 1));
      }

      @Override
      public void write(ModelWriter out) {
        out.real("last", last);
      }
    }
  }

  private static Panel panel() {
    double[] values = new double[40];
    Arrays.setAll(values, t -> t * t % 17);
    return Panel.of(
        TimeSeries.of("a", TimeIndex.ofSteps(1, 40), values),
        TimeSeries.of("b", TimeIndex.ofSteps(1, 40), values));
  }

  private static BacktestResult run(Forecaster candidate, RollingOrigin plan) {
    return Backtest.builder(plan)
        .candidate("candidate", candidate)
        .available(List.of(new LastValue("naive"), new LastValue("seasonal-naive")))
        .build()
        .run(panel());
  }

  @Test
  void updatesInsteadOfRunningOverTheHistoryAndForecastsTheSame() {
    RollingOrigin plan = RollingOrigin.of(2, 6).withRefitEvery(RollingOrigin.NEVER);
    LastValue updated = new LastValue("updated");
    BacktestResult result = run(updated, plan);
    assertThat(updated.runs).hasValue(0);
    assertThat(updated.updates).hasValue(2 * 5);
    for (BacktestCase one : result.cases("candidate")) {
      int origin = 40 - 2 * (6 - one.window());
      assertThat(one.scored().forecast().mean(0)).isEqualTo((origin - 1) * (origin - 1) % 17);
    }
  }

  @Test
  void aSlidingWindowIsRunOverBecauseItForgets() {
    LastValue sliding = new LastValue("sliding");
    run(sliding, RollingOrigin.of(2, 6).withMaximumHistory(10).withRefitEvery(RollingOrigin.NEVER));
    assertThat(sliding.updates).hasValue(0);
    assertThat(sliding.runs).hasValue(2 * 5);
  }
}
