package io.flts.stat.prophet;

import io.flts.api.calendar.HolidayCalendar;
import io.flts.api.error.CovariateException;
import io.flts.api.error.FitFailedException;
import io.flts.api.error.InsufficientDataException;
import io.flts.api.error.InvalidSeriesException;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.Covariate;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import io.flts.stat.safeguard.FallbackModel;
import io.flts.stat.safeguard.Safeguard;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The fit of one {@link TimeSeries}: reads it into arrays, decides the columns, fits. */
final class SeriesFit {

  private static final double DAY = 86_400;

  private final ProphetOptions options;
  private final HolidayCalendar calendar;
  private final TimeSeries series;

  SeriesFit(ProphetOptions options, HolidayCalendar calendar, TimeSeries series) {
    this.options = options;
    this.calendar = calendar;
    this.series = series;
  }

  /**
   * Fits; where the numbers fail, a naive model answers visibly.
   *
   * @param warm an earlier model to start from, or null
   */
  SeriesModel fit(@Nullable ProphetModel warm) {
    double[] seconds = LocalSeconds.of(series.index());
    List<Regressor> wanted = new ArrayList<>();
    List<String> needed = neededCovariates();
    int[] rows = usableRows(needed);
    if (rows.length < 2) {
      throw new InsufficientDataException(
          String.format(
              Locale.ROOT,
              "Series '%s' has %d observations with all covariates of the model known;"
                  + " prophet-like needs at least 2. Supply more history.",
              series.id(),
              rows.length));
    }
    double[] used = gather(seconds, rows);
    double[] y = gather(series.toArray(), rows);
    for (ProphetOptions.RegressorChoice choice : regressors()) {
      double[] values = gather(past(choice.name()), rows);
      wanted.add(
          choice.standardise()
              ? Regressor.standardised(choice.name(), choice.prior(), choice.effect(), values)
              : new Regressor(choice.name(), choice.prior(), choice.effect(), 0, 1));
    }
    EventDays.Known events = events(used);
    FeatureLayout layout =
        new FeatureLayout(seasonalities(used), seen(events.events(), used), wanted);
    ProphetState.Times times = times(layout, used, rows);
    checkCapacity(times, rows);
    double[] start =
        warm != null && warm.state().layout().sameColumns(layout)
            ? warm.state().theta()
            : new double[0];
    ProphetState state =
        ProphetFit.fit(options.settings(), layout, times, y, options.changepointSeconds(), start);
    for (double value : state.theta()) {
      if (!Double.isFinite(value)) {
        return FallbackModel.of(
            series.toArray(),
            series.frequency().season(),
            "the fit gave parameters that are not finite (objective " + state.objective() + ")");
      }
    }
    Safeguard guard = Safeguard.of(series.toArray(), series.frequency().season());
    return new ProphetModel(
        series.id(),
        state,
        guard,
        events.untilDay(),
        options.cap(),
        options.floor(),
        options.samples());
  }

  private List<ProphetOptions.RegressorChoice> regressors() {
    if (!options.everyCovariate()) {
      return options.regressors();
    }
    List<ProphetOptions.RegressorChoice> all = new ArrayList<>(options.regressors());
    for (Covariate covariate : series.covariates()) {
      String name = covariate.name();
      boolean taken =
          all.stream().anyMatch(choice -> choice.name().equals(name))
              || name.equals(options.cap().covariate())
              || name.equals(options.floor().covariate())
              || options.seasonalities().stream().anyMatch(s -> name.equals(s.condition()));
      if (covariate.kind() == Covariate.Kind.FUTURE && !taken) {
        all.add(
            new ProphetOptions.RegressorChoice(
                name, options.holidaysPrior(), options.effect(), true));
      }
    }
    return all;
  }

  private List<String> neededCovariates() {
    List<String> names = new ArrayList<>();
    regressors().forEach(choice -> names.add(choice.name()));
    for (Seasonality seasonality : options.seasonalities()) {
      if (seasonality.condition() != null) {
        names.add(seasonality.condition());
      }
    }
    if (options.settings().growth() == Growth.LOGISTIC) {
      if (!options.cap().covariate().isEmpty()) {
        names.add(options.cap().covariate());
      }
      if (!options.floor().covariate().isEmpty()) {
        names.add(options.floor().covariate());
      }
    }
    for (String name : names) {
      if (series.requireCovariate(name, 0).kind() != Covariate.Kind.FUTURE) {
        throw new CovariateException(
            "Covariate '"
                + name
                + "' of series '"
                + series.id()
                + "' is known for the past only;"
                + " prophet-like needs it over the horizon. Declare it Covariate.future, or leave it"
                + " out of the model.");
      }
    }
    return names;
  }

  /** Positions whose target and covariates are all known; others count as missing. */
  private int[] usableRows(List<String> needed) {
    double[] y = series.toArray();
    for (String name : needed) {
      double[] values = past(name);
      for (int i = 0; i < y.length; i++) {
        if (Double.isNaN(values[i])) {
          y[i] = Double.NaN;
        }
      }
    }
    int count = 0;
    int[] rows = new int[y.length];
    for (int i = 0; i < y.length; i++) {
      if (!Double.isNaN(y[i])) {
        rows[count++] = i;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  private double[] past(String covariate) {
    return series.requireCovariate(covariate, 0).toArray(0, series.length());
  }

  private static double[] gather(double[] values, int[] rows) {
    double[] picked = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      picked[i] = values[rows[i]];
    }
    return picked;
  }

  /** Prophet's rules: two periods of history, and steps shorter than the period. */
  private List<Seasonality> seasonalities(double[] seconds) {
    double span = seconds[seconds.length - 1] - seconds[0];
    double least = Double.POSITIVE_INFINITY;
    for (int i = 1; i < seconds.length; i++) {
      least = Math.min(least, seconds[i] - seconds[i - 1]);
    }
    boolean clock = series.index().hasTimes();
    List<Seasonality> all = new ArrayList<>(options.seasonalities());
    add(all, "yearly", 365.25, options.yearly(), clock && span >= 730 * DAY);
    add(all, "weekly", 7, options.weekly(), clock && span >= 14 * DAY && least < 7 * DAY);
    add(all, "daily", 1, options.daily(), clock && span >= 2 * DAY && least < DAY);
    return all;
  }

  private void add(
      List<Seasonality> all,
      String name,
      double days,
      ProphetOptions.SeasonChoice choice,
      boolean supported) {
    int order = choice.automatic() && !supported ? 0 : choice.order();
    if (order > 0) {
      all.add(
          new Seasonality(name, days, order, options.seasonalityPrior(), options.effect(), null));
    }
  }

  private EventDays.Known events(double[] seconds) {
    TimeIndex index = series.index();
    if (!index.hasTimes() && (!options.country().isEmpty() || !options.holidays().isEmpty())) {
      throw new InvalidSeriesException(
          "Series '"
              + series.id()
              + "' is indexed by whole numbers and has no dates for holidays."
              + " Give it a start time, or leave country and holidays empty.");
    }
    try {
      return EventDays.of(options, calendar, year(seconds[0]), year(seconds[seconds.length - 1]));
    } catch (IllegalArgumentException e) {
      throw new InvalidSeriesException("Series '" + series.id() + "': " + e.getMessage(), e);
    }
  }

  private static int year(double seconds) {
    return Instant.ofEpochSecond((long) Math.floor(seconds)).atOffset(ZoneOffset.UTC).getYear();
  }

  /** Events that some used row falls on: of the others nothing can be learned. */
  private static List<Event> seen(List<Event> events, double[] seconds) {
    List<Event> seen = new ArrayList<>();
    for (Event event : events) {
      for (double second : seconds) {
        if (event.covers((long) Math.floor(second / DAY))) {
          seen.add(event);
          break;
        }
      }
    }
    return seen;
  }

  private ProphetState.Times times(FeatureLayout layout, double[] seconds, int[] rows) {
    double[][] covariates = new double[layout.covariates.size()][];
    for (int i = 0; i < covariates.length; i++) {
      covariates[i] = gather(past(layout.covariates.get(i)), rows);
    }
    if (options.settings().growth() != Growth.LOGISTIC) {
      return new ProphetState.Times(seconds, covariates, new double[0], new double[0]);
    }
    return new ProphetState.Times(
        seconds, covariates, limit(options.cap(), rows), limit(options.floor(), rows));
  }

  private double[] limit(ProphetOptions.Limit limit, int[] rows) {
    if (!limit.covariate().isEmpty()) {
      return gather(past(limit.covariate()), rows);
    }
    double[] values = new double[rows.length];
    Arrays.fill(values, Double.isNaN(limit.value()) ? 0 : limit.value());
    return values;
  }

  private void checkCapacity(ProphetState.Times times, int[] rows) {
    for (int i = 0; i < times.cap().length; i++) {
      if (!(times.cap()[i] > times.floor()[i])) {
        throw new FitFailedException(
            "Series '"
                + series.id()
                + "' has cap "
                + times.cap()[i]
                + " and floor "
                + times.floor()[i]
                + " at "
                + series.index().label(rows[i])
                + "; logistic growth needs the cap above the floor. Correct them.");
      }
    }
  }
}
