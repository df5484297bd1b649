package io.flts.core.promote;

import io.flts.api.registry.Promotion;
import io.flts.api.registry.PromotionRecord;
import io.flts.api.registry.Registry;
import io.flts.api.score.Scorer;
import io.flts.core.backtest.Leaderboard;
import io.flts.core.backtest.LeaderboardRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides whether the best of some registered versions should be served, and has the registry do
 * it.
 *
 * <p>Among the contenders whose bytes verify, the best score wins, and a tie goes to the newest.
 * The winner is promoted where it was judged on held-out data without a failure, all expected
 * models were there, it beats the baseline (the seasonal naive forecast) on the same forecasts, and
 * it improves on the champion by at least a minimum. Where the champion's version is among the
 * contenders it is compared by its score in this leaderboard, else by the score recorded at its
 * promotion.
 *
 * <p>Thread-safe where the registry is. A decision asks the registry and changes nothing; a
 * promotion is valid only while the alias is where the decision saw it.
 *
 * @since 0.1.0
 */
public final class Promoter {
  /** Name of the record's fact that identifies the data judged on. */
  public static final String DATA_FINGERPRINT = "data-fingerprint";

  /** Name of the record's fact that says which score decided. */
  public static final String DECIDED_BY = "decided-by";

  private final Registry registry;
  private final Clock clock;
  private final String baseline;
  private final BigDecimal minimumImprovement;

  private Promoter(Registry registry, Clock clock, String baseline, BigDecimal minimumImprovement) {
    this.registry = registry;
    this.clock = clock;
    this.baseline = baseline;
    this.minimumImprovement = minimumImprovement;
  }

  /** A promoter: baseline {@code seasonal-naive}, least improvement 0.001. */
  public static Promoter of(Registry registry, Clock clock) {
    return new Promoter(registry, clock, "seasonal-naive", ImprovementRule.DEFAULT_MINIMUM);
  }

  /** Another baseline to beat, by its label in the leaderboard. */
  public Promoter withBaseline(String label) {
    return new Promoter(registry, clock, label, minimumImprovement);
  }

  /** Another least improvement on the champion, in units of the deciding score, at least 0. */
  public Promoter withMinimumImprovement(BigDecimal improvement) {
    return new Promoter(registry, clock, baseline, improvement);
  }

  /** What should be done. */
  public PromotionDecision decide(PromotionRequest request) throws IOException {
    Leaderboard board = request.leaderboard();
    Gates gates =
        new Gates(request, baseline, new ImprovementRule(minimumImprovement, board.direction()));
    List<GateResult> said = new ArrayList<>();
    said.add(gates.heldOut());
    said.add(gates.expected(clock.instant()));
    if (anyNot(said)) {
      return refusal(request, said);
    }
    List<Contender> intact = new ArrayList<>();
    said.add(gates.artifacts(registry, intact));
    if (anyNot(said)) {
      return refusal(request, said);
    }
    Contender winner = intact.stream().min(bestFirst(board)).orElseThrow();
    said.add(gates.judged(winner));
    if (anyNot(said)) {
      return refusal(request, said);
    }
    Optional<PromotionRecord> champion = registry.current(request.model(), request.alias());
    said.add(gates.beatsBaseline(winner));
    said.add(gates.improves(winner, champion));
    if (anyNot(said)) {
      return refusal(request, said);
    }
    long epoch = champion.map(PromotionRecord::epoch).orElse(0L);
    return new PromotionDecision.Promote(winner, promotion(request, winner, epoch, said), said);
  }

  /**
   * Decides, and promotes where that is the decision.
   *
   * @return the decision; where it is to promote, the alias points to the winner now
   * @throws io.flts.api.error.RegistryException where somebody else moved the alias in the
   *     meantime; decide again
   */
  public PromotionDecision promote(PromotionRequest request) throws IOException {
    PromotionDecision decision = decide(request);
    if (decision instanceof PromotionDecision.Promote promote) {
      registry.promote(promote.promotion());
    }
    return decision;
  }

  private static boolean anyNot(List<GateResult> said) {
    return said.stream().anyMatch(gate -> gate.status() != GateResult.Status.PASSED);
  }

  private static PromotionDecision refusal(PromotionRequest request, List<GateResult> said) {
    boolean failed = said.stream().anyMatch(gate -> gate.status() == GateResult.Status.FAILED);
    return failed
        ? new PromotionDecision.Reject(said)
        : new PromotionDecision.Hold(request.expected().deadline(), said);
  }

  /** Judged before not judged, whole before failed, best score, then newest. */
  private static Comparator<Contender> bestFirst(Leaderboard board) {
    double sign = board.direction() == Scorer.Direction.LOWER_IS_BETTER ? 1 : -1;
    return Comparator.comparing((Contender one) -> Double.isNaN(score(board, one)))
        .thenComparing(one -> board.find(one.label()).map(row -> row.failures() > 0).orElse(true))
        .thenComparingDouble(one -> sign * score(board, one))
        .thenComparing(one -> one.version().registeredAt(), Comparator.reverseOrder())
        .thenComparing(one -> one.version().version(), Comparator.reverseOrder());
  }

  private static double score(Leaderboard board, Contender contender) {
    return board.find(contender.label()).map(row -> row.score(board.sortedBy())).orElse(Double.NaN);
  }

  private static Promotion promotion(
      PromotionRequest request, Contender winner, long epoch, List<GateResult> said) {
    Leaderboard board = request.leaderboard();
    LeaderboardRow row = board.row(winner.label());
    Map<String, Double> metrics = new TreeMap<>();
    row.scores()
        .forEach(
            (name, score) -> {
              if (Double.isFinite(score)) {
                metrics.put(name, score);
              }
            });
    Map<String, String> facts = new TreeMap<>(winner.version().tags());
    facts.putAll(request.facts());
    facts.put(DATA_FINGERPRINT, board.dataFingerprint());
    facts.put(DECIDED_BY, board.sortedBy());
    facts.put("label", winner.label());
    said.forEach(gate -> facts.put("gate." + gate.gate(), gate.status() + ": " + gate.detail()));
    double score = row.score(board.sortedBy());
    String reason =
        "'"
            + winner.label()
            + "' has the best "
            + board.sortedBy()
            + " of "
            + request.contenders().size()
            + " contenders: "
            + score;
    return new Promotion(
        request.model(),
        request.alias(),
        winner.version().version(),
        epoch,
        request.actor(),
        reason,
        score,
        metrics,
        request.weights(),
        facts);
  }
}
