package io.flts.stat.ets;

import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.model.ModelReader;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.perseries.PerSeriesForecaster;
import io.flts.api.perseries.SeriesFitContext;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.TimeSeries;
import io.flts.stat.safeguard.FallbackModel;
import java.util.List;

/**
 * Holt's linear trend, {@code holt}: a level and a slope, each following the series, the slope
 * damped if asked.
 *
 * <pre>
 *   l[t] = l[t−1] + φ·b[t−1] + α·e[t]
 *   b[t] = φ·b[t−1] + β·e[t]</pre>
 *
 * with 1e-4 ≤ β ≤ α ≤ 0.9999 and φ = 1, or φ in [0.8, 0.98] when damped; parameters and first
 * states by maximum likelihood, the same model as ETS(A,A,N) or ETS(A,Ad,N). Fewer observed values
 * than the parameters need (7, damped 8) give a visible naive forecast. Append is O(1). Immutable
 * and thread-safe.
 *
 * @see <a href="https://otexts.com/fpp3/holt.html">Hyndman and Athanasopoulos, FPP3, section
 *     8.2</a>
 * @since 0.1.0
 */
public final class Holt extends PerSeriesForecaster {

  static final ParameterSpec<Boolean> DAMPED =
      ParameterSpec.flag("damped", false, "whether the trend fades out with the horizon");

  private final ParameterSet parameters;

  /** A linear trend that does not fade. */
  public Holt() {
    this(ParameterSet.of(DAMPED));
  }

  private Holt(ParameterSet parameters) {
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return "holt";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Holt with(Parameters changes) {
    return new Holt(parameters.with(changes));
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
    String code = parameters.get(DAMPED) ? "AAdN" : "AAN";
    return SmoothingFit.best(series, 1, List.of(EtsShape.parse(code, 1)), EtsFit::aicc);
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    return FallbackModel.isWritten(in) ? FallbackModel.read(in) : EtsSeriesModel.read(in);
  }
}
