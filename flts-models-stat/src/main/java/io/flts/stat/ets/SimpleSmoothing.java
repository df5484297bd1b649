package io.flts.stat.ets;

import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.model.ModelReader;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.Parameters;
import io.flts.api.perseries.PerSeriesForecaster;
import io.flts.api.perseries.SeriesFitContext;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.TimeSeries;
import io.flts.stat.safeguard.FallbackModel;
import java.util.List;

/**
 * Simple exponential smoothing, {@code ses}: a level that follows the series by a fraction α of
 * each error, and a flat forecast.
 *
 * <pre>  l[t] = l[t−1] + α·(y[t] − l[t−1])</pre>
 *
 * with α in [1e-4, 0.9999] and the first level by maximum likelihood. The same model as ETS(A,N,N)
 * and R's {@code ses(initial = "optimal")}; v_h = σ²·(1 + (h−1)·α²). Missing values leave the level
 * alone. Fewer than 5 observed values give a visible naive forecast. Append is O(1). Immutable and
 * thread-safe.
 *
 * @see <a href="https://otexts.com/fpp3/ses.html">Hyndman and Athanasopoulos, FPP3, section 8.1</a>
 * @since 0.1.0
 */
public final class SimpleSmoothing extends PerSeriesForecaster {

  /** Simple exponential smoothing; there is nothing to configure. */
  public SimpleSmoothing() {}

  @Override
  public String name() {
    return "ses";
  }

  @Override
  public SimpleSmoothing with(Parameters changes) {
    ParameterSet.empty().with(changes);
    return this;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(
        1,
        Capability.MISSING_VALUES,
        Capability.QUANTILES,
        Capability.PATHS,
        Capability.UPDATABLE,
        Capability.EXPLAINABLE);
  }

  @Override
  protected SeriesModel fitSeries(TimeSeries series, SeriesFitContext context) {
    return SmoothingFit.best(series, 1, List.of(EtsShape.parse("ANN", 1)), EtsFit::aicc);
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    return FallbackModel.isWritten(in) ? FallbackModel.read(in) : EtsSeriesModel.read(in);
  }
}
