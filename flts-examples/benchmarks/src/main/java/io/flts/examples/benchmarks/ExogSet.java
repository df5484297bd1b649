package io.flts.examples.benchmarks;

import io.flts.api.parameter.Parameters;
import io.flts.api.series.Covariate;
import io.flts.api.series.Frequency;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A public series with covariates that are known in the future, and how it is judged. */
enum ExogSet {
  /**
   * UCI bike sharing, hourly; the weather of the hour counts as known. Absent hours are missing.
   */
  BIKE(
      "bike",
      "data/exog/bike_sharing_hour.csv.gz",
      Duration.ofHours(1),
      "cnt",
      List.of("holiday", "workingday", "weathersit", "temp", "atemp", "hum", "windspeed"),
      28,
      Parameters.none()),
  /** Demand of Victoria, half-hourly, with temperature and the flag of public holidays. */
  VICTORIA(
      "victoria",
      "data/load/vic_elec_halfhourly.csv.gz",
      Duration.ofMinutes(30),
      "demand",
      List.of("temperature", "holiday"),
      56,
      Parameters.none());

  final String key;
  final int days;
  final Parameters parameters;
  private final String file;
  private final Duration step;
  private final String target;
  private final List<String> covariates;

  ExogSet(
      String key,
      String file,
      Duration step,
      String target,
      List<String> covariates,
      int days,
      Parameters parameters) {
    this.key = key;
    this.file = file;
    this.step = step;
    this.target = target;
    this.covariates = covariates;
    this.days = days;
    this.parameters = parameters;
  }

  /** Steps of a day: the horizon. */
  int perDay() {
    return (int) (Duration.ofDays(1).toMinutes() / step.toMinutes());
  }

  TimeSeries read() throws IOException {
    Path path = SharedData.path(file);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      List<String> header = List.of(reader.readLine().split(",", -1));
      List<String[]> lines = reader.lines().map(line -> line.split(",", -1)).toList();
      int time = header.indexOf("ds");
      LocalDateTime first = LocalDateTime.parse(lines.get(0)[time]);
      LocalDateTime last = LocalDateTime.parse(lines.get(lines.size() - 1)[time]);
      int length = (int) (Duration.between(first, last).toMinutes() / step.toMinutes()) + 1;
      double[][] columns = new double[covariates.size() + 1][length];
      for (double[] column : columns) {
        Arrays.fill(column, Double.NaN);
      }
      for (String[] line : lines) {
        LocalDateTime at = LocalDateTime.parse(line[time]);
        int place = (int) (Duration.between(first, at).toMinutes() / step.toMinutes());
        columns[0][place] = Double.parseDouble(line[header.indexOf(target)]);
        for (int c = 0; c < covariates.size(); c++) {
          columns[c + 1][place] = Double.parseDouble(line[header.indexOf(covariates.get(c))]);
        }
      }
      TimeIndex index = TimeIndex.of(first, Frequency.of(step), length);
      TimeSeries.Builder series = TimeSeries.builder(key, index, columns[0]);
      for (int c = 0; c < covariates.size(); c++) {
        series.covariate(Covariate.future(covariates.get(c), columns[c + 1]));
      }
      return series.build();
    }
  }
}
