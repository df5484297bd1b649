package io.flts.stat.prophet;

import io.flts.api.error.CovariateException;
import io.flts.api.forecast.Component;
import io.flts.api.model.ModelWriter;
import io.flts.api.perseries.AppendableSeriesModel;
import io.flts.api.perseries.ExplainableSeriesModel;
import io.flts.api.perseries.SeriesForecast;
import io.flts.api.perseries.SeriesForecastRequest;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.TimeSeries;
import io.flts.stat.safeguard.Safeguard;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A fitted curve of one series.
 *
 * <p>The forecast is a function of time and covariates alone: more history without a refit changes
 * nothing but where the forecast starts and what {@link Safeguard} compares it with.
 *
 * @param holidaysUntil epoch day up to which (exclusively) country holidays are known
 */
record ProphetModel(
    String seriesId,
    ProphetState state,
    Safeguard guard,
    long holidaysUntil,
    ProphetOptions.Limit cap,
    ProphetOptions.Limit floor,
    int samples)
    implements AppendableSeriesModel, ExplainableSeriesModel {

  /** Simulated values held at once: 256 MB of doubles. */
  private static final long MOST_VALUES = 32_000_000;

  @Override
  public SeriesForecast forecast(SeriesForecastRequest request) {
    ProphetState.Times times = times(request);
    ProphetState.Terms terms = state.terms(times);
    double[] mean = state.mean(times, terms);
    double[] probabilities = request.probabilities();
    int horizon = request.horizon();
    double[][] quantiles = new double[probabilities.length][];
    double[][] paths = new double[request.paths()][];
    if (probabilities.length > 0 || paths.length > 0) {
      int affordable = (int) Math.max(100, Math.min(samples, MOST_VALUES / horizon));
      int draws = Math.max(request.paths(), probabilities.length > 0 ? affordable : 0);
      double[] drawn = state.paths(times, terms, draws, request.seed());
      for (int p = 0; p < paths.length; p++) {
        paths[p] = Arrays.copyOfRange(drawn, p * horizon, (p + 1) * horizon);
      }
      quantiles = PathQuantiles.of(drawn, draws, horizon, probabilities);
    }
    return guard.check(mean, quantiles, probabilities, paths);
  }

  @Override
  public List<Component> explain(SeriesForecastRequest request) {
    ProphetState.Curve curve = state.curve(times(request));
    List<Component> components = new ArrayList<>();
    components.add(Component.of("trend", Component.Role.ADDITIVE, request.index(), curve.trend()));
    for (Map.Entry<String, double[]> entry : curve.components().entrySet()) {
      boolean multiplicative = state.layout().isMultiplicative(entry.getKey());
      components.add(
          Component.of(
              entry.getKey(),
              multiplicative ? Component.Role.MULTIPLICATIVE : Component.Role.ADDITIVE,
              request.index(),
              entry.getValue()));
    }
    return components;
  }

  private ProphetState.Times times(SeriesForecastRequest request) {
    double[] seconds = LocalSeconds.of(request.index());
    int horizon = seconds.length;
    if (seconds[horizon - 1] >= holidaysUntil * 86_400.0) {
      throw new CovariateException(
          "Series '"
              + seriesId
              + "': holidays are known until "
              + LocalDate.ofEpochDay(holidaysUntil - 1)
              + ", the horizon ends at "
              + request.index().label(horizon - 1)
              + ". Shorten the horizon, fit again on newer data,"
              + " or leave country empty and give the days yourself.");
    }
    List<String> names = state.layout().covariates;
    double[][] covariates = new double[names.size()][];
    for (int i = 0; i < covariates.length; i++) {
      covariates[i] = request.future(names.get(i));
    }
    if (state.growth() != Growth.LOGISTIC) {
      return new ProphetState.Times(seconds, covariates, new double[0], new double[0]);
    }
    double[] caps = limit(cap, request);
    double[] floors = limit(floor, request);
    for (int i = 0; i < horizon; i++) {
      if (!(caps[i] > floors[i])) {
        throw new CovariateException(
            "Series '"
                + seriesId
                + "' has cap "
                + caps[i]
                + " and floor "
                + floors[i]
                + " at "
                + request.index().label(i)
                + "; logistic growth needs the cap above the floor."
                + " Correct them.");
      }
    }
    return new ProphetState.Times(seconds, covariates, caps, floors);
  }

  private static double[] limit(ProphetOptions.Limit limit, SeriesForecastRequest request) {
    if (!limit.covariate().isEmpty()) {
      return request.future(limit.covariate());
    }
    double[] values = new double[request.horizon()];
    Arrays.fill(values, Double.isNaN(limit.value()) ? 0 : limit.value());
    return values;
  }

  @Override
  public SeriesModel over(TimeSeries history) {
    return guardedBy(guard.over(history.toArray(), history.frequency().season()));
  }

  @Override
  public SeriesModel append(TimeSeries observations) {
    return guardedBy(guard.append(observations.toArray()));
  }

  private ProphetModel guardedBy(Safeguard other) {
    return new ProphetModel(seriesId, state, other, holidaysUntil, cap, floor, samples);
  }

  @Override
  public void write(ModelWriter out) {
    ProphetStorage.write(this, out);
  }
}
