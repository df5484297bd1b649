package io.flts.examples.documentation;

import io.flts.api.parameter.Parameters;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.backtest.Backtest;
import io.flts.core.backtest.BacktestResult;
import io.flts.core.backtest.RollingOrigin;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.pipeline.Pipeline;
import java.io.PrintStream;
import java.util.Locale;

/** How to compare models on data that they have not seen. */
public final class Backtesting {

  private Backtesting() {}

  static void run(PrintStream out) {
    TimeSeries load = HourlyLoad.fourWeeks();
    ServiceCatalog catalog = ServiceCatalog.load();

    // tag::backtest[]
    BacktestResult result =
        Backtest.builder(RollingOrigin.of(24, 7)) // a day ahead, from the last seven midnights
            .candidate(catalog.forecaster("ets"))
            .candidate(catalog.forecaster("theta"))
            .candidate(
                "damped-ets", // any configuration, under a name of its own
                Pipeline.of(catalog.forecaster("ets").with(Parameters.of("damped", "yes")))
                    .after(catalog.preprocessor("clip")))
            .available(catalog.forecasters()) // the baselines come from here
            .scorers(catalog.scorer("mase"), catalog.scorer("rmse"))
            .build()
            .run(Panel.of(load));

    result
        .leaderboard()
        .rows()
        .forEach(row -> out.printf(Locale.ROOT, "%-15s %.3f%n", row.model(), row.score("mase")));
    // end::backtest[]
  }
}
