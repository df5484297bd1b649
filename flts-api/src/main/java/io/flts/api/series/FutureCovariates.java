package io.flts.api.series;

import io.flts.api.error.CovariateException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of covariates over the steps to forecast, for the series that need them.
 *
 * <p>Position 0 of every array is the first step to forecast. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class FutureCovariates {
  private static final FutureCovariates NONE = new FutureCovariates(Map.of());

  /**
   * The known future of one series.
   *
   * @param index the steps to forecast
   * @param values one array per covariate, each as long as the index or longer
   * @since 0.1.0
   */
  public record Window(TimeIndex index, Map<String, double[]> values) {

    /** Copies the map and its arrays. */
    public Window {
      values = copy(values);
    }

    /** A copy of the arrays by name. */
    @Override
    public Map<String, double[]> values() {
      return copy(values);
    }

    /** This window with one covariate added or replaced. */
    public Window with(String name, double[] array) {
      Map<String, double[]> more = copy(values);
      more.put(name, array);
      return new Window(index, more);
    }

    private static Map<String, double[]> copy(Map<String, double[]> values) {
      Map<String, double[]> copy = new LinkedHashMap<>();
      values.forEach((name, array) -> copy.put(name, array.clone()));
      return copy;
    }
  }

  private final Map<String, Window> windows;

  private FutureCovariates(Map<String, Window> windows) {
    this.windows = Collections.unmodifiableMap(windows);
  }

  /** No values: the series themselves know their future, or need none. */
  public static FutureCovariates none() {
    return NONE;
  }

  /** These values and those of one more series, which replace older ones. */
  public FutureCovariates and(String seriesId, Window window) {
    Map<String, Window> copy = new LinkedHashMap<>(windows);
    copy.put(seriesId, window);
    return new FutureCovariates(copy);
  }

  /** The windows of a map, copied. */
  public static FutureCovariates copyOf(Map<String, Window> windows) {
    return windows.isEmpty() ? NONE : new FutureCovariates(new LinkedHashMap<>(windows));
  }

  /** The window of a series, or {@code null}. */
  public @Nullable Window of(String seriesId) {
    return windows.get(seriesId);
  }

  /** All windows by series id; unmodifiable. */
  public Map<String, Window> windows() {
    return windows;
  }

  /** Whether there are no values. */
  public boolean isEmpty() {
    return windows.isEmpty();
  }

  /**
   * The known future that a series itself carries beyond its last observation.
   *
   * @param horizon steps wanted; covariates that are known for fewer are given as far as they go
   */
  public static Window carriedBy(TimeSeries series, int horizon) {
    Map<String, double[]> values = new LinkedHashMap<>();
    for (Covariate covariate : series.covariates()) {
      if (covariate.kind() == Covariate.Kind.FUTURE) {
        values.put(covariate.name(), covariate.toArray(series.length(), series.length() + horizon));
      }
    }
    return new Window(series.index().next(horizon), values);
  }

  /**
   * A series whose future covariates go on with the values given here for it; without such values,
   * the series as it is.
   *
   * @throws CovariateException where a value is given for a covariate that the series does not
   *     have, or has as a past one
   */
  public TimeSeries extend(TimeSeries series) {
    Window window = windows.get(series.id());
    if (window == null) {
      return series;
    }
    if (!window.index().label(0).equals(series.index().label(series.length()))) {
      throw new CovariateException(
          "Future covariates of series '"
              + series.id()
              + "' start at "
              + window.index().label(0)
              + "; the first step to forecast is "
              + series.index().label(series.length())
              + ". Give the values from that step on.");
    }
    TimeSeries.Builder extended = series.toBuilder();
    window
        .values()
        .forEach(
            (name, values) -> {
              Covariate past = series.requireCovariate(name, 0);
              if (past.kind() == Covariate.Kind.PAST) {
                throw new CovariateException(
                    "Covariate '"
                        + name
                        + "' of series '"
                        + series.id()
                        + "' is known for the past only, but future values are given. Declare it"
                        + " Covariate.future, or leave the values out.");
              }
              double[] all =
                  java.util.Arrays.copyOf(past.toArray(), series.length() + values.length);
              System.arraycopy(values, 0, all, series.length(), values.length);
              extended.covariate(Covariate.future(name, all));
            });
    return extended.build();
  }
}
