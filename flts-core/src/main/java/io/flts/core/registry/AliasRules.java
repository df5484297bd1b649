package io.flts.core.registry;

import io.flts.api.error.RegistryException;
import io.flts.api.registry.Promotion;
import io.flts.api.registry.PromotionRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What may happen to an alias, wherever its records are kept. */
final class AliasRules {

  private AliasRules() {}

  /** Refuses a promotion that was decided on an older state of the alias. */
  static void requireEpoch(Promotion promotion, Optional<PromotionRecord> current) {
    long epoch = current.map(PromotionRecord::epoch).orElse(0L);
    long expected = promotion.expectedEpoch();
    if (expected != Promotion.ANY_EPOCH && expected != epoch) {
      throw new RegistryException(
          "Alias "
              + promotion.model()
              + "@"
              + promotion.alias()
              + " is at epoch "
              + epoch
              + ", but the promotion of version "
              + promotion.version()
              + " was decided at epoch "
              + expected
              + ". Somebody else moved it; look at its history and decide again.");
    }
  }

  /** Whether the alias already is where this very promotion brought it: a repeated request. */
  static boolean isReplay(Promotion promotion, Optional<PromotionRecord> current) {
    return current
        .filter(record -> record.kind() == PromotionRecord.Kind.PROMOTION)
        .filter(record -> record.promotion().equals(promotion))
        .isPresent();
  }

  /**
   * The promotion that a rollback restores. Promotions push a version and rollbacks pop one, so
   * that two rollbacks in a row go two versions back, rather than forth again.
   */
  static PromotionRecord rollbackTarget(String model, String alias, List<PromotionRecord> history) {
    Deque<PromotionRecord> stack = new ArrayDeque<>();
    for (PromotionRecord record : history) {
      if (record.kind() == PromotionRecord.Kind.ROLLBACK) {
        stack.pop();
      } else if (!stack.isEmpty()
          && stack.element().promotion().version() == record.promotion().version()) {
        stack.pop(); // the same version promoted anew is no step to go back
        stack.push(record);
      } else {
        stack.push(record);
      }
    }
    if (stack.isEmpty()) {
      throw new RegistryException(
          "Alias "
              + model
              + "@"
              + alias
              + " was never promoted, so there is nothing to roll back.");
    }
    stack.pop();
    if (stack.isEmpty()) {
      throw new RegistryException(
          "Alias "
              + model
              + "@"
              + alias
              + " has no version before "
              + history.get(history.size() - 1).promotion().version()
              + " to roll back to. Promote another version.");
    }
    return stack.element();
  }

  /** The wish that a rollback's record states: the restored version with the scores it won with. */
  static Promotion rollback(
      PromotionRecord target, PromotionRecord current, String actor, String reason) {
    Promotion won = target.promotion();
    return new Promotion(
        won.model(),
        won.alias(),
        won.version(),
        current.epoch(),
        actor,
        reason,
        won.score(),
        won.metrics(),
        won.weights(),
        won.facts());
  }
}
