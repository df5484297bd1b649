package io.flts.dl.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.PanelForecast;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ManySeriesTest {
  private static final int SERIES = 100;

  @Test
  @DisplayName("Many series on lent threads get the bits that each gets alone, in their order")
  void lentThreads() throws InterruptedException {
    Panel panel = panel();
    FittedForecaster fitted =
        new Lstm()
            .with(Parameters.of("hidden", 8, "layers", 1).and("epochs", 1))
            .fit(FitRequest.of(panel).withSeed(1));
    Set<Thread> lent = ConcurrentHashMap.newKeySet();
    ForecastRequest request =
        ForecastRequest.of(3)
            .withExecutor(
                work -> {
                  Thread thread = new Thread(work);
                  lent.add(thread);
                  thread.start();
                });
    PanelForecast together = fitted.forecast(request);
    PanelForecast over = fitted.forecast(request.withHistory(panel));
    for (Thread thread : lent) {
      thread.join();
    }
    if (Runtime.getRuntime().availableProcessors() > 1) {
      assertThat(lent).isNotEmpty();
    }
    assertThat(together.outcomes()).hasSize(SERIES);
    assertThat(over).isEqualTo(together);
    for (int i = 0; i < SERIES; i++) {
      TimeSeries one = panel.get(i);
      ForecastRequest alone = ForecastRequest.of(3).withHistory(Panel.of(one));
      assertThat(together.outcomes().get(i)).isEqualTo(fitted.forecast(alone).outcomes().get(0));
    }
  }

  private static Panel panel() {
    List<TimeSeries> all = new ArrayList<>();
    for (int s = 0; s < SERIES; s++) {
      double[] values = new double[40];
      for (int i = 0; i < values.length; i++) {
        values[i] = s + Math.sin(i * 0.3 + s);
      }
      all.add(TimeSeries.of("series " + s, TimeIndex.ofSteps(0, values.length), values));
    }
    return Panel.of(all);
  }
}
