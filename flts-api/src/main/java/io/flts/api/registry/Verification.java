package io.flts.api.registry;

import java.util.List;

/**
 * Whether stored bytes still are what was registered.
 *
 * @param faults what is wrong, in words; empty where all is well
 * @since 0.1.0
 */
public record Verification(List<String> faults) {

  /** Copies the list. */
  public Verification {
    faults = List.copyOf(faults);
  }

  /** Whether all is well. */
  public boolean isIntact() {
    return faults.isEmpty();
  }
}
