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
import io.flts.stat.safeguard.PowerOfTwoScale;
import java.util.List;
import java.util.Locale;

/**
 * Complex exponential smoothing, {@code ces}: the level is paired with an "information potential"
 * as the imaginary part of one complex variable, so that level and trend need not be told apart.
 *
 * <p>Forms: none, simple, partial and full season (two to four smoothing parameters); {@code auto}
 * takes the one with the least corrected AIC. Seasons up to 24. First states by backcasting;
 * stationary and trended series are served by the same recursion. The region searched keeps the
 * non-seasonal and the seasonal pair stable each by itself.
 *
 * <p>Missing values move the states on without an error. <b>Output</b> means and normal quantiles
 * with exact variances. <b>Fallback</b> a visible naive forecast below 6 observed values or where
 * the numbers fail. <b>Cost</b> about 400 evaluations of O(3n) per form. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1002/nav.22074">Svetunkov, Kourentzes and Ord (2022)</a>
 * @since 0.1.0
 */
public final class Ces extends PerSeriesForecaster {

  private static final int SHORTEST = 6;

  static final ParameterSpec<String> FORM =
      ParameterSpec.choice(
          "form",
          "auto",
          List.of("auto", "none", "simple", "partial", "full"),
          "how the season enters; auto = by corrected AIC");

  private final ParameterSet parameters;

  /** The automatic choice of the form. */
  public Ces() {
    this(ParameterSet.of(FORM, Season.LENGTH));
  }

  private Ces(ParameterSet parameters) {
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return "ces";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Ces with(Parameters changes) {
    return new Ces(parameters.with(changes));
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(
        1,
        Capability.SEASONAL,
        Capability.MISSING_VALUES,
        Capability.QUANTILES,
        Capability.PATHS,
        Capability.UPDATABLE);
  }

  @Override
  protected SeriesModel fitSeries(TimeSeries series, SeriesFitContext context) {
    double[] y = series.toArray();
    int season = Season.of(parameters.get(Season.LENGTH), series);
    int observed = y.length - series.missing();
    int modelled = season <= EtsSelection.LONGEST_SEASON ? season : 1;
    List<CesShape> shapes = CesFit.candidates(modelled, observed);
    String form = parameters.get(FORM).toUpperCase(Locale.ROOT);
    boolean wanted = form.equals("AUTO") || shapes.contains(CesShape.valueOf(form));
    if (observed < SHORTEST || !wanted) {
      return FallbackModel.of(
          y,
          season,
          String.format(
              Locale.ROOT,
              "%d observed values with season %d are too few for, or do not suit, form '%s' of ces",
              observed,
              season,
              parameters.get(FORM)));
    }
    PowerOfTwoScale scale = PowerOfTwoScale.of(y);
    CesFit fit =
        CesFit.best(
            scale.down(y),
            modelled,
            form.equals("AUTO") ? shapes : List.of(CesShape.valueOf(form)));
    if (fit == null || !Double.isFinite(fit.errorSum())) {
      return FallbackModel.of(y, season, "the fit of ces is not finite");
    }
    return CesSeriesModel.of(fit, scale, series, season);
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    return FallbackModel.isWritten(in) ? FallbackModel.read(in) : CesSeriesModel.read(in);
  }
}
