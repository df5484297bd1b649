package io.flts.core.report;

import io.flts.api.score.Scorer;
import io.flts.core.backtest.Evaluation;
import io.flts.core.backtest.Leaderboard;
import io.flts.core.backtest.LeaderboardRow;
import io.flts.core.backtest.PairedScore;
import java.util.ArrayList;
import java.util.List;

/** A leaderboard as a table. */
final class LeaderboardSection {
  private static final String BASELINE = "seasonal-naive";

  private LeaderboardSection() {}

  static String html(Leaderboard board) {
    List<String> scorers = new ArrayList<>(board.best().scores().keySet());
    boolean lower = board.direction() == Scorer.Direction.LOWER_IS_BETTER;
    StringBuilder html = new StringBuilder();
    if (board.evaluation() == Evaluation.IN_SAMPLE) {
      html.append("<p class=\"warning\"><strong>In-sample:</strong> the models were fitted on the");
      html.append(" very data they are judged on. These scores flatter.</p>\n");
    }
    html.append("<div class=\"wide\"><table><caption>");
    html.append(board.evaluation() == Evaluation.HELD_OUT ? "Held-out scores" : "In-sample scores");
    html.append(", best first by ").append(Markup.escape(board.sortedBy()));
    html.append(lower ? " (lower is better)" : " (higher is better)");
    html.append("; ± against ")
        .append(BASELINE)
        .append(" on shared forecasts</caption>\n<thead><tr>");
    html.append("<th scope=\"col\">model</th>");
    for (String scorer : scorers) {
      html.append("<th scope=\"col\">").append(Markup.escape(scorer)).append("</th>");
    }
    html.append(
        "<th scope=\"col\">±</th><th scope=\"col\">fitting</th><th scope=\"col\">forecasting</th>");
    html.append(
        "<th scope=\"col\">forecasts</th><th scope=\"col\">failed</th></tr></thead><tbody>\n");
    for (LeaderboardRow row : board.rows()) {
      boolean best = row.equals(board.best());
      html.append(best ? "<tr class=\"best\">" : "<tr>").append("<th scope=\"row\">");
      html.append(Markup.escape(row.model())).append(best ? " <em>best</em>" : "").append("</th>");
      for (String scorer : scorers) {
        html.append("<td>").append(Figures.of(row.score(scorer))).append("</td>");
      }
      html.append("<td>").append(against(row)).append("</td>");
      html.append("<td>").append(Figures.of(row.fitTime())).append("</td>");
      html.append("<td>").append(Figures.of(row.predictTime())).append("</td>");
      html.append("<td>").append(row.cases()).append("</td>");
      html.append("<td>").append(row.failures()).append("</td></tr>\n");
    }
    return html.append("</tbody></table></div>\n").toString();
  }

  private static String against(LeaderboardRow row) {
    for (PairedScore paired : row.againstBaselines()) {
      if (paired.other().equals(BASELINE) && paired.theirs() != 0) {
        return Figures.signedPercent((paired.own() - paired.theirs()) / Math.abs(paired.theirs()));
      }
    }
    return "";
  }
}
