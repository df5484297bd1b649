package io.flts.core.backtest;

import io.flts.api.error.UnknownServiceException;
import io.flts.api.score.Scorer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Models in the order of a score, best first.
 *
 * <p>A model that failed somewhere comes after all that did not, because its score leaves out what
 * it could not do; a model without a score comes last. Among equals the order of the backtest
 * stays.
 *
 * <p>Immutable and thread-safe.
 *
 * @param evaluation whether the models had seen what they were judged on
 * @param sortedBy name of the deciding scorer
 * @param direction whether small or large scores are good
 * @param rows best first
 * @param dataFingerprint fingerprint of the data judged on
 * @since 0.1.0
 */
public record Leaderboard(
    Evaluation evaluation,
    String sortedBy,
    Scorer.Direction direction,
    List<LeaderboardRow> rows,
    String dataFingerprint) {

  /** Copies the rows. */
  public Leaderboard {
    rows = List.copyOf(rows);
  }

  /**
   * A leaderboard of rows in any order.
   *
   * @throws IllegalArgumentException where the deciding scorer has a target rather than a direction
   */
  public static Leaderboard of(
      Evaluation evaluation,
      String sortedBy,
      Scorer.Direction direction,
      List<LeaderboardRow> rows,
      String dataFingerprint) {
    if (direction == Scorer.Direction.TARGET_IS_BETTER) {
      throw new IllegalArgumentException(
          "Scorer '"
              + sortedBy
              + "' has a target and no direction; it cannot order a leaderboard. Put another scorer"
              + " first.");
    }
    double sign = direction == Scorer.Direction.LOWER_IS_BETTER ? 1 : -1;
    List<LeaderboardRow> sorted = new ArrayList<>(rows);
    sorted.sort(
        Comparator.comparing((LeaderboardRow row) -> Double.isNaN(row.score(sortedBy)))
            .thenComparing(row -> row.failures() > 0)
            .thenComparingDouble(row -> sign * row.score(sortedBy)));
    return new Leaderboard(evaluation, sortedBy, direction, sorted, dataFingerprint);
  }

  /** The first row. */
  public LeaderboardRow best() {
    return rows.get(0);
  }

  /** The row of a model, where it was judged. */
  public Optional<LeaderboardRow> find(String model) {
    return rows.stream().filter(row -> row.model().equals(model)).findFirst();
  }

  /**
   * The row of a model.
   *
   * @throws UnknownServiceException where it was not judged
   */
  public LeaderboardRow row(String model) {
    return find(model)
        .orElseThrow(
            () ->
                new UnknownServiceException(
                    "No model '"
                        + model
                        + "' in the leaderboard; it holds "
                        + String.join(", ", rows.stream().map(LeaderboardRow::model).toList())
                        + "."));
  }

  /** The table in plain text, for a console: one line per model, columns aligned. */
  public String toText() {
    List<String> scorers = List.copyOf(best().scores().keySet());
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s, sorted by %s%n",
            evaluation == Evaluation.HELD_OUT ? "Held-out scores" : "IN-SAMPLE scores (flattering)",
            sortedBy));
    text.append(String.format(Locale.ROOT, "%-24s", "model"));
    scorers.forEach(name -> text.append(String.format(Locale.ROOT, " %12s", name)));
    text.append(
        String.format(Locale.ROOT, " %9s %9s %8s %8s%n", "fit s", "predict s", "cases", "failed"));
    for (LeaderboardRow row : rows) {
      text.append(String.format(Locale.ROOT, "%-24s", row.model()));
      for (String name : scorers) {
        text.append(String.format(Locale.ROOT, " %12s", number(row.score(name))));
      }
      text.append(
          String.format(
              Locale.ROOT,
              " %9.3f %9.3f %8d %8d%n",
              row.fitTime().toNanos() * 1e-9,
              row.predictTime().toNanos() * 1e-9,
              row.cases(),
              row.failures()));
    }
    return text.toString();
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    double size = Math.abs(value);
    return size != 0 && (size < 1e-3 || size >= 1e7)
        ? String.format(Locale.ROOT, "%.4e", value)
        : String.format(Locale.ROOT, "%.4f", value);
  }
}
