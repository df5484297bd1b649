package io.flts.stat.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** One series with R's results: shipped ones, and competition ones from outside the project. */
public record GoldenSeries(String id, double[] y, int period, int horizon, JsonNode results) {

  /** Where measured data stand beside the project; absent on most machines. */
  public static final Path SHARED = shared();

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path shared() {
    Path at = Path.of("").toAbsolutePath();
    while (at.getParent() != null && !Files.isDirectory(at.resolve("flts-models-stat"))) {
      at = at.getParent();
    }
    return at.resolveSibling("shared");
  }

  /** The series shipped with the tests. */
  public static Stream<GoldenSeries> classic() {
    return Stream.of(
            "AirPassengers",
            "LakeHuron",
            "Nile",
            "USAccDeaths",
            "WWWusage",
            "co2",
            "lynx",
            "nottem",
            "presidentsApprox")
        .map(GoldenSeries::classic);
  }

  /** A shipped series by its name. */
  public static GoldenSeries classic(String id) {
    try (InputStream json = open("/golden/classic/" + id + ".json");
        BufferedReader csv = reader(open("/golden/classic/series/" + id + ".csv"))) {
      List<Double> values = new ArrayList<>();
      csv.readLine();
      for (String line = csv.readLine(); line != null; line = csv.readLine()) {
        values.add(Double.parseDouble(line.split(",")[1]));
      }
      return of(id, values, JSON.readTree(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The results that belong to no single series. */
  public static JsonNode extra() {
    try (InputStream json = open("/golden/classic/extra.json")) {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the competition series stand beside the project. */
  public static boolean competitionAvailable() {
    return Files.isDirectory(SHARED.resolve("golden/mcomp"))
        && Files.isDirectory(SHARED.resolve("data/m1"));
  }

  /** Series of the M1 and M4 competitions. */
  public static Stream<GoldenSeries> competition() {
    return Stream.of(
            "M1_MNI168",
            "M1_MNI29",
            "M1_MRC40",
            "M1_QNC15",
            "M1_QRC11",
            "M1_YAI3",
            "M4_H100",
            "M4_W100")
        .map(GoldenSeries::competition);
  }

  private static GoldenSeries competition(String id) {
    String file =
        switch (id.substring(0, 4)) {
          case "M1_M" -> "m1/m1_monthly";
          case "M1_Q" -> "m1/m1_quarterly";
          case "M1_Y" -> "m1/m1_yearly";
          case "M4_H" -> "m4/m4_hourly";
          default -> "m4/m4_weekly";
        };
    Path data = SHARED.resolve("data/" + file + "_train.csv.gz");
    String name = id.substring(3);
    try (BufferedReader csv = reader(new GZIPInputStream(Files.newInputStream(data)))) {
      List<Double> values = new ArrayList<>();
      for (String line = csv.readLine(); line != null; line = csv.readLine()) {
        String[] cells = line.split(",");
        if (cells[0].equals(name)) {
          values.add(Double.parseDouble(cells[2]));
        }
      }
      Path json = SHARED.resolve("golden/mcomp/" + id + ".json");
      return of(id, values, JSON.readTree(Files.readAllBytes(json)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GoldenSeries of(String id, List<Double> values, JsonNode results) {
    double[] y = values.stream().mapToDouble(v -> v).toArray();
    JsonNode h = results.get("h");
    int horizon = h.isArray() ? h.get(0).asInt() : h.asInt();
    int period = (int) Math.round(results.get("frequency").asDouble());
    return new GoldenSeries(id, y, period, horizon, results);
  }

  /** An array of R's numbers; absent ones are NaN. */
  public static double[] numbers(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).isNull() ? Double.NaN : array.get(i).asDouble();
    }
    return values;
  }

  /**
   * The values of an object of R's numbers (or of an empty array, as R writes an empty list), in
   * order.
   */
  public static double[] values(JsonNode object) {
    List<Double> values = new ArrayList<>();
    object.elements().forEachRemaining(v -> values.add(v.asDouble()));
    return values.stream().mapToDouble(v -> v).toArray();
  }

  @Override
  public String toString() {
    return id;
  }

  private static InputStream open(String resource) throws IOException {
    InputStream in = GoldenSeries.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IOException("No test resource " + resource);
    }
    return in;
  }

  private static BufferedReader reader(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }
}
