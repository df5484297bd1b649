package io.flts.stat.holiday;

import io.flts.api.calendar.Holiday;
import io.flts.api.error.InvalidSeriesException;
import io.flts.api.model.ModelReader;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.FittedPreprocessor;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Public holidays as future covariates, so that every model with covariates can use them.
 *
 * <p>{@code columns=any} adds one covariate {@code holiday}; {@code columns=each} adds one per
 * holiday of the training years, named {@code holiday:} and its name. With windows, further
 * covariates say that a holiday was a day ago ({@code holiday+1}) or is a day ahead ({@code
 * holiday-1}). Up to daily steps a value is 1 on the day and 0 on others; for longer steps it
 * counts the holidays within the step, from its label to the next one (for labels at the end of a
 * month, quarter or year: from the previous one).
 *
 * <p>Days are days of the series' local time. The target is not changed. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class HolidayFeatures implements Preprocessor {

  static final ParameterSpec<String> COUNTRY =
      ParameterSpec.text(
          "country",
          "US",
          "ISO 3166 code of the country whose public holidays count; empty for none");
  static final ParameterSpec<String> COLUMNS =
      ParameterSpec.choice(
          "columns",
          "any",
          List.of("any", "each"),
          "one covariate for all holidays, or one for each");
  static final ParameterSpec<Integer> LOWER =
      ParameterSpec.integer(
          "lower-window", 0, -30, 0, "days before a holiday that get a covariate");
  static final ParameterSpec<Integer> UPPER =
      ParameterSpec.integer("upper-window", 0, 0, 30, "days after a holiday that get a covariate");
  static final ParameterSpec<List<String>> DAYS =
      ParameterSpec.texts("days", List.of(), "own holidays, each name:date, one entry per date");

  private final ParameterSet parameters;
  private final List<Holiday> own;

  /** Holidays of the United States in one covariate. */
  public HolidayFeatures() {
    this(ParameterSet.of(COUNTRY, COLUMNS, LOWER, UPPER, DAYS));
  }

  private HolidayFeatures(ParameterSet parameters) {
    this.parameters = parameters;
    this.own = ownDays(parameters.get(DAYS));
  }

  private static List<Holiday> ownDays(List<String> texts) {
    List<Holiday> days = new ArrayList<>();
    for (String text : texts) {
      int colon = text.lastIndexOf(':');
      try {
        if (colon < 1) {
          throw new DateTimeException("no name");
        }
        days.add(Holiday.of(LocalDate.parse(text.substring(colon + 1)), text.substring(0, colon)));
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "Parameter 'days' holds '"
                + text
                + "'; write name:date, for example"
                + " 'Company day:2024-05-17'.",
            e);
      }
    }
    return List.copyOf(days);
  }

  @Override
  public String name() {
    return "holidays";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Preprocessor with(Parameters changes) {
    return new HolidayFeatures(parameters.with(changes));
  }

  @Override
  public FittedPreprocessor fit(Panel training) {
    Set<String> names = new LinkedHashSet<>();
    HolidayDays days = days();
    for (TimeSeries series : training) {
      if (!series.index().hasTimes()) {
        throw new InvalidSeriesException(
            "Series '"
                + series.id()
                + "' is indexed by whole numbers and has no dates for holidays."
                + " Give it a start time, or leave the holidays out.");
      }
      if (parameters.get(COLUMNS).equals("each") && series.length() > 0) {
        names.addAll(
            days.names(
                series.index().localTime(0).getYear(),
                series.index().localTime(series.length() - 1).getYear()));
      }
    }
    return fitted(days, List.copyOf(names));
  }

  private HolidayDays days() {
    return new HolidayDays(HolidayCalendars.installed(), parameters.get(COUNTRY), own);
  }

  private FittedPreprocessor fitted(HolidayDays days, List<String> names) {
    return new FittedHolidayFeatures(
        days,
        names,
        parameters.get(COLUMNS).equals("each"),
        parameters.get(LOWER),
        parameters.get(UPPER));
  }

  @Override
  public FittedPreprocessor read(ModelReader in) {
    ModelReader names = in.section("names");
    List<String> read = new ArrayList<>();
    for (String key : names.keys()) {
      read.add(names.text(key));
    }
    return fitted(days(), List.copyOf(read));
  }
}
