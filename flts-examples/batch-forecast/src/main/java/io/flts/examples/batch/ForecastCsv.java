package io.flts.examples.batch;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Interval;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** The table of forecasts; it appears under its name only when it is complete. */
final class ForecastCsv implements AutoCloseable {
  private final Path target;
  private final Path temporary;
  private final CsvWriter csv;
  private final List<Double> levels;
  private boolean complete;

  private ForecastCsv(Path target, Path temporary, CsvWriter csv, List<Double> levels) {
    this.target = target;
    this.temporary = temporary;
    this.csv = csv;
    this.levels = levels;
  }

  static ForecastCsv create(Path target, List<Double> levels) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path temporary = absolute.resolveSibling(absolute.getFileName() + ".partial");
    OutputStream raw = Files.newOutputStream(temporary);
    boolean packed = absolute.toString().endsWith(".gz");
    Writer text =
        new BufferedWriter(
            new OutputStreamWriter(
                packed ? new GZIPOutputStream(raw) : raw, StandardCharsets.UTF_8));
    ForecastCsv made =
        new ForecastCsv(absolute, temporary, CsvWriter.builder().build(text), List.copyOf(levels));
    List<String> header = new ArrayList<>(List.of("unique_id", "ds", "model", "mean"));
    for (double level : levels) {
      header.add("lo-" + percent(level));
      header.add("hi-" + percent(level));
    }
    made.csv.writeRecord(header);
    return made;
  }

  private static String percent(double level) {
    return level == Math.rint(level) ? Long.toString((long) level) : Double.toString(level);
  }

  void write(String model, List<Forecast> forecasts) {
    for (Forecast forecast : forecasts) {
      List<Interval> intervals = new ArrayList<>();
      if (forecast.quantiles().size() > 0) {
        levels.forEach(level -> intervals.add(forecast.interval(level / 100)));
      }
      for (int step = 0; step < forecast.horizon(); step++) {
        List<String> row = new ArrayList<>();
        row.add(forecast.seriesId());
        row.add(forecast.index().label(step));
        row.add(model);
        row.add(Double.toString(forecast.mean(step)));
        for (int k = 0; k < levels.size(); k++) {
          row.add(intervals.isEmpty() ? "" : Double.toString(intervals.get(k).lower(step)));
          row.add(intervals.isEmpty() ? "" : Double.toString(intervals.get(k).upper(step)));
        }
        csv.writeRecord(row);
      }
    }
  }

  /** Puts the table in its place. */
  void commit() throws IOException {
    csv.close();
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    complete = true;
  }

  @Override
  public void close() throws IOException {
    if (!complete) {
      csv.close();
      Files.deleteIfExists(temporary);
    }
  }
}
