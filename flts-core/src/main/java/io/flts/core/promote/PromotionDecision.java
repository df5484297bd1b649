package io.flts.core.promote;

import io.flts.api.registry.Promotion;
import java.time.Instant;
import java.util.List;

/**
 * What the gates decided, with everything they said.
 *
 * @since 0.1.0
 */
public sealed interface PromotionDecision {

  /** What each gate said, in the order in which they were asked. */
  List<GateResult> gates();

  /** The reasons in words: what did not pass; for a promotion, what did. */
  default List<String> reasons() {
    boolean promoted = this instanceof Promote;
    return gates().stream()
        .filter(gate -> promoted || gate.status() != GateResult.Status.PASSED)
        .map(GateResult::toString)
        .toList();
  }

  /**
   * A winner that passed every gate.
   *
   * @param winner who
   * @param promotion what to ask the registry for; valid only while the alias is where it was
   * @param gates what each gate said
   */
  record Promote(Contender winner, Promotion promotion, List<GateResult> gates)
      implements PromotionDecision {
    /** Copies the list. */
    public Promote {
      gates = List.copyOf(gates);
    }
  }

  /**
   * No decision yet: models are missing that may still come.
   *
   * @param until when the waiting ends
   * @param gates what each gate said
   */
  record Hold(Instant until, List<GateResult> gates) implements PromotionDecision {
    /** Copies the list. */
    public Hold {
      gates = List.copyOf(gates);
    }
  }

  /**
   * A refusal: the alias stays where it is.
   *
   * @param gates what each gate said
   */
  record Reject(List<GateResult> gates) implements PromotionDecision {
    /** Copies the list. */
    public Reject {
      gates = List.copyOf(gates);
    }
  }
}
