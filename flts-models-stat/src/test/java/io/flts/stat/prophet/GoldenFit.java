package io.flts.stat.prophet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One reference fit of R prophet 1.0: inputs as our model takes them, and what Prophet answered.
 *
 * <p>Synthetic cases come from the test resources; the others from the shared golden folder beside
 * the repository.
 */
final class GoldenFit {

  final JsonNode reference;
  final double[] seconds;
  final double[] y;
  final FeatureLayout layout;
  final ProphetFit.Settings settings;

  private GoldenFit(
      JsonNode reference,
      double[] seconds,
      double[] y,
      FeatureLayout layout,
      ProphetFit.Settings settings) {
    this.reference = reference;
    this.seconds = seconds;
    this.y = y;
    this.layout = layout;
    this.settings = settings;
  }

  /** Folder of the shared data, whether or not it exists. */
  static Path shared() {
    return Path.of("..", "..", "shared").toAbsolutePath().normalize();
  }

  static boolean available(String id) {
    return id.startsWith("synthetic") || Files.isDirectory(shared().resolve("golden/prophet"));
  }

  static GoldenFit read(String id) {
    try {
      JsonNode node = new ObjectMapper().readTree(text("prophet_" + id + ".json", id));
      List<String[]> rows = rows(series(id));
      double[] seconds = new double[rows.size()];
      double[] y = new double[rows.size()];
      for (int i = 0; i < y.length; i++) {
        seconds[i] = seconds(rows.get(i)[0]);
        boolean promotion = id.equals("synthetic_regressor") && i % 17 == 0;
        y[i] = Double.parseDouble(rows.get(i)[1]) + (promotion ? 3 : 0);
      }
      boolean logistic = node.get("growth").asText().equals("logistic");
      ProphetFit.Settings settings =
          new ProphetFit.Settings(
              logistic ? Growth.LOGISTIC : Growth.LINEAR,
              node.get("changepoints").size(),
              0.8,
              id.equals("peyton_cps005") ? 0.5 : 0.05,
              ProphetFit.Scaling.ABSMAX);
      return new GoldenFit(node, seconds, y, layout(node, id), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String file, String id) throws IOException {
    if (id.startsWith("synthetic")) {
      try (var in = GoldenFit.class.getResourceAsStream("/golden/prophet/" + file)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
    return Files.readString(shared().resolve("golden/prophet/" + file));
  }

  private static String series(String id) throws IOException {
    if (id.startsWith("synthetic")) {
      return text("prophet_synthetic_daily.csv", id);
    }
    String file =
        id.startsWith("air")
            ? "example_air_passengers.csv"
            : id.startsWith("retail")
                ? "example_retail_sales.csv"
                : "example_wp_log_peyton_manning.csv";
    return Files.readString(shared().resolve("data/prophet/" + file));
  }

  private static List<String[]> rows(String csv) {
    List<String[]> rows = new ArrayList<>();
    String[] lines = csv.replace("\"", "").split("\\R|\\r");
    for (int i = 1; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        rows.add(lines[i].trim().split(","));
      }
    }
    return rows;
  }

  static double seconds(String date) {
    return LocalDate.parse(date).toEpochDay() * 86_400.0;
  }

  /** Columns in Prophet's own order, so that its coefficients can be put into our θ. */
  private static FeatureLayout layout(JsonNode node, String id) throws IOException {
    List<Seasonality> seasonalities = new ArrayList<>();
    node.get("seasonalities")
        .fields()
        .forEachRemaining(
            e ->
                seasonalities.add(
                    new Seasonality(
                        e.getKey(),
                        e.getValue().get("period").asDouble(),
                        e.getValue().get("fourier.order").asInt(),
                        e.getValue().get("prior.scale").asDouble(),
                        effect(e.getValue().get("mode").asText()),
                        null)));
    List<Event> events = new ArrayList<>();
    boolean holidays = id.equals("synthetic_hol") || id.equals("synthetic_monthlyseas");
    Map<String, TreeSet<Long>> days = new TreeMap<>();
    if (holidays) {
      for (String[] row : rows(text("prophet_synthetic_holidays.csv", id))) {
        days.computeIfAbsent(row[0], k -> new TreeSet<>())
            .add(LocalDate.parse(row[1]).toEpochDay());
      }
    }
    days.forEach(
        (name, dates) -> {
          int window = name.equals("xmas") ? 1 : 0;
          for (int offset = -window; offset <= window; offset++) {
            int by = offset;
            long[] shifted = dates.stream().mapToLong(d -> d + by).toArray();
            events.add(new Event(name, offset, 10, Effect.ADDITIVE, shifted));
          }
        });
    List<Regressor> regressors =
        id.equals("synthetic_regressor")
            ? List.of(new Regressor("promo", 10, Effect.ADDITIVE, 0, 1))
            : List.of();
    return new FeatureLayout(seasonalities, events, regressors);
  }

  private static Effect effect(String mode) {
    return mode.equals("multiplicative") ? Effect.MULTIPLICATIVE : Effect.ADDITIVE;
  }

  /** Times of the training rows. */
  ProphetState.Times history() {
    return times(seconds);
  }

  /** Times of the rows of {@code forecast} or {@code insample}. */
  ProphetState.Times times(String part) {
    JsonNode dates = reference.get(part).get("ds");
    double[] at = new double[dates.size()];
    for (int i = 0; i < at.length; i++) {
      at[i] = seconds(dates.get(i).asText());
    }
    return times(at);
  }

  private ProphetState.Times times(double[] at) {
    int n = at.length;
    double[] cap = new double[settings.growth() == Growth.LOGISTIC ? n : 0];
    Arrays.fill(cap, 12);
    double[][] covariates = new double[layout.covariates.size()][n];
    if (covariates.length > 0) {
      for (int i = 0; i < n; i++) {
        long row = Math.round((at[i] - seconds[0]) / 86_400);
        covariates[0][i] = row % 17 == 0 ? 1 : 0;
      }
    }
    return new ProphetState.Times(at, covariates, cap, new double[cap.length]);
  }

  double[] numbers(String... path) {
    JsonNode node = reference;
    for (String step : path) {
      node = node.get(step);
    }
    if (node.isNumber()) {
      return new double[] {node.asDouble()};
    }
    double[] out = new double[node.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = node.get(i).asDouble();
    }
    return out;
  }

  ProphetState fit() {
    return ProphetFit.fit(settings, layout, history(), y, new double[0], new double[0]);
  }
}
