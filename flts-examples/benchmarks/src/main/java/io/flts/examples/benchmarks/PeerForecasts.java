package io.flts.examples.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Forecasts of R's forecast 8.20 for the competition series: point forecasts from the measuring
 * data, and means with limits from files that {@code r/intervals.R} wrote.
 */
final class PeerForecasts {

  /** R's forecast of one series; limits as in {@link CaseScore}, possibly none. */
  record Peer(double[] mean, double[][] limits) {}

  private static final Map<String, String> NAMES =
      Map.of(
          "thetaf", "theta",
          "autoarima", "auto-arima",
          "arima", "auto-arima",
          "stlm", "mstl",
          "snaive", "seasonal-naive");

  private final Map<String, Map<String, Peer>> byMethod = new HashMap<>();

  /** All that is known of R for a set; later sources replace earlier ones series by series. */
  static PeerForecasts of(CompetitionSet set, List<Path> intervalFiles) throws IOException {
    PeerForecasts peers = new PeerForecasts();
    peers.readSamples(set);
    if (set.key.startsWith("m1")) {
      peers.readWide(set, SharedData.path("data/m1/m1_r_forecasts.csv.gz"));
    }
    for (Path file : intervalFiles) {
      peers.readIntervals(set, file);
    }
    return peers;
  }

  /** R's forecasts by series for a method of ours; empty where R was not run. */
  Map<String, Peer> of(String method) {
    return byMethod.getOrDefault(method, Map.of());
  }

  private void readSamples(CompetitionSet set) throws IOException {
    try (BufferedReader in =
        CompetitionSet.open(SharedData.path("golden/peers/r_forecasts.csv.gz"))) {
      String[] header = in.readLine().split(",");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] cells = line.split(",", -1);
        if (cells[0].equals(set.key)) {
          for (int c = 4; c < header.length; c++) {
            put(set, header[c], cells[1], Integer.parseInt(cells[2]) - 1, cells[c]);
          }
        }
      }
    }
  }

  private void readWide(CompetitionSet set, Path file) throws IOException {
    Map<String, CompetitionSet.Case> cases = set.read();
    try (BufferedReader in = CompetitionSet.open(file)) {
      String[] header = in.readLine().split(",");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] cells = line.split(",", -1);
        CompetitionSet.Case one = cases.get(cells[0]);
        if (one != null) {
          int step = Integer.parseInt(cells[1]) - one.history().length() - 1;
          for (int c = 2; c < header.length; c++) {
            put(set, header[c], cells[0], step, cells[c]);
          }
        }
      }
    }
  }

  private void put(CompetitionSet set, String column, String id, int step, String cell) {
    if (cell.isEmpty()) {
      return;
    }
    peer(NAMES.getOrDefault(column, column), id, set.horizon, false).mean()[step] =
        Double.parseDouble(cell);
  }

  private Peer peer(String method, String id, int horizon, boolean limits) {
    Map<String, Peer> of = byMethod.computeIfAbsent(method, key -> new HashMap<>());
    Peer present = of.get(id);
    if (present == null || (limits && present.limits().length == 0)) {
      present = new Peer(new double[horizon], new double[limits ? 4 : 0][horizon]);
      of.put(id, present);
    }
    return present;
  }

  private void readIntervals(CompetitionSet set, Path file) throws IOException {
    try (BufferedReader in = CompetitionSet.open(file)) {
      List<String> header = Arrays.asList(in.readLine().split(","));
      int mean = header.indexOf("mean");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] cells = line.split(",", -1);
        if (!cells[0].equals(set.key)) {
          continue;
        }
        Peer peer = peer(NAMES.getOrDefault(cells[2], cells[2]), cells[1], set.horizon, true);
        int step = Integer.parseInt(cells[header.indexOf("h")]) - 1;
        peer.mean()[step] = Double.parseDouble(cells[mean]);
        for (int k = 0; k < 4; k++) {
          String cell = cells[mean + 1 + k];
          peer.limits()[k][step] = cell.equals("NA") ? Double.NaN : Double.parseDouble(cell);
        }
      }
    }
  }
}
