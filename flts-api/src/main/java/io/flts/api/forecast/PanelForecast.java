package io.flts.api.forecast;

import io.flts.api.error.FltsException;
import io.flts.api.error.UnknownSeriesException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One outcome per series, in the order of the panel asked about. One bad series never fails the
 * panel: the caller decides.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class PanelForecast implements Iterable<ForecastOutcome> {
  private final Map<String, ForecastOutcome> byId;

  private PanelForecast(Map<String, ForecastOutcome> byId) {
    this.byId = byId;
  }

  /** The given outcomes, in their order. */
  public static PanelForecast of(List<? extends ForecastOutcome> outcomes) {
    Map<String, ForecastOutcome> byId = new LinkedHashMap<>();
    for (ForecastOutcome outcome : outcomes) {
      if (byId.put(outcome.seriesId(), outcome) != null) {
        throw new IllegalArgumentException("Two outcomes for series '" + outcome.seriesId() + "'.");
      }
    }
    return new PanelForecast(byId);
  }

  /** Number of series asked about. */
  public int size() {
    return byId.size();
  }

  /** All outcomes in order; unmodifiable. */
  public List<ForecastOutcome> outcomes() {
    return List.copyOf(byId.values());
  }

  /** The outcome of a series. */
  public ForecastOutcome outcome(String seriesId) {
    ForecastOutcome outcome = byId.get(seriesId);
    if (outcome == null) {
      throw new UnknownSeriesException(
          "No series '" + seriesId + "' among the " + byId.size() + " that were forecast.");
    }
    return outcome;
  }

  /**
   * The forecast of a series.
   *
   * @throws FltsException the reason, where there is none
   */
  public Forecast get(String seriesId) {
    return forecastOf(outcome(seriesId));
  }

  /**
   * The forecast of the only series.
   *
   * @throws IllegalStateException where several series were forecast
   * @throws FltsException the reason, where there is no forecast
   */
  public Forecast single() {
    if (byId.size() != 1) {
      throw new IllegalStateException(
          byId.size() + " series were forecast; name the one you want: get(id).");
    }
    return forecastOf(byId.values().iterator().next());
  }

  private static Forecast forecastOf(ForecastOutcome outcome) {
    if (outcome instanceof ForecastFailure failure) {
      throw failure.cause();
    }
    return (Forecast) outcome;
  }

  /** The forecasts, in order, without the failures. */
  public List<Forecast> forecasts() {
    List<Forecast> forecasts = new ArrayList<>();
    for (ForecastOutcome outcome : byId.values()) {
      if (outcome instanceof Forecast forecast) {
        forecasts.add(forecast);
      }
    }
    return forecasts;
  }

  /** The failures, in order. */
  public List<ForecastFailure> failures() {
    List<ForecastFailure> failures = new ArrayList<>();
    for (ForecastOutcome outcome : byId.values()) {
      if (outcome instanceof ForecastFailure failure) {
        failures.add(failure);
      }
    }
    return failures;
  }

  /** The same outcomes with a function applied to every forecast; where it fails, a failure. */
  public PanelForecast map(UnaryOperator<Forecast> function) {
    List<ForecastOutcome> mapped = new ArrayList<>();
    for (ForecastOutcome outcome : byId.values()) {
      mapped.add(outcome instanceof Forecast forecast ? attempt(forecast, function) : outcome);
    }
    return of(mapped);
  }

  private static ForecastOutcome attempt(Forecast forecast, UnaryOperator<Forecast> function) {
    try {
      return function.apply(forecast);
    } catch (FltsException e) {
      return new ForecastFailure(forecast.seriesId(), e);
    }
  }

  @Override
  public Iterator<ForecastOutcome> iterator() {
    return outcomes().iterator();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PanelForecast that && outcomes().equals(that.outcomes());
  }

  @Override
  public int hashCode() {
    return byId.hashCode();
  }

  @Override
  public String toString() {
    return "Forecasts of " + size() + " series, " + failures().size() + " failed";
  }
}
