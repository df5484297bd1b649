package io.flts.core.promote;

import io.flts.api.registry.PromotionRecord;
import io.flts.api.registry.Registry;
import io.flts.api.registry.Verification;
import io.flts.api.score.Scorer;
import io.flts.core.backtest.Evaluation;
import io.flts.core.backtest.Leaderboard;
import io.flts.core.backtest.LeaderboardRow;
import io.flts.core.backtest.PairedScore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The questions that a promotion must answer, one method each. */
final class Gates {
  static final String HELD_OUT = "held-out-data";
  static final String EXPECTED = "expected-models";
  static final String ARTIFACTS = "artifacts-verified";
  static final String JUDGED = "judged-without-failure";
  static final String BASELINE = "beats-baseline";
  static final String CHAMPION = "improves-on-champion";

  private final PromotionRequest request;
  private final String baseline;
  private final ImprovementRule rule;

  Gates(PromotionRequest request, String baseline, ImprovementRule rule) {
    this.request = request;
    this.baseline = baseline;
    this.rule = rule;
  }

  GateResult heldOut() {
    return request.leaderboard().evaluation() == Evaluation.HELD_OUT
        ? GateResult.passed(HELD_OUT, "judged on data that the models had not seen")
        : GateResult.failed(
            HELD_OUT,
            "the leaderboard is in-sample, and such scores flatter. Judge with Backtest.run.");
  }

  GateResult expected(Instant now) {
    ExpectedModels expected = request.expected();
    TreeSet<String> missing = new TreeSet<>(expected.labels());
    request.contenders().forEach(contender -> missing.remove(contender.label()));
    if (missing.isEmpty()) {
      return GateResult.passed(
          EXPECTED,
          expected.labels().isEmpty()
              ? "nobody had to be waited for"
              : "there are " + String.join(", ", new TreeSet<>(expected.labels())));
    }
    String seen = "missing " + missing + " of " + expected.labels();
    if (now.isBefore(expected.deadline())) {
      return GateResult.waiting(EXPECTED, seen + "; waiting until " + expected.deadline());
    }
    String timedOut = seen + " when the time-out of " + expected.timeout() + " passed";
    return expected.onTimeout() == ExpectedModels.OnTimeout.PROCEED
        ? GateResult.passed(EXPECTED, timedOut + "; going on without them")
        : GateResult.failed(EXPECTED, timedOut + ". Train them, or allow to go on without them.");
  }

  /** Adds the contenders whose bytes are whole to a list. */
  GateResult artifacts(Registry registry, List<Contender> intact) throws IOException {
    List<String> faults = new ArrayList<>();
    for (Contender contender : request.contenders()) {
      Verification verification = registry.verify(contender.version());
      if (verification.isIntact()) {
        intact.add(contender);
      } else {
        faults.add(contender.version().ref() + ": " + String.join("; ", verification.faults()));
      }
    }
    if (intact.isEmpty()) {
      return GateResult.failed(
          ARTIFACTS,
          faults.isEmpty()
              ? "there are no contenders. Register at least one version."
              : "no contender is whole (" + String.join(", ", faults) + "). Register them again.");
    }
    return GateResult.passed(
        ARTIFACTS,
        "whole are: "
            + intact.stream().map(Contender::label).collect(Collectors.joining(", "))
            + (faults.isEmpty() ? "" : "; left out: " + String.join(", ", faults)));
  }

  GateResult judged(Contender winner) {
    Optional<LeaderboardRow> row = request.leaderboard().find(winner.label());
    if (row.isEmpty()) {
      return GateResult.failed(
          JUDGED, "'" + winner.label() + "' is not in the leaderboard. Judge it in the backtest.");
    }
    double score = row.get().score(request.leaderboard().sortedBy());
    if (!Double.isFinite(score) || row.get().failures() > 0) {
      return GateResult.failed(
          JUDGED,
          "'"
              + winner.label()
              + "' failed at "
              + row.get().failures()
              + " of "
              + (row.get().failures() + row.get().cases())
              + " forecasts and scores "
              + score
              + ". Mend it, or leave out the series it cannot forecast.");
    }
    return GateResult.passed(
        JUDGED, "'" + winner.label() + "' gave all " + row.get().cases() + " forecasts");
  }

  GateResult beatsBaseline(Contender winner) {
    if (winner.label().equals(baseline)) {
      return GateResult.passed(BASELINE, "'" + baseline + "' is the baseline itself");
    }
    Leaderboard board = request.leaderboard();
    PairedScore paired = paired(board, winner.label());
    if (paired == null || paired.cases() == 0) {
      return GateResult.failed(
          BASELINE,
          "'"
              + baseline
              + "' has no forecasts in the leaderboard to compare with. Judge it in the same backtest.");
    }
    boolean lower = board.direction() == Scorer.Direction.LOWER_IS_BETTER;
    boolean better = lower ? paired.own() < paired.theirs() : paired.own() > paired.theirs();
    String seen =
        "'"
            + winner.label()
            + "' has "
            + board.sortedBy()
            + " "
            + paired.own()
            + ", '"
            + baseline
            + "' "
            + paired.theirs()
            + " on the same "
            + paired.cases()
            + " forecasts";
    return better
        ? GateResult.passed(BASELINE, seen)
        : GateResult.failed(
            BASELINE, seen + ". A model that does not beat it is not worth its keep: improve it.");
  }

  private @Nullable PairedScore paired(Leaderboard board, String label) {
    for (PairedScore paired : board.row(label).againstBaselines()) {
      if (paired.other().equals(baseline)) {
        return paired;
      }
    }
    LeaderboardRow own = board.row(label);
    return board
        .find(baseline)
        .filter(row -> row.failures() == 0)
        .map(
            row ->
                new PairedScore(
                    baseline,
                    own.score(board.sortedBy()),
                    row.score(board.sortedBy()),
                    row.cases()))
        .orElse(null);
  }

  GateResult improves(Contender winner, Optional<PromotionRecord> champion) {
    double score = request.leaderboard().row(winner.label()).score(rowScore());
    if (champion.isEmpty()) {
      return GateResult.passed(CHAMPION, "there is no champion");
    }
    int championVersion = champion.get().promotion().version();
    if (championVersion == winner.version().version()) {
      return GateResult.failed(
          CHAMPION, winner.version().ref() + " is the champion already. Nothing is to be done.");
    }
    Double judgedAgain = judgedAgain(championVersion);
    double old = judgedAgain == null ? champion.get().promotion().score() : judgedAgain;
    if (!Double.isFinite(old)) {
      return GateResult.failed(
          CHAMPION,
          "the champion, version "
              + championVersion
              + ", has no score to compare with. Judge it in the same backtest and name it as a"
              + " contender, or promote by hand.");
    }
    String seen =
        rowScore()
            + " "
            + score
            + " against "
            + old
            + " of version "
            + championVersion
            + (judgedAgain == null ? measuredOn(champion.get()) : ", judged in the same backtest")
            + ": better by "
            + (Double.isFinite(score) ? rule.improvement(old, score).toPlainString() : "nothing")
            + ", at least "
            + rule.minimum().toPlainString()
            + " is needed";
    return rule.isMetBy(old, score)
        ? GateResult.passed(CHAMPION, seen)
        : GateResult.failed(CHAMPION, seen + ". The champion stays.");
  }

  private String rowScore() {
    return request.leaderboard().sortedBy();
  }

  /** The champion's score where this leaderboard judged it too: the fair comparison. */
  private @Nullable Double judgedAgain(int championVersion) {
    for (Contender contender : request.contenders()) {
      if (contender.version().version() == championVersion) {
        return request
            .leaderboard()
            .find(contender.label())
            .map(row -> row.score(rowScore()))
            .orElse(null);
      }
    }
    return null;
  }

  private String measuredOn(PromotionRecord champion) {
    String then = champion.promotion().facts().get(Promoter.DATA_FINGERPRINT);
    return request.leaderboard().dataFingerprint().equals(then)
        ? ", measured on the same data"
        : ", as recorded when it was promoted, on other data";
  }
}
