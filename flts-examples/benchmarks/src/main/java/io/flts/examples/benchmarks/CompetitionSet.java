package io.flts.examples.benchmarks;

import io.flts.api.series.Frequency;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The series of the M1 (1982) and M4 (2018) competitions that the measuring data hold, and monthly
 * demand for spare parts, each with its history, the values to forecast, and the season of the MASE
 * scale.
 */
enum CompetitionSet {
  M1_YEARLY("m1y", "m1/m1_yearly", "YS", 1, 6),
  M1_QUARTERLY("m1q", "m1/m1_quarterly", "QS", 4, 8),
  M1_MONTHLY("m1m", "m1/m1_monthly", "MS", 12, 18),
  M4_WEEKLY("m4w", "m4/m4_weekly", "W-SUN", 1, 13),
  M4_HOURLY("m4h", "m4/m4_hourly", "h", 24, 48),
  CAR_PARTS("car", "intermittent/carparts_dev", "MS", 1, 12);

  /** One series: history and what came after it. */
  record Case(TimeSeries history, double[] actual) {}

  /** The name in tables, as in the peers' files. */
  final String key;

  /** Season of the MASE scale and of the seasonal naive forecast, as in the competition. */
  final int season;

  final int horizon;

  private final String file;
  private final String frequency;

  CompetitionSet(String key, String file, String frequency, int season, int horizon) {
    this.key = key;
    this.file = file;
    this.frequency = frequency;
    this.season = season;
    this.horizon = horizon;
  }

  static CompetitionSet of(String key) {
    for (CompetitionSet set : values()) {
      if (set.key.equals(key)) {
        return set;
      }
    }
    throw new IllegalArgumentException(
        "No set '" + key + "'; there are m1y, m1q, m1m, m4w, m4h, car.");
  }

  /** All cases, in the order of the file. The start dates are made up: the files have none. */
  Map<String, Case> read() throws IOException {
    Map<String, double[]> train = columns(SharedData.path("data/" + file + "_train.csv.gz"));
    Map<String, double[]> test = columns(SharedData.path("data/" + file + "_test.csv.gz"));
    Map<String, Case> cases = new LinkedHashMap<>();
    LocalDateTime start = LocalDateTime.of(1900, 1, frequency.startsWith("W") ? 7 : 1, 0, 0);
    for (Map.Entry<String, double[]> one : train.entrySet()) {
      double[] y = one.getValue();
      TimeIndex index = TimeIndex.of(start, Frequency.parse(frequency), y.length);
      cases.put(
          one.getKey(), new Case(TimeSeries.of(one.getKey(), index, y), test.get(one.getKey())));
    }
    return cases;
  }

  /** The organisers' Naive2 of M4, or null for M1. */
  Map<String, double[]> officialNaive2() throws IOException {
    Map<String, List<Double>> result = new LinkedHashMap<>();
    try (BufferedReader in = open(SharedData.path("data/" + file + "_official_forecasts.csv.gz"))) {
      List<String> header = List.of(in.readLine().toLowerCase(java.util.Locale.ROOT).split(","));
      int column = header.indexOf("naive2");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] cells = line.split(",", -1);
        result
            .computeIfAbsent(cells[0], id -> new ArrayList<>())
            .add(Double.parseDouble(cells[column]));
      }
    }
    return arrays(result);
  }

  boolean hasOfficialNaive2() {
    return file.startsWith("m4");
  }

  static BufferedReader open(Path path) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            path.toString().endsWith(".gz")
                ? new GZIPInputStream(Files.newInputStream(path))
                : Files.newInputStream(path),
            StandardCharsets.UTF_8));
  }

  private static Map<String, double[]> columns(Path path) throws IOException {
    Map<String, List<Double>> result = new LinkedHashMap<>();
    try (BufferedReader in = open(path)) {
      in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] cells = line.split(",", -1);
        result
            .computeIfAbsent(cells[0], id -> new ArrayList<>())
            .add(cells[2].isEmpty() ? Double.NaN : Double.parseDouble(cells[2]));
      }
    }
    return arrays(result);
  }

  private static Map<String, double[]> arrays(Map<String, List<Double>> lists) {
    Map<String, double[]> result = new LinkedHashMap<>();
    lists.forEach(
        (id, values) -> result.put(id, values.stream().mapToDouble(Double::doubleValue).toArray()));
    return result;
  }
}
