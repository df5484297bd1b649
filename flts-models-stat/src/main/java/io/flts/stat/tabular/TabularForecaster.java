package io.flts.stat.tabular;

import io.flts.api.calendar.Holiday;
import io.flts.api.error.FltsException;
import io.flts.api.error.InsufficientDataException;
import io.flts.api.error.ModelFormatException;
import io.flts.api.forecast.Bounds;
import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.model.ModelReader;
import io.flts.api.model.Provenance;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Covariate;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import io.flts.stat.holiday.HolidayCalendars;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A forecaster that learns one function of rows from all series of a panel.
 *
 * <p>Every series is standardised by its own mean and deviation (or divided by its mean, where
 * values must stay positive). A row tells, about one step at one distance: the last values, rolling
 * means and deviations, values one and more seasons before, calendar and holidays, covariates known
 * in the future at the step and past ones at the origin, and static attributes; {@link
 * TabularParameters} says which. The last part of every series decides what the learner leaves open
 * and yields whole paths of errors, from which quantiles and simulated paths are taken.
 *
 * <p>Subclasses carry name and parameters and give a {@link RowLearner}. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public abstract class TabularForecaster implements Forecaster {
  private static final int MINIMUM = 8;
  private static final int LONGEST_SEASON = 1500;
  private static final int FEWEST_CYCLES = 3;
  private static final int LAST_HOLIDAY_YEAR = 2035;

  private final String name;
  private final ParameterSet parameters;

  /** A forecaster of a name and parameters, those of {@link TabularParameters} among them. */
  protected TabularForecaster(String name, ParameterSet parameters) {
    this.name = name;
    this.parameters = parameters;
  }

  /** The same forecaster with other parameters. */
  protected abstract TabularForecaster copy(ParameterSet changed);

  /** The learner as configured; must not need what {@link #availability()} says is missing. */
  protected abstract RowLearner learner();

  /** The value of a parameter. */
  protected final <T> T get(ParameterSpec<T> spec) {
    return parameters.get(spec);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final ParameterSet parameters() {
    return parameters;
  }

  @Override
  public final Forecaster with(Parameters changes) {
    return copy(parameters.with(changes));
  }

  @Override
  public final Capabilities capabilities() {
    return Capabilities.of(
        MINIMUM,
        Capability.SEASONAL,
        Capability.GLOBAL,
        Capability.COLD_START,
        Capability.MISSING_VALUES,
        Capability.PAST_COVARIATES,
        Capability.FUTURE_COVARIATES,
        Capability.STATIC_ATTRIBUTES,
        Capability.QUANTILES,
        Capability.PATHS,
        Capability.UPDATABLE,
        Capability.EXPLAINABLE);
  }

  @Override
  public final FittedForecaster fit(FitRequest request) {
    request.deadline().check("Fit of '" + name + "'");
    if (!availability().isAvailable()) {
      throw new IllegalStateException(
          "'" + name + "' cannot be fitted here. " + availability().reason());
    }
    RowLearner learner = learner();
    Map<String, FittedTabular.Known> known = new LinkedHashMap<>();
    List<TimeSeries> usable = new ArrayList<>();
    List<FltsException> failures = new ArrayList<>();
    for (TimeSeries series : request.panel()) {
      try {
        requireObserved(series, MINIMUM, name);
        Learning.level(learner, series, series.length());
        usable.add(series);
        known.put(series.id(), FittedTabular.Known.failed(series.id(), null));
      } catch (FltsException e) {
        failures.add(e);
        known.put(series.id(), FittedTabular.Known.failed(series.id(), e));
      }
    }
    if (usable.isEmpty()) {
      throw failures.get(0);
    }
    int horizon = request.horizon();
    int shortest = usable.stream().mapToInt(TimeSeries::length).max().orElse(1);
    // Distances longer than half the data would be learned from next to nothing.
    int learned = Math.max(1, Math.min(horizon, shortest / 2));
    int block = get(TabularParameters.STRATEGY).equals("direct") ? learned : 1;
    Learning learning =
        new Learning(
            learner,
            request,
            usable,
            plan(usable, block),
            learned,
            block,
            get(TabularParameters.ROWS),
            get(TabularParameters.VALIDATION));
    Learning.Result result =
        learning.run(get(TabularParameters.ANCHOR), get(TabularParameters.REFIT));
    for (TimeSeries series : usable) {
      Level level = Learning.level(learner, series, series.length());
      known.put(series.id(), FittedTabular.Known.of(series.tail(result.plan().reach()), level));
    }
    Map<String, String> notes = new TreeMap<>();
    notes.put("rows", Integer.toString(result.rows()));
    notes.put("effort", Integer.toString(result.effort()));
    notes.put("anchor", Integer.toString(result.plan().anchor()));
    Provenance provenance =
        new Provenance(
            name, parameters.values(), request.panel().fingerprint(), request.seed(), notes);
    return new FittedTabular(
        name,
        learner,
        request.panel().frequency(),
        learner.probability() ? new Bounds(0, 1) : request.bounds(),
        result.plan(),
        block,
        result.model(),
        result.errors(),
        known,
        provenance);
  }

  static void requireObserved(TimeSeries series, int minimum, String name) {
    int observed = series.length() - series.missing();
    if (observed < minimum) {
      throw new InsufficientDataException(
          "Series '"
              + series.id()
              + "' has "
              + observed
              + " observed values"
              + (series.missing() > 0 ? " (" + series.missing() + " are missing)" : "")
              + "; "
              + name
              + " needs at least "
              + minimum
              + ". Supply more history.");
    }
  }

  private FeaturePlan plan(List<TimeSeries> panel, int block) {
    TimeSeries longest = panel.get(0);
    for (TimeSeries series : panel) {
      longest = series.length() > longest.length() ? series : longest;
    }
    int length = longest.length();
    int main = get(TabularParameters.SEASON);
    List<Integer> lengths = main > 1 ? List.of(main) : longest.frequency().seasonLengths();
    int[] seasons =
        lengths.stream()
            .mapToInt(m -> m)
            .filter(m -> m > 1 && m <= LONGEST_SEASON && m * FEWEST_CYCLES <= length)
            .sorted()
            .toArray();
    int window = window(longest.frequency().season(), length);
    TreeSet<Integer> lags = new TreeSet<>(get(TabularParameters.LAGS));
    for (int lag = 1; lag <= window; lag++) {
      lags.add(lag);
    }
    TreeSet<Integer> rolling = new TreeSet<>(get(TabularParameters.ROLLING));
    if (rolling.isEmpty()) {
      rolling.add(Math.max(2, window / 4));
      rolling.add(Math.max(2, window));
      for (int season : seasons) {
        rolling.add(season);
      }
    }
    return new FeaturePlan(
        ints(lags),
        seasons,
        ints(rolling),
        0,
        block > 1,
        FeaturePlan.covariates(panel, Covariate.Kind.PAST),
        window,
        FeaturePlan.covariates(panel, Covariate.Kind.FUTURE),
        FeaturePlan.staticNumbers(panel),
        FeaturePlan.staticCategories(panel),
        calendar(longest.index()));
  }

  private int window(int season, int length) {
    int declared = get(TabularParameters.WINDOW);
    int wished = declared > 0 ? declared : Math.max(10, Math.min(48, season));
    return Math.max(1, Math.min(wished, length / 3));
  }

  private static int[] ints(TreeSet<Integer> values) {
    return values.stream().mapToInt(v -> v).toArray();
  }

  private CalendarFeatures calendar(TimeIndex index) {
    String country = get(TabularParameters.COUNTRY);
    if (!get(TabularParameters.CALENDAR) || !index.hasTimes() || index.length() == 0) {
      return CalendarFeatures.none();
    }
    TreeSet<Integer> days = new TreeSet<>();
    if (!country.isEmpty()) {
      HolidayCalendars calendars = HolidayCalendars.installed();
      int from = index.localTime(0).getYear();
      int to = Math.max(index.localTime(index.length() - 1).getYear(), LAST_HOLIDAY_YEAR);
      for (int year = from; year <= to; year++) {
        for (Holiday holiday : calendars.holidays(country, year)) {
          days.add(Math.toIntExact(holiday.date().toEpochDay()));
        }
      }
    }
    return CalendarFeatures.of(index, ints(days));
  }

  @Override
  public final FittedForecaster read(ModelReader in) {
    try {
      return FittedTabular.read(name, parameters.values(), learner(), in);
    } catch (FltsException e) {
      throw e;
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new ModelFormatException("Saved model of '" + name + "' is damaged: " + e.getMessage());
    }
  }

  /** The monotone sign of every feature, given names of those that may only rise or fall. */
  public static List<Integer> signs(List<String> names, List<String> rising, List<String> falling) {
    List<Integer> signs = new ArrayList<>(Collections.nCopies(names.size(), 0));
    set(signs, names, rising, 1);
    set(signs, names, falling, -1);
    return signs;
  }

  private static void set(List<Integer> signs, List<String> names, List<String> wanted, int sign) {
    for (String name : wanted) {
      int place = names.indexOf(name);
      if (place < 0) {
        throw new IllegalArgumentException(
            "No feature '"
                + name
                + "' to be monotone in. Available: "
                + String.join(", ", names)
                + ".");
      }
      signs.set(place, sign);
    }
  }
}
