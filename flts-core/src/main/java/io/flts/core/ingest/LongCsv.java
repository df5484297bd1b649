package io.flts.core.ingest;

import io.flts.api.error.FltsException;
import io.flts.api.series.Covariate;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tables with one row per series and time: columns {@code unique_id, ds, y} and, where wanted, one
 * per covariate. Plain or gzip, UTF-8, header line, RFC 4180 quoting.
 *
 * <p>{@code ds} is an ISO date, an ISO date-time with {@code T} or a space, with or without offset
 * or zone, or a whole number. {@code y} and covariates are numbers; an empty field, {@code NaN},
 * {@code NA} or {@code null} is a missing value. The rows of a series need not stand together. All
 * series have one frequency: the one given, else the one most of them suggest.
 *
 * <p>With covariates known in the future, rows behind the last observed {@code y} are that future;
 * without, they are missing values. Columns that are not asked for are left out, and named in
 * {@link Reading#unusedColumns()}.
 *
 * <p>Immutable and thread-safe; one pass over the file, memory in proportion to it.
 *
 * <p>Example: {@code Panel panel = LongCsv.standard().read(Path.of("train.csv.gz"))}
 *
 * @since 0.1.0
 */
public final class LongCsv {
  private static final LongCsv STANDARD =
      new LongCsv("unique_id", "ds", "y", List.of(), ReadOptions.defaults());

  private final String idColumn;
  private final String timeColumn;
  private final String targetColumn;
  private final List<SeriesRows.CovariateColumn> covariates;
  private final ReadOptions options;

  private LongCsv(
      String idColumn,
      String timeColumn,
      String targetColumn,
      List<SeriesRows.CovariateColumn> covariates,
      ReadOptions options) {
    this.idColumn = idColumn;
    this.timeColumn = timeColumn;
    this.targetColumn = targetColumn;
    this.covariates = List.copyOf(covariates);
    this.options = options;
  }

  /** Columns {@code unique_id, ds, y}, no covariates, {@link ReadOptions#defaults()}. */
  public static LongCsv standard() {
    return STANDARD;
  }

  /** Other names of the three columns. */
  public LongCsv withColumns(String id, String time, String target) {
    return new LongCsv(id, time, target, covariates, options);
  }

  /** Columns that are covariates known for the past only. */
  public LongCsv withPastCovariates(String... names) {
    return withCovariates(Covariate.Kind.PAST, names);
  }

  /** Columns that are covariates known in the future, too. */
  public LongCsv withFutureCovariates(String... names) {
    return withCovariates(Covariate.Kind.FUTURE, names);
  }

  private LongCsv withCovariates(Covariate.Kind kind, String... names) {
    return new LongCsv(
        idColumn, timeColumn, targetColumn, CovariateColumns.and(covariates, kind, names), options);
  }

  /** Other options. */
  public LongCsv with(ReadOptions other) {
    return new LongCsv(idColumn, timeColumn, targetColumn, covariates, other);
  }

  /**
   * Reads a file; every series must be in order.
   *
   * @throws TableFormatException where the table or one of its fields cannot be read
   * @throws io.flts.api.error.InvalidSeriesException where a series is irregular or without values
   */
  public Panel read(Path file) throws IOException {
    return readEach(file).panel();
  }

  /** Reads a text as {@link #read(Path)} does; {@code name} is for messages. Closes the text. */
  public Panel read(Reader text, String name) throws IOException {
    return readEach(text, name).panel();
  }

  /**
   * Reads a file; a series that cannot be read does not harm the others.
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
    int id = table.column(idColumn);
    int time = table.column(timeColumn);
    int target = table.column(targetColumn);
    int[] places = CovariateColumns.places(covariates, table);
    Map<String, SeriesRows> rows = new LinkedHashMap<>();
    Map<String, FltsException> rejected = new HashMap<>();
    double[] values = new double[places.length];
    while (table.advance()) {
      String series = table.text(id);
      if (series.isBlank()) {
        throw new TableFormatException(
            "Line "
                + table.line()
                + ": column '"
                + idColumn
                + "' is empty; every row must say which series it belongs to.");
      }
      SeriesRows own = rows.computeIfAbsent(series, key -> new SeriesRows(key, covariates));
      if (!rejected.containsKey(series)) {
        try {
          for (int c = 0; c < places.length; c++) {
            values[c] = table.number(places[c], series);
          }
          double value = table.number(target, series);
          addRow(table, time, own, value, values);
        } catch (TableFormatException e) {
          rejected.put(series, e);
        }
      }
    }
    if (rows.isEmpty()) {
      throw table.withoutRows();
    }
    List<String> used = new ArrayList<>(List.of(idColumn, timeColumn, targetColumn));
    covariates.forEach(covariate -> used.add(covariate.name()));
    return make(rows, rejected, CovariateColumns.unused(table, used), options);
  }

  static void addRow(CsvTable table, int time, SeriesRows rows, double value, double[] covariates) {
    String stamp = table.text(time);
    try {
      rows.add(stamp, table.line(), value, covariates);
    } catch (IllegalArgumentException e) {
      throw table.refused(time, stamp, rows.id(), e);
    }
  }

  static Reading make(
      Map<String, SeriesRows> rows,
      Map<String, FltsException> rejected,
      List<String> unused,
      ReadOptions options) {
    Frequency common = commonFrequency(rows, rejected, options);
    List<TimeSeries> series = new ArrayList<>();
    Map<String, FltsException> reasons = new LinkedHashMap<>();
    rows.forEach(
        (id, own) -> {
          FltsException reason = rejected.get(id);
          if (reason == null) {
            try {
              series.add(own.series(options, common));
            } catch (FltsException e) {
              reason = e;
            }
          }
          if (reason != null) {
            reasons.put(id, reason);
          }
        });
    return new Reading(series, reasons, unused);
  }

  /** The frequency given, else the one that most series suggest; the first of equally many. */
  private static @Nullable Frequency commonFrequency(
      Map<String, SeriesRows> rows, Map<String, FltsException> rejected, ReadOptions options) {
    if (options.frequency() != null) {
      return options.frequency();
    }
    Map<Frequency, Integer> votes = new LinkedHashMap<>();
    rows.forEach(
        (id, own) -> {
          Frequency suggested = rejected.containsKey(id) ? null : own.suggestedFrequency(options);
          if (suggested != null) {
            votes.merge(suggested, 1, Integer::sum);
          }
        });
    Frequency best = null;
    int most = votes.isEmpty() ? 0 : Collections.max(votes.values());
    for (Map.Entry<Frequency, Integer> vote : votes.entrySet()) {
      if (best == null && vote.getValue() == most) {
        best = vote.getKey();
      }
    }
    return best;
  }

  /**
   * Writes a panel as a table that can be read back, by {@link #withFutureCovariates} and {@link
   * ReadOptions#withZone} where it has such: one row per observation, missing values empty, one
   * column per covariate of any series; known futures follow as rows without {@code y}. Gzip where
   * the name ends in {@code .gz}.
   */
  public static void write(Panel panel, Path file) throws IOException {
    LongCsvWriter.write(panel, file);
  }

  /** Writes a panel as text; see {@link #write(Panel, Path)}. */
  public static void write(Panel panel, Appendable out) throws IOException {
    LongCsvWriter.write(panel, out);
  }
}
