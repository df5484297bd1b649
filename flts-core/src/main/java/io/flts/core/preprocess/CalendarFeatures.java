package io.flts.core.preprocess;

import io.flts.api.error.InvalidSeriesException;
import io.flts.api.forecast.Forecast;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.FittedPreprocessor;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.preprocess.Trait;
import io.flts.api.series.Covariate;
import io.flts.api.series.Frequency;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a time lies in its day, week and year, as pairs of sine and cosine: covariates known in the
 * future, named for example {@code minute-of-day-sin} and {@code minute-of-day-cos}.
 *
 * <table>
 * <caption>Fractions of a turn</caption>
 * <tr><td>{@code minute-of-day}</td><td>minutes since local midnight / 1440</td></tr>
 * <tr><td>{@code day-of-week}</td><td>(0 for Monday .. 6 for Sunday) / 7</td></tr>
 * <tr><td>{@code day-of-year}</td><td>(0 for 1 January ..) / days of that year</td></tr>
 * </table>
 *
 * <p>Local times count, in the zone of the series. By default those features are made that vary at
 * the frequency: below a day all three; days the last two; weeks and months the last. Series
 * indexed by whole numbers have no calendar and are refused. The target is left alone. Immutable
 * and thread-safe.
 *
 * @since 0.1.0
 */
public final class CalendarFeatures implements Preprocessor {
  private static final List<String> ALL = List.of("minute-of-day", "day-of-week", "day-of-year");
  private static final long SECONDS_PER_DAY = 86_400;

  private static final ParameterSpec<List<String>> FEATURES =
      ParameterSpec.texts(
          "features",
          List.of(),
          "which of minute-of-day, day-of-week, day-of-year are made; empty = those that vary at the"
              + " frequency");

  private final ParameterSet parameters;

  /** The features that vary at the frequency. */
  public CalendarFeatures() {
    this(ParameterSet.of(FEATURES));
  }

  private CalendarFeatures(ParameterSet parameters) {
    this.parameters = parameters;
    for (String feature : parameters.get(FEATURES)) {
      if (!ALL.contains(feature)) {
        throw new IllegalArgumentException(
            "Parameter 'features' holds '"
                + feature
                + "'; calendar features are "
                + String.join(", ", ALL)
                + ".");
      }
    }
  }

  @Override
  public String name() {
    return "calendar";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public CalendarFeatures with(Parameters changes) {
    return new CalendarFeatures(parameters.with(changes));
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.KEEPS_TARGET, Trait.POINTWISE);
  }

  @Override
  public FittedPreprocessor fit(Panel training) {
    List<String> chosen = parameters.get(FEATURES);
    return new Fitted(chosen.isEmpty() ? varying(training) : chosen);
  }

  private static List<String> varying(Panel training) {
    Frequency frequency = training.frequency();
    Duration step = frequency.duration();
    Period period = frequency.period();
    if (step == null && period == null) {
      throw noCalendar(training.get(0));
    }
    if (step != null && step.toSeconds() % SECONDS_PER_DAY != 0) {
      return ALL;
    }
    long days = step != null ? step.toDays() : period == null ? 0 : period.getDays();
    if (days > 0 && days % 7 != 0) {
      return ALL.subList(1, 3);
    }
    boolean yearly = period != null && period.toTotalMonths() % 12 == 0 && days == 0;
    return yearly ? List.of() : ALL.subList(2, 3);
  }

  private static InvalidSeriesException noCalendar(TimeSeries series) {
    return new InvalidSeriesException(
        "Series '"
            + series.id()
            + "' is indexed by whole numbers from "
            + series.index().label(0)
            + "; calendar features need times. Leave 'calendar' out, or supply timestamps.");
  }

  @Override
  public FittedPreprocessor read(ModelReader in) {
    ModelReader section = in.section("features");
    return new Fitted(section.keys().stream().map(section::text).toList());
  }

  private record Fitted(List<String> features) implements FittedPreprocessor {

    @Override
    public Panel transform(Panel raw) {
      return raw.map(this::transform);
    }

    private TimeSeries transform(TimeSeries series) {
      if (!series.index().hasTimes()) {
        throw noCalendar(series);
      }
      int known = series.length();
      for (Covariate covariate : series.covariates()) {
        known = Math.max(known, covariate.length());
      }
      TimeSeries.Builder builder = series.toBuilder();
      columns(series.index(), known)
          .forEach((name, values) -> builder.covariate(Covariate.future(name, values)));
      return builder.build();
    }

    @Override
    public FutureCovariates transformFuture(FutureCovariates raw) {
      Map<String, FutureCovariates.Window> windows = new LinkedHashMap<>();
      raw.windows()
          .forEach(
              (id, window) -> {
                Map<String, double[]> values = window.values();
                values.putAll(columns(window.index(), window.index().length()));
                windows.put(id, new FutureCovariates.Window(window.index(), values));
              });
      return FutureCovariates.copyOf(windows);
    }

    private Map<String, double[]> columns(TimeIndex index, int length) {
      Map<String, double[]> columns = new LinkedHashMap<>();
      for (String feature : features) {
        double[] sine = new double[length];
        double[] cosine = new double[length];
        for (int i = 0; i < length; i++) {
          double angle = 2 * Math.PI * fraction(feature, index.localTime(i));
          sine[i] = Math.sin(angle);
          cosine[i] = Math.cos(angle);
        }
        columns.put(feature + "-sin", sine);
        columns.put(feature + "-cos", cosine);
      }
      return columns;
    }

    private static double fraction(String feature, LocalDateTime time) {
      return switch (feature) {
        case "minute-of-day" -> time.toLocalTime().toSecondOfDay() / (double) SECONDS_PER_DAY;
        case "day-of-week" -> (time.getDayOfWeek().getValue() - 1) / 7.0;
        default -> (time.getDayOfYear() - 1) / (double) time.toLocalDate().lengthOfYear();
      };
    }

    @Override
    public Forecast invert(Forecast prepared) {
      return prepared;
    }

    @Override
    public Forecast invert(Forecast prepared, TimeSeries rawHistory) {
      return prepared;
    }

    @Override
    public void write(ModelWriter out) {
      ModelWriter section = out.section("features");
      for (int i = 0; i < features.size(); i++) {
        section.text(Integer.toString(i), features.get(i));
      }
    }
  }
}
