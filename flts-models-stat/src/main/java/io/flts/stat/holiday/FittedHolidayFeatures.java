package io.flts.stat.holiday;

import io.flts.api.error.CovariateException;
import io.flts.api.forecast.Forecast;
import io.flts.api.model.ModelWriter;
import io.flts.api.preprocess.FittedPreprocessor;
import io.flts.api.series.Covariate;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The columns of {@link HolidayFeatures}, chosen on training data.
 *
 * @param names holidays with a column of their own, or empty
 */
record FittedHolidayFeatures(
    HolidayDays days, List<String> names, boolean each, int lower, int upper)
    implements FittedPreprocessor {

  private static final String PREFIX = "holiday";

  @Override
  public Panel transform(Panel raw) {
    List<TimeSeries> prepared = new ArrayList<>();
    for (TimeSeries series : raw) {
      int known = series.length();
      for (Covariate covariate : series.covariates()) {
        known = Math.max(known, covariate.length());
      }
      TimeSeries.Builder builder = series.toBuilder();
      Map<String, double[]> columns = columns(series.index().slice(0, known));
      columns.forEach(
          (name, values) -> {
            if (series.covariate(name).isPresent()) {
              throw new CovariateException(
                  "Series '"
                      + series.id()
                      + "' already has a covariate '"
                      + name
                      + "'. Rename it, or use the holidays once.");
            }
            builder.covariate(Covariate.future(name, values));
          });
      prepared.add(builder.build());
    }
    return Panel.of(prepared);
  }

  @Override
  public FutureCovariates transformFuture(FutureCovariates raw) {
    Map<String, FutureCovariates.Window> windows = new LinkedHashMap<>();
    raw.windows()
        .forEach(
            (id, window) -> {
              FutureCovariates.Window more = window;
              for (Map.Entry<String, double[]> column : columns(window.index()).entrySet()) {
                more = more.with(column.getKey(), column.getValue());
              }
              windows.put(id, more);
            });
    return FutureCovariates.copyOf(windows);
  }

  private Map<String, double[]> columns(TimeIndex index) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    int n = index.length();
    if (n == 0) {
      return empty(columns);
    }
    boolean coarse = isLongerThanDay(index);
    boolean labelsEnds = coarse && index.frequency().toString().endsWith("E");
    int first = labelsEnds ? -1 : 0;
    LocalDate start = index.localTime(first).toLocalDate();
    LocalDate end = index.localTime(first + n).toLocalDate();
    Map<String, Set<LocalDate>> dates =
        days.byName(start.minusDays(upper).getYear(), end.plusDays(-lower).getYear());
    for (String name : each ? names : List.of("")) {
      Set<LocalDate> holidays = dates.getOrDefault(name, Set.of());
      for (int offset = lower; offset <= upper; offset++) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
          LocalDate from = index.localTime(i).toLocalDate();
          LocalDate to = from.plusDays(1);
          if (labelsEnds) {
            to = from.plusDays(1);
            from = index.localTime(i - 1).toLocalDate().plusDays(1);
          } else if (coarse) {
            to = index.localTime(i + 1).toLocalDate();
          }
          values[i] = count(holidays, from.minusDays(offset), to.minusDays(offset));
        }
        columns.put(column(name, offset), values);
      }
    }
    return columns;
  }

  private Map<String, double[]> empty(Map<String, double[]> columns) {
    for (String name : each ? names : List.of("")) {
      for (int offset = lower; offset <= upper; offset++) {
        columns.put(column(name, offset), new double[0]);
      }
    }
    return columns;
  }

  private static String column(String name, int offset) {
    String base = name.isEmpty() ? PREFIX : PREFIX + ":" + name;
    return offset == 0 ? base : base + (offset > 0 ? "+" : "") + offset;
  }

  private static boolean isLongerThanDay(TimeIndex index) {
    Period period = index.frequency().period();
    if (period != null) {
      return period.getDays() != 1;
    }
    Duration duration = index.frequency().duration();
    return duration != null && duration.compareTo(Duration.ofDays(1)) > 0;
  }

  private static int count(Set<LocalDate> holidays, LocalDate from, LocalDate to) {
    int count = 0;
    for (LocalDate date = from; date.isBefore(to); date = date.plusDays(1)) {
      if (holidays.contains(date)) {
        count++;
      }
    }
    return count;
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
    ModelWriter section = out.section("names");
    for (int i = 0; i < names.size(); i++) {
      section.text(Integer.toString(i), names.get(i));
    }
  }
}
