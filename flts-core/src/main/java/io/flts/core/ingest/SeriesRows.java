package io.flts.core.ingest;

import io.flts.api.error.InvalidSeriesException;
import io.flts.api.series.Covariate;
import io.flts.api.series.Frequency;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one series as read; makes the series. Confined to one thread. */
final class SeriesRows {
  private final String id;
  private final List<CovariateColumn> covariates;
  private final Stamps stamps;
  private double[] target = new double[16];
  private final double[][] columns;

  /** A covariate to be read. */
  record CovariateColumn(String name, Covariate.Kind kind) {}

  SeriesRows(String id, List<CovariateColumn> covariates) {
    this.id = id;
    this.covariates = covariates;
    this.stamps = new Stamps();
    this.columns = new double[covariates.size()][16];
  }

  String id() {
    return id;
  }

  /** Takes a row; refuses its timestamp with the rule that it breaks, in words. */
  void add(String stamp, long row, double value, double[] covariateValues) {
    int place = stamps.size();
    stamps.add(stamp, row);
    if (place == target.length) {
      int larger = place + (place >> 1);
      target = Arrays.copyOf(target, larger);
      for (int c = 0; c < columns.length; c++) {
        columns[c] = Arrays.copyOf(columns[c], larger);
      }
    }
    target[place] = value;
    for (int c = 0; c < columns.length; c++) {
      columns[c][place] = covariateValues[c];
    }
  }

  /** The frequency that these rows alone suggest, or {@code null} where they are too few. */
  @Nullable Frequency suggestedFrequency(ReadOptions options) {
    Timeline timeline = Timeline.of(stamps, options.zone());
    return timeline.size() == 0 ? null : FrequencyInference.of(timeline, timeline.ordered());
  }

  /**
   * The series.
   *
   * @param common the frequency of the whole table, or {@code null} to infer it from these rows
   */
  TimeSeries series(ReadOptions options, @Nullable Frequency common) {
    Timeline timeline = Timeline.of(stamps, options.zone());
    int[] ordered = timeline.ordered();
    Frequency frequency = Regularity.frequency(id, timeline, ordered, common);
    Grid grid = Grid.of(id, timeline, ordered, frequency, options.maximumLength());
    Regularity.refuse(id, timeline, grid, options.repair());
    TimeIndex index = grid.index();
    int[] order =
        options.repair().order() == Repair.Order.SORT ? ordered : identity(ordered.length);
    Collector collector = new Collector(grid.positions(), order, options.repair().duplicates());
    double[] values = collector.column(target, index.length());
    int length = observedLength(values);
    TimeSeries.Builder builder =
        TimeSeries.builder(id, index.slice(0, length), Arrays.copyOf(values, length));
    for (int c = 0; c < columns.length; c++) {
      CovariateColumn column = covariates.get(c);
      double[] all = collector.column(columns[c], index.length());
      int known = column.kind() == Covariate.Kind.PAST ? length : all.length;
      builder.covariate(Covariate.of(column.name(), column.kind(), Arrays.copyOf(all, known)));
    }
    return builder.build();
  }

  /**
   * Where the target ends. Rows behind the last observed value are the known future, where there
   * are covariates that reach there; without such, they are missing values like any others.
   */
  private int observedLength(double[] values) {
    int observed = values.length;
    while (observed > 0 && Double.isNaN(values[observed - 1])) {
      observed--;
    }
    if (observed == 0) {
      throw new InvalidSeriesException(
          "Series '"
              + id
              + "' has no observed value in its "
              + stamps.size()
              + " rows: all are missing. At least one must be a number; supply observations or leave"
              + " the series out.");
    }
    boolean reaches = covariates.stream().anyMatch(c -> c.kind() == Covariate.Kind.FUTURE);
    return reaches ? observed : values.length;
  }

  private static int[] identity(int length) {
    int[] order = new int[length];
    for (int i = 0; i < length; i++) {
      order[i] = i;
    }
    return order;
  }

  /** Puts row values at their positions, several of one position together as the policy says. */
  @SuppressWarnings("ArrayRecordComponent") // lives within one call and is never compared
  private record Collector(int[] positions, int[] order, Repair.Duplicates duplicates) {

    double[] column(double[] rows, int length) {
      double[] values = new double[length];
      Arrays.fill(values, Double.NaN);
      int[] counts = new int[length];
      for (int place : order) {
        double value = rows[place];
        int position = positions[place];
        if (!Double.isNaN(value)) {
          values[position] = counts[position]++ == 0 ? value : joined(values[position], value);
        }
      }
      if (duplicates == Repair.Duplicates.MEAN) {
        for (int position = 0; position < length; position++) {
          if (counts[position] > 1) {
            values[position] /= counts[position];
          }
        }
      }
      return values;
    }

    private double joined(double present, double next) {
      return switch (duplicates) {
        case REFUSE, LAST -> next;
        case FIRST -> present;
        case MEAN, SUM -> present + next;
        case MINIMUM -> Math.min(present, next);
        case MAXIMUM -> Math.max(present, next);
      };
    }
  }
}
