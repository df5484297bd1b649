package io.flts.stat.prophet;

import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parameters of {@link ProphetLike} read into what the fit needs. A text that cannot be read is
 * refused when the parameters are set, not at fit time.
 *
 * <p>Immutable and thread-safe.
 */
record ProphetOptions(
    ProphetFit.Settings settings,
    double[] changepointSeconds,
    SeasonChoice yearly,
    SeasonChoice weekly,
    SeasonChoice daily,
    List<Seasonality> seasonalities,
    Effect effect,
    double seasonalityPrior,
    double holidaysPrior,
    Effect holidaysEffect,
    String country,
    int lowerWindow,
    int upperWindow,
    List<OwnHoliday> holidays,
    List<RegressorChoice> regressors,
    boolean everyCovariate,
    Limit cap,
    Limit floor,
    int samples) {

  /** A built-in seasonality: {@code order} is used when it is not left to the data. */
  record SeasonChoice(boolean automatic, int order) {}

  /** A user's holiday: dates as epoch days and the days around them that count. */
  record OwnHoliday(String name, long[] days, int lower, int upper, double prior) {}

  /** A covariate to use. */
  record RegressorChoice(String name, double prior, Effect effect, boolean standardise) {}

  /** A limit of logistic growth: the name of a covariate, or a number when that is empty. */
  record Limit(String covariate, double value) {

    /** Whether the user gave neither. */
    boolean isAbsent() {
      return covariate.isEmpty() && Double.isNaN(value);
    }
  }

  static ProphetOptions of(ParameterSet set) {
    Effect effect = effect(set.get(ProphetParameters.SEASONALITY_MODE));
    String holidaysMode = set.get(ProphetParameters.HOLIDAYS_MODE);
    double seasonalityPrior = set.get(ProphetParameters.SEASONALITY_PRIOR);
    double holidaysPrior = set.get(ProphetParameters.HOLIDAYS_PRIOR);
    Growth growth =
        switch (set.get(ProphetParameters.GROWTH)) {
          case "logistic" -> Growth.LOGISTIC;
          case "flat" -> Growth.FLAT;
          default -> Growth.LINEAR;
        };
    Limit cap = limit(set.get(ProphetParameters.CAP));
    if (growth == Growth.LOGISTIC && cap.isAbsent()) {
      throw new IllegalArgumentException(
          "growth=logistic needs the limit it grows to; set cap to a number or to the name of a"
              + " future covariate.");
    }
    ProphetFit.Settings settings =
        new ProphetFit.Settings(
            growth,
            set.get(ProphetParameters.CHANGEPOINTS),
            set.get(ProphetParameters.CHANGEPOINT_RANGE),
            set.get(ProphetParameters.CHANGEPOINT_PRIOR),
            set.get(ProphetParameters.SCALING).equals("minmax")
                ? ProphetFit.Scaling.MINMAX
                : ProphetFit.Scaling.ABSMAX);
    List<String> regressors = set.get(ProphetParameters.REGRESSORS);
    return new ProphetOptions(
        settings,
        changepoints(set.get(ProphetParameters.CHANGEPOINT_DATES)),
        season(ProphetParameters.YEARLY, set, 10),
        season(ProphetParameters.WEEKLY, set, 3),
        season(ProphetParameters.DAILY, set, 4),
        seasonalities(set.get(ProphetParameters.SEASONALITIES), seasonalityPrior, effect),
        effect,
        seasonalityPrior,
        holidaysPrior,
        holidaysMode.equals("as-seasonality") ? effect : effect(holidaysMode),
        set.get(ProphetParameters.COUNTRY),
        set.get(ProphetParameters.LOWER_WINDOW),
        set.get(ProphetParameters.UPPER_WINDOW),
        holidays(set.get(ProphetParameters.HOLIDAYS), holidaysPrior),
        regressors(regressors, holidaysPrior, effect),
        regressors.contains("*"),
        cap,
        limit(set.get(ProphetParameters.FLOOR)),
        set.get(ProphetParameters.SAMPLES));
  }

  /** Whether the model needs values of covariates over the horizon. */
  boolean needsCovariates() {
    return everyCovariate
        || !regressors.isEmpty()
        || !cap.covariate().isEmpty() && settings.growth() == Growth.LOGISTIC
        || !floor.covariate().isEmpty() && settings.growth() == Growth.LOGISTIC
        || seasonalities.stream().anyMatch(s -> s.condition() != null);
  }

  private static Effect effect(String mode) {
    return switch (mode) {
      case "additive" -> Effect.ADDITIVE;
      case "multiplicative" -> Effect.MULTIPLICATIVE;
      default -> throw new IllegalArgumentException("'" + mode + "' is neither mode.");
    };
  }

  private static SeasonChoice season(ParameterSpec<String> spec, ParameterSet set, int usual) {
    String text = set.get(spec);
    return switch (text) {
      case "auto" -> new SeasonChoice(true, usual);
      case "on", "true" -> new SeasonChoice(false, usual);
      case "off", "false" -> new SeasonChoice(false, 0);
      default -> {
        try {
          int order = Integer.parseInt(text);
          if (order < 0 || order > 1000) {
            throw new NumberFormatException(text);
          }
          yield new SeasonChoice(false, order);
        } catch (NumberFormatException e) {
          throw unreadable(spec, text, e);
        }
      }
    };
  }

  private static double[] changepoints(List<String> dates) {
    double[] seconds = new double[dates.size()];
    for (int i = 0; i < seconds.length; i++) {
      String text = dates.get(i);
      try {
        LocalDateTime time =
            text.contains("T") ? LocalDateTime.parse(text) : LocalDate.parse(text).atStartOfDay();
        seconds[i] = time.toEpochSecond(ZoneOffset.UTC);
      } catch (DateTimeException e) {
        throw unreadable(ProphetParameters.CHANGEPOINT_DATES, text, e);
      }
    }
    return seconds;
  }

  private static List<Seasonality> seasonalities(List<String> texts, double prior, Effect effect) {
    List<Seasonality> read = new ArrayList<>();
    Set<String> names = new HashSet<>(Set.of("yearly", "weekly", "daily", "trend"));
    for (String text : texts) {
      String[] parts = text.split(":", -1);
      try {
        double days = Double.parseDouble(parts[1]);
        int order = Integer.parseInt(parts[2]);
        if (!(days > 0) || order < 1 || order > 1000 || !names.add(parts[0])) {
          throw new IllegalArgumentException("a period above 0, an order from 1 and a new name");
        }
        read.add(
            new Seasonality(
                parts[0],
                days,
                order,
                parts.length > 3 ? positive(parts[3]) : prior,
                parts.length > 4 ? effect(parts[4]) : effect,
                parts.length > 5 ? parts[5] : null));
      } catch (RuntimeException e) {
        throw unreadable(ProphetParameters.SEASONALITIES, text, e);
      }
    }
    return List.copyOf(read);
  }

  private static List<OwnHoliday> holidays(List<String> texts, double prior) {
    Map<String, TreeSet<Long>> days = new LinkedHashMap<>();
    Map<String, OwnHoliday> last = new LinkedHashMap<>();
    for (String text : texts) {
      String[] parts = text.split(":", -1);
      try {
        int lower = parts.length > 2 ? Integer.parseInt(parts[2]) : 0;
        int upper = parts.length > 3 ? Integer.parseInt(parts[3]) : 0;
        if (parts[0].isBlank() || lower > 0 || upper < 0) {
          throw new IllegalArgumentException("a name, a lower window up to 0, an upper from 0");
        }
        days.computeIfAbsent(parts[0], key -> new TreeSet<>())
            .add(LocalDate.parse(parts[1]).toEpochDay());
        double scale = parts.length > 4 ? positive(parts[4]) : prior;
        last.put(parts[0], new OwnHoliday(parts[0], new long[0], lower, upper, scale));
      } catch (RuntimeException e) {
        throw unreadable(ProphetParameters.HOLIDAYS, text, e);
      }
    }
    List<OwnHoliday> read = new ArrayList<>();
    for (OwnHoliday holiday : last.values()) {
      String name = holiday.name();
      long[] dates = days.get(name).stream().mapToLong(Long::longValue).toArray();
      read.add(new OwnHoliday(name, dates, holiday.lower(), holiday.upper(), holiday.prior()));
    }
    return List.copyOf(read);
  }

  private static List<RegressorChoice> regressors(List<String> texts, double prior, Effect effect) {
    List<RegressorChoice> read = new ArrayList<>();
    for (String text : texts) {
      if (text.equals("*")) {
        continue;
      }
      String[] parts = text.split(":", -1);
      try {
        if (parts[0].isBlank() || (parts.length > 3 && !parts[3].equals("raw"))) {
          throw new IllegalArgumentException("a name, and 'raw' as the fourth part");
        }
        read.add(
            new RegressorChoice(
                parts[0],
                parts.length > 1 ? positive(parts[1]) : prior,
                parts.length > 2 ? effect(parts[2]) : effect,
                parts.length <= 3));
      } catch (RuntimeException e) {
        throw unreadable(ProphetParameters.REGRESSORS, text, e);
      }
    }
    return List.copyOf(read);
  }

  private static double positive(String text) {
    double value = Double.parseDouble(text);
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("a prior scale above 0");
    }
    return value;
  }

  private static Limit limit(String text) {
    if (text.isBlank()) {
      return new Limit("", Double.NaN);
    }
    try {
      return new Limit("", Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return new Limit(text, Double.NaN);
    }
  }

  private static IllegalArgumentException unreadable(
      ParameterSpec<?> spec, String text, RuntimeException cause) {
    return new IllegalArgumentException(
        "Parameter '" + spec.name() + "' holds '" + text + "'; write " + spec.meaning() + ".",
        cause);
  }
}
