package io.flts.examples.benchmarks;

import io.flts.api.series.Frequency;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every numeric column of every data file of the measuring data as a series: a file with {@code
 * unique_id} gives one per id and column, any other one per column. Times are replaced by a regular
 * index of the file's step.
 */
final class EverySeries {

  /** What in a path tells its step. */
  private static final Map<String, String> STEPS = steps();

  private EverySeries() {}

  private static Map<String, String> steps() {
    Map<String, String> steps = new LinkedHashMap<>();
    steps.put("m1_yearly", "YS");
    steps.put("m1_quarterly", "QS");
    steps.put("m1_monthly", "MS");
    steps.put("m4_weekly", "W-SUN");
    steps.put("m4_hourly", "h");
    steps.put("carparts", "MS");
    steps.put("seatbelts", "MS");
    steps.put("air_passengers", "MS");
    steps.put("retail_sales", "MS");
    steps.put("ETTm", "15min");
    steps.put("ETTh", "h");
    steps.put("gefcom", "h");
    steps.put("bike_sharing", "h");
    steps.put("multivariate", "h");
    steps.put("halfhourly", "30min");
    steps.put("nab", "5min");
    steps.put("yosemite", "5min");
    steps.put("PobleSec", "2min");
    steps.put("prophet", "D");
    steps.put("classic_series", "MS");
    return steps;
  }

  /** The data files, in the order of their names. */
  static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(SharedData.path("data"))) {
      return all.filter(path -> isData(path.toString())).sorted().toList();
    }
  }

  private static boolean isData(String path) {
    boolean table = path.endsWith(".csv") || path.endsWith(".csv.gz");
    boolean other =
        path.contains("MANIFEST")
            || path.contains("_info")
            || path.contains("reference_")
            || path.contains("_forecasts")
            || path.contains("tabular");
    return table && !other;
  }

  /** The series of one file that have an observed value. */
  static List<TimeSeries> of(Path file) throws IOException {
    Map<String, List<Double>> columns = new LinkedHashMap<>();
    try (BufferedReader in = CompetitionSet.open(file)) {
      String[] header = in.readLine().replace("\"", "").split("[,\r]");
      boolean keyed = header[0].equals("unique_id");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] cells = line.split(",", -1);
        String id = keyed ? cells[0] + "/" : "";
        for (int c = keyed ? 2 : 1; c < header.length; c++) {
          columns.computeIfAbsent(id + header[c], key -> new ArrayList<>()).add(number(cells[c]));
        }
      }
    }
    List<TimeSeries> series = new ArrayList<>();
    Frequency frequency = Frequency.parse(step(file.toString()));
    LocalDateTime start =
        LocalDateTime.of(1900, 1, frequency.toString().startsWith("W") ? 7 : 1, 0, 0);
    columns.forEach(
        (id, values) -> {
          double[] y = values.stream().mapToDouble(Double::doubleValue).toArray();
          if (hasValue(y)) {
            TimeIndex index = TimeIndex.of(start, frequency, y.length);
            series.add(TimeSeries.of(file.getFileName() + ":" + id, index, y));
          }
        });
    return series;
  }

  private static boolean hasValue(double[] y) {
    for (double v : y) {
      if (!Double.isNaN(v)) {
        return true;
      }
    }
    return false;
  }

  private static double number(String cell) {
    String text = cell.trim();
    if (text.isEmpty() || text.equals("NaN") || text.equals("NA")) {
      return Double.NaN;
    }
    return Double.parseDouble(text);
  }

  private static String step(String path) {
    for (Map.Entry<String, String> one : STEPS.entrySet()) {
      if (path.contains(one.getKey())) {
        return one.getValue();
      }
    }
    return "D";
  }
}
