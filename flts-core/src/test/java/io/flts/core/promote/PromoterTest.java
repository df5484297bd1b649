package io.flts.core.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flts.api.error.RegistryException;
import io.flts.api.registry.ModelVersion;
import io.flts.api.registry.Promotion;
import io.flts.api.registry.PromotionRecord;
import io.flts.api.score.Scorer.Direction;
import io.flts.core.backtest.Evaluation;
import io.flts.core.backtest.Leaderboard;
import io.flts.core.backtest.LeaderboardRow;
import io.flts.core.backtest.PairedScore;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The promoter")
class PromoterTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private final ShelfRegistry registry = new ShelfRegistry();
  private final StoppedClock clock = new StoppedClock();
  private final Promoter promoter = Promoter.of(registry, clock);

  /** A clock that a test turns. */
  private static final class StoppedClock extends Clock {
    private Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static LeaderboardRow row(String model, double score, int failures) {
    return new LeaderboardRow(
        model,
        Map.of("composite", score, "mape", Double.NaN),
        List.of(),
        10,
        failures,
        1,
        Duration.ZERO,
        Duration.ZERO);
  }

  private static Leaderboard board(LeaderboardRow... rows) {
    List<LeaderboardRow> all = new ArrayList<>(List.of(rows));
    all.add(row("seasonal-naive", 0.05, 0));
    return Leaderboard.of(
        Evaluation.HELD_OUT, "composite", Direction.LOWER_IS_BETTER, all, "fingerprint-1");
  }

  private Contender contender(String label) {
    return new Contender(
        label, registry.add("2026-11-01T00:00:00Z", Map.of("config-hash", "c0ffee")));
  }

  private static PromotionRequest request(Leaderboard board, Contender... contenders) {
    return PromotionRequest.of("load", "production", board, List.of(contenders), "nightly");
  }

  private static List<String> gates(PromotionDecision decision, GateResult.Status status) {
    return decision.gates().stream()
        .filter(gate -> gate.status() == status)
        .map(GateResult::gate)
        .toList();
  }

  private void champion(int version, double score, String fingerprint) {
    Promotion promotion =
        new Promotion(
            "load",
            "production",
            version,
            registry.records.size(),
            "somebody",
            "before",
            score,
            Map.of(),
            Map.of(),
            Map.of(Promoter.DATA_FINGERPRINT, fingerprint));
    registry.promote(promotion);
  }

  @Test
  @DisplayName("promotes the lowest composite score and writes the whole record")
  void promotesTheBest() throws IOException {
    // the scores of golden/seed/scoreboard.json
    Leaderboard board =
        board(row("gru", 0.020964195999462157, 0), row("lstm", 0.020923266523976095, 0));
    Contender gru = contender("gru");
    Contender lstm = contender("lstm");
    PromotionDecision decision =
        promoter.promote(
            request(board, gru, lstm)
                .withWeights(Map.of("rmse", 0.5, "mae", 0.3, "mse", 0.2))
                .withFacts(Map.of("run-id", "run-7")));
    assertThat(decision).isInstanceOf(PromotionDecision.Promote.class);
    assertThat(((PromotionDecision.Promote) decision).winner()).isEqualTo(lstm);
    PromotionRecord record = registry.current("load", "production").orElseThrow();
    Promotion promotion = record.promotion();
    assertThat(promotion.version()).isEqualTo(2);
    assertThat(promotion.score()).isEqualTo(0.020923266523976095);
    assertThat(promotion.metrics()).containsOnly(Map.entry("composite", 0.020923266523976095));
    assertThat(promotion.weights()).hasSize(3);
    assertThat(promotion.actor()).isEqualTo("nightly");
    assertThat(promotion.reason()).contains("lstm", "0.020923266523976095");
    assertThat(promotion.facts())
        .containsEntry("run-id", "run-7")
        .containsEntry("config-hash", "c0ffee")
        .containsEntry("data-fingerprint", "fingerprint-1")
        .containsEntry("decided-by", "composite")
        .containsKeys(
            "gate.held-out-data",
            "gate.expected-models",
            "gate.artifacts-verified",
            "gate.judged-without-failure",
            "gate.beats-baseline",
            "gate.improves-on-champion");
    assertThat(decision.reasons()).hasSize(6);
  }

  @Test
  @DisplayName("gives a tie to the newest version")
  void ties() throws IOException {
    Leaderboard board = board(row("old", 0.02, 0), row("new", 0.02, 0));
    ModelVersion newer = registry.add("2026-11-20T00:00:00Z", Map.of());
    ModelVersion older = registry.add("2026-11-19T00:00:00Z", Map.of());
    PromotionDecision decision =
        promoter.decide(request(board, new Contender("old", older), new Contender("new", newer)));
    assertThat(((PromotionDecision.Promote) decision).winner().label()).isEqualTo("new");
    assertThat(registry.records).as("a decision changes nothing").isEmpty();
  }

  @Test
  @DisplayName("lets the highest win where higher is better")
  void higherIsBetter() throws IOException {
    Leaderboard board =
        Leaderboard.of(
            Evaluation.HELD_OUT,
            "composite",
            Direction.HIGHER_IS_BETTER,
            List.of(row("a", 0.964, 0), row("b", 0.9, 0), row("seasonal-naive", 0.5, 0)),
            "f");
    champion(9, 0.963, "f");
    PromotionDecision decision = promoter.decide(request(board, contender("b"), contender("a")));
    assertThat(((PromotionDecision.Promote) decision).winner().label()).isEqualTo("a");
    Leaderboard slightly =
        Leaderboard.of(
            Evaluation.HELD_OUT,
            "composite",
            Direction.HIGHER_IS_BETTER,
            List.of(row("a", 0.9639, 0), row("seasonal-naive", 0.5, 0)),
            "f");
    PromotionDecision refused = promoter.decide(request(slightly, contender("a")));
    assertThat(gates(refused, GateResult.Status.FAILED)).containsExactly("improves-on-champion");
    assertThat(refused.reasons().get(0)).contains("0.0009", "0.001");
  }

  @Test
  @DisplayName("refuses a model that does not beat the seasonal naive forecast, equality included")
  void mustBeatBaseline() throws IOException {
    for (double score : new double[] {0.05, 0.06}) {
      PromotionDecision decision =
          promoter.promote(request(board(row("lstm", score, 0)), contender("lstm")));
      assertThat(decision).isInstanceOf(PromotionDecision.Reject.class);
      assertThat(gates(decision, GateResult.Status.FAILED)).containsExactly("beats-baseline");
    }
    assertThat(registry.records).isEmpty();
    Contender baseline = contender("seasonal-naive");
    assertThat(promoter.decide(request(board(), baseline)))
        .as("the baseline does not lose to itself")
        .isInstanceOf(PromotionDecision.Promote.class);
  }

  @Test
  @DisplayName("compares with the baseline on the forecasts that both made")
  void pairedBaseline() throws IOException {
    LeaderboardRow looksWorse =
        new LeaderboardRow(
            "lstm",
            Map.of("composite", 0.04),
            List.of(new PairedScore("seasonal-naive", 0.04, 0.039, 8)),
            10,
            0,
            1,
            Duration.ZERO,
            Duration.ZERO);
    PromotionDecision decision = promoter.decide(request(board(looksWorse), contender("lstm")));
    assertThat(gates(decision, GateResult.Status.FAILED)).containsExactly("beats-baseline");
    Leaderboard alone =
        Leaderboard.of(
            Evaluation.HELD_OUT,
            "composite",
            Direction.LOWER_IS_BETTER,
            List.of(row("a", 1, 0)),
            "f");
    assertThat(promoter.decide(request(alone, contender("a"))).reasons().get(0))
        .contains("seasonal-naive", "same backtest");
  }

  @Test
  @DisplayName("refuses in-sample scores")
  void inSample() throws IOException {
    Leaderboard board =
        Leaderboard.of(
            Evaluation.IN_SAMPLE,
            "composite",
            Direction.LOWER_IS_BETTER,
            List.of(row("lstm", 0.01, 0), row("seasonal-naive", 0.05, 0)),
            "f");
    PromotionDecision decision = promoter.decide(request(board, contender("lstm")));
    assertThat(gates(decision, GateResult.Status.FAILED)).containsExactly("held-out-data");
  }

  @Test
  @DisplayName("leaves damaged artifacts out and says so; refuses where none is whole")
  void artifacts() throws IOException {
    Leaderboard board = board(row("best", 0.01, 0), row("second", 0.02, 0));
    Contender best = contender("best");
    Contender second = contender("second");
    registry.damaged.add(best.version().version());
    PromotionDecision decision = promoter.decide(request(board, best, second));
    assertThat(((PromotionDecision.Promote) decision).winner()).isEqualTo(second);
    assertThat(decision.gates().get(2).detail()).contains("load/1", "SHA-256 differs");
    registry.damaged.add(second.version().version());
    assertThat(gates(promoter.decide(request(board, best, second)), GateResult.Status.FAILED))
        .containsExactly("artifacts-verified");
    assertThat(gates(promoter.decide(request(board)), GateResult.Status.FAILED))
        .containsExactly("artifacts-verified");
  }

  @Test
  @DisplayName("waits for expected models until the time-out, then refuses or goes on as told")
  void expectedModels() throws IOException {
    Leaderboard board = board(row("lstm", 0.02, 0), row("gru", 0.03, 0));
    Contender lstm = contender("lstm");
    ExpectedModels both = ExpectedModels.of(Set.of("lstm", "gru"), START, Duration.ofMinutes(30));
    PromotionRequest request = request(board, lstm).withExpected(both);

    PromotionDecision waiting = promoter.promote(request);
    assertThat(waiting).isInstanceOf(PromotionDecision.Hold.class);
    assertThat(((PromotionDecision.Hold) waiting).until()).isEqualTo(START.plusSeconds(1800));
    assertThat(waiting.reasons().get(0)).contains("gru");
    clock.now = START.plusSeconds(1799);
    assertThat(promoter.promote(request)).isInstanceOf(PromotionDecision.Hold.class);

    assertThat(promoter.decide(request(board, lstm, contender("gru")).withExpected(both)))
        .as("the missing one came")
        .isInstanceOf(PromotionDecision.Promote.class);

    clock.now = START.plusSeconds(1800);
    PromotionDecision refused = promoter.promote(request);
    assertThat(refused).isInstanceOf(PromotionDecision.Reject.class);
    assertThat(gates(refused, GateResult.Status.FAILED)).containsExactly("expected-models");
    assertThat(registry.records).isEmpty();

    PromotionDecision goingOn = promoter.promote(request.withExpected(both.proceedingOnTimeout()));
    assertThat(goingOn).isInstanceOf(PromotionDecision.Promote.class);
    assertThat(goingOn.gates().get(1).detail()).contains("gru", "without");
  }

  @Test
  @DisplayName("improves on the champion by at least the minimum, equality included")
  void improvement() throws IOException {
    champion(7, 0.021, "fingerprint-1");
    assertThat(promoter.decide(request(board(row("a", 0.02, 0)), contender("a"))))
        .isInstanceOf(PromotionDecision.Promote.class);
    PromotionDecision refused =
        promoter.decide(request(board(row("a", 0.0201, 0)), contender("a")));
    assertThat(gates(refused, GateResult.Status.FAILED)).containsExactly("improves-on-champion");
    assertThat(refused.reasons().get(0)).contains("same data", "version 7");
    assertThat(
            promoter
                .withMinimumImprovement(new BigDecimal("0.0009"))
                .decide(request(board(row("a", 0.0201, 0)), contender("a"))))
        .isInstanceOf(PromotionDecision.Promote.class);
  }

  @Test
  @DisplayName("takes the champion's score in this leaderboard, where it was judged again")
  void championJudgedAgain() throws IOException {
    Contender champion = contender("champion");
    champion(champion.version().version(), 0.001, "old data");
    Contender challenger = contender("challenger");
    Leaderboard board = board(row("champion", 0.03, 0), row("challenger", 0.02, 0));
    assertThat(promoter.decide(request(board, champion, challenger)))
        .isInstanceOf(PromotionDecision.Promote.class);
    PromotionDecision refused = promoter.decide(request(board, challenger));
    assertThat(refused.reasons().get(0)).contains("other data");
    Leaderboard championLeads = board(row("champion", 0.01, 0), row("challenger", 0.02, 0));
    assertThat(promoter.decide(request(championLeads, champion, challenger)).reasons().get(0))
        .contains("is the champion already");
  }

  @Test
  @DisplayName("cannot compare with a champion that has no score, and says what to do")
  void championWithoutScore() throws IOException {
    champion(7, Double.NaN, "");
    PromotionDecision refused = promoter.decide(request(board(row("a", 0.02, 0)), contender("a")));
    assertThat(refused.reasons().get(0)).contains("no score", "by hand");
  }

  @Test
  @DisplayName("prefers contenders that gave all forecasts, and refuses where none did")
  void failuresCount() throws IOException {
    Leaderboard board = board(row("flaky", 0.01, 1), row("steady", 0.02, 0));
    PromotionDecision decision =
        promoter.decide(request(board, contender("flaky"), contender("steady")));
    assertThat(((PromotionDecision.Promote) decision).winner().label()).isEqualTo("steady");
    PromotionDecision refused = promoter.decide(request(board, contender("flaky")));
    assertThat(gates(refused, GateResult.Status.FAILED)).containsExactly("judged-without-failure");
    PromotionDecision unknown = promoter.decide(request(board, contender("absent")));
    assertThat(unknown.reasons().get(0)).contains("absent", "not in the leaderboard");
  }

  @Test
  @DisplayName("promotes only while the alias is where the decision saw it")
  void staleDecision() throws IOException {
    Contender a = contender("a");
    PromotionDecision.Promote decision =
        (PromotionDecision.Promote) promoter.decide(request(board(row("a", 0.02, 0)), a));
    champion(9, 0.03, "");
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> registry.promote(decision.promotion()))
        .withMessageContaining("0");
  }

  @Test
  @DisplayName("refuses a contender of another model")
  void otherModel() {
    ModelVersion other = new ModelVersion("other", 1, "00", 1, START, Map.of(), Map.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request(board(), new Contender("a", other)))
        .withMessageContaining("other");
  }
}
