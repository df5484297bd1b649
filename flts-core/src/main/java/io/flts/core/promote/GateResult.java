package io.flts.core.promote;

/**
 * What one gate said.
 *
 * @param gate name of the gate, lower-kebab
 * @param status whether it lets the promotion pass
 * @param detail what was seen, the rule and, where it did not pass, the remedy
 * @since 0.1.0
 */
public record GateResult(String gate, Status status, String detail) {

  /** Whether a gate lets a promotion pass. */
  public enum Status {
    /** It does. */
    PASSED,
    /** Not yet: asking again later may help. */
    WAITING,
    /** It does not. */
    FAILED
  }

  static GateResult passed(String gate, String detail) {
    return new GateResult(gate, Status.PASSED, detail);
  }

  static GateResult waiting(String gate, String detail) {
    return new GateResult(gate, Status.WAITING, detail);
  }

  static GateResult failed(String gate, String detail) {
    return new GateResult(gate, Status.FAILED, detail);
  }

  @Override
  public String toString() {
    return gate + " " + status + ": " + detail;
  }
}
