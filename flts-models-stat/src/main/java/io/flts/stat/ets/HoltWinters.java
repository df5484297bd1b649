package io.flts.stat.ets;

import io.flts.api.error.InsufficientDataException;
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
import java.util.Locale;

/**
 * Holt-Winters smoothing, {@code holt-winters}: level, slope and a season that adds or multiplies.
 *
 * <p>The additive form is ETS(A,A,A); the multiplicative form is ETS(M,A,M), which needs positive
 * data, as in R's {@code hw}. The trend is damped if asked. Parameters and first states by maximum
 * likelihood.
 *
 * <p><b>Input</b> season from 2 to 24 and at least a season and 8 more observed values; data with a
 * frequency that has no season are smoothed without one. Missing values only move the states on.
 * <b>Fallback</b> a visible naive forecast where the numbers fail. <b>Cost</b> of append O(1).
 * Immutable and thread-safe.
 *
 * @see <a href="https://otexts.com/fpp3/holt-winters.html">Hyndman and Athanasopoulos, FPP3,
 *     8.3</a>
 * @since 0.1.0
 */
public final class HoltWinters extends PerSeriesForecaster {

  static final ParameterSpec<String> SEASONAL =
      ParameterSpec.choice(
          "seasonal",
          "additive",
          List.of("additive", "multiplicative"),
          "how the season combines with the trend");

  private final ParameterSet parameters;

  /** An additive season with a trend that does not fade. */
  public HoltWinters() {
    this(ParameterSet.of(SEASONAL, Holt.DAMPED, Season.LENGTH));
  }

  private HoltWinters(ParameterSet parameters) {
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return "holt-winters";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public HoltWinters with(Parameters changes) {
    return new HoltWinters(parameters.with(changes));
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(
        1,
        Capability.SEASONAL,
        Capability.MISSING_VALUES,
        Capability.QUANTILES,
        Capability.PATHS,
        Capability.UPDATABLE,
        Capability.EXPLAINABLE);
  }

  @Override
  protected SeriesModel fitSeries(TimeSeries series, SeriesFitContext context) {
    boolean byFactor = parameters.get(SEASONAL).equals("multiplicative");
    if (byFactor) {
      SmoothingFit.requirePositive(series, "multiplicative holt-winters");
    }
    int season = Season.of(parameters.get(Season.LENGTH), series);
    if (season > EtsSelection.LONGEST_SEASON) {
      throw new InsufficientDataException(
          String.format(
              Locale.ROOT,
              "Series '%s' has season %d; holt-winters models seasons up to %d. Use mstl, or set 'season'"
                  + " to a shorter one.",
              series.id(),
              season,
              EtsSelection.LONGEST_SEASON));
    }
    String trend = parameters.get(Holt.DAMPED) ? "Ad" : "A";
    String code = byFactor ? "M" + trend + "M" : "A" + trend + "A";
    String plain = (byFactor ? "M" : "A") + trend + "N";
    EtsShape shape = EtsShape.parse(season > 1 ? code : plain, season);
    return SmoothingFit.best(series, season, List.of(shape), EtsFit::aicc);
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    return FallbackModel.isWritten(in) ? FallbackModel.read(in) : EtsSeriesModel.read(in);
  }
}
