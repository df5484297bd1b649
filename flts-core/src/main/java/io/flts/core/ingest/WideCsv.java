package io.flts.core.ingest;

import io.flts.api.error.FltsException;
import io.flts.api.series.Covariate;
import io.flts.api.series.Panel;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tables with one row per time: one column of timestamps, one per target, one per covariate. Every
 * target column becomes a series, whose id is the name of the column; all share the covariates.
 *
 * <p>Fields and timestamps are read as by {@link LongCsv}. Immutable and thread-safe.
 *
 * <p>Example: {@code Panel panel = WideCsv.of("date", "OT").withPastCovariates("HUFL",
 * "HULL").read(Path.of("ETTh1.csv"))}
 *
 * @since 0.1.0
 */
public final class WideCsv {
  private final String timeColumn;
  private final List<String> targets;
  private final List<SeriesRows.CovariateColumn> covariates;
  private final boolean restIsPast;
  private final ReadOptions options;

  private WideCsv(
      String timeColumn,
      List<String> targets,
      List<SeriesRows.CovariateColumn> covariates,
      boolean restIsPast,
      ReadOptions options) {
    this.timeColumn = timeColumn;
    this.targets = List.copyOf(targets);
    this.covariates = List.copyOf(covariates);
    this.restIsPast = restIsPast;
    this.options = options;
  }

  /** A time column and at least one target column, with {@link ReadOptions#defaults()}. */
  public static WideCsv of(String timeColumn, String... targets) {
    if (targets.length == 0) {
      throw new IllegalArgumentException("A wide table needs at least one target column; name it.");
    }
    return new WideCsv(timeColumn, List.of(targets), List.of(), false, ReadOptions.defaults());
  }

  /** Columns that are covariates known for the past only. */
  public WideCsv withPastCovariates(String... names) {
    return withCovariates(Covariate.Kind.PAST, names);
  }

  /** Columns that are covariates known in the future, too. */
  public WideCsv withFutureCovariates(String... names) {
    return withCovariates(Covariate.Kind.FUTURE, names);
  }

  /** All columns not named otherwise are covariates known for the past only. */
  public WideCsv withRestAsPastCovariates() {
    return new WideCsv(timeColumn, targets, covariates, true, options);
  }

  private WideCsv withCovariates(Covariate.Kind kind, String... names) {
    return new WideCsv(
        timeColumn, targets, CovariateColumns.and(covariates, kind, names), restIsPast, options);
  }

  /** Other options. */
  public WideCsv with(ReadOptions other) {
    return new WideCsv(timeColumn, targets, covariates, restIsPast, other);
  }

  /**
   * Reads a file; every target must be in order.
   *
   * @throws TableFormatException where the table or one of its fields cannot be read
   * @throws io.flts.api.error.InvalidSeriesException where the rows are irregular or without values
   */
  public Panel read(Path file) throws IOException {
    return readEach(file).panel();
  }

  /** Reads a text as {@link #read(Path)} does; {@code name} is for messages. Closes the text. */
  public Panel read(Reader text, String name) throws IOException {
    return readEach(text, name).panel();
  }

  /**
   * Reads a file; a target that cannot be read does not harm the others.
   *
   * @throws TableFormatException where the table as a whole cannot be read
   */
  public Reading readEach(Path file) throws IOException {
    try (CsvTable table = CsvTable.open(file, options)) {
      return readEach(table);
    }
  }

  /**
   * Reads a text as {@link #readEach(Path)} does; {@code name} is for messages. Closes the text.
   */
  public Reading readEach(Reader text, String name) throws IOException {
    try (CsvTable table = CsvTable.open(text, name, options)) {
      return readEach(table);
    }
  }

  private Reading readEach(CsvTable table) throws IOException {
    int time = table.column(timeColumn);
    int[] targetPlaces = targets.stream().mapToInt(table::column).toArray();
    List<SeriesRows.CovariateColumn> wanted = covariates;
    if (restIsPast) {
      String[] rest = CovariateColumns.unused(table, named(covariates)).toArray(new String[0]);
      wanted = CovariateColumns.and(covariates, Covariate.Kind.PAST, rest);
    }
    int[] places = CovariateColumns.places(wanted, table);
    Map<String, SeriesRows> rows = new LinkedHashMap<>();
    SeriesRows[] targetRows = new SeriesRows[targets.size()];
    for (int t = 0; t < targetRows.length; t++) {
      targetRows[t] = new SeriesRows(targets.get(t), wanted);
      rows.put(targets.get(t), targetRows[t]);
    }
    Map<String, FltsException> rejected = new HashMap<>();
    boolean any = false;
    double[] values = new double[places.length];
    while (table.advance()) {
      any = true;
      for (int c = 0; c < places.length; c++) {
        values[c] = table.number(places[c], String.join(", ", targets));
      }
      for (int t = 0; t < targetPlaces.length; t++) {
        String target = targets.get(t);
        if (!rejected.containsKey(target)) {
          try {
            double value = table.number(targetPlaces[t], target);
            LongCsv.addRow(table, time, targetRows[t], value, values);
          } catch (TableFormatException e) {
            rejected.put(target, e);
          }
        }
      }
    }
    if (!any) {
      throw table.withoutRows();
    }
    return LongCsv.make(rows, rejected, CovariateColumns.unused(table, named(wanted)), options);
  }

  private List<String> named(List<SeriesRows.CovariateColumn> columns) {
    List<String> names = new ArrayList<>(targets);
    names.add(timeColumn);
    columns.forEach(column -> names.add(column.name()));
    return names;
  }
}
