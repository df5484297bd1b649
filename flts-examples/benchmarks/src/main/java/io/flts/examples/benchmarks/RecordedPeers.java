package io.flts.examples.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What R's forecast package scored on whole sets in an earlier run: hours of R that need not be
 * repeated for every table. The resource says with what and when it was measured; {@code accuracy
 * --record} writes such lines.
 */
final class RecordedPeers {

  private static final String RESOURCE = "r-scores.csv";

  private final Map<String, MethodScore> scores = new HashMap<>();

  static RecordedPeers read() throws IOException {
    RecordedPeers recorded = new RecordedPeers();
    try (InputStream resource = RecordedPeers.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IOException("The benchmarks lack their resource " + RESOURCE);
      }
      BufferedReader in =
          new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          recorded.add(line.split(","));
        }
      }
    }
    return recorded;
  }

  private void add(String[] cells) {
    double[] values = new double[6];
    for (int k = 0; k < values.length; k++) {
      values[k] = Double.parseDouble(cells[3 + k]);
    }
    scores.put(
        cells[0] + " " + cells[1],
        new MethodScore(
            Integer.parseInt(cells[2]),
            values[0],
            values[1],
            values[2],
            values[3],
            values[4],
            values[5]));
  }

  /** R's scores over a whole set by our name of the method; null where R was not run. */
  @Nullable MethodScore of(CompetitionSet set, String method) {
    return scores.get(set.key + " " + method);
  }

  /** One line of the resource. */
  static String line(CompetitionSet set, String method, MethodScore s) {
    return String.format(
        java.util.Locale.ROOT,
        "%s,%s,%d,%.6g,%.6g,%.6g,%.6g,%.6g,%.6g",
        set.key,
        method,
        s.count(),
        s.smape(),
        s.mase(),
        s.owa(),
        s.covered80(),
        s.covered95(),
        s.msis());
  }
}
