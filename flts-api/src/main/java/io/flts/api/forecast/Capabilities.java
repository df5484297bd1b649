package io.flts.api.forecast;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a configured forecaster can do and needs.
 *
 * <p>Immutable and thread-safe.
 *
 * @param all the capabilities
 * @param minimumLength observations that every series needs at least, missing ones not counted; at
 *     least 1. Where it depends on the season, the number for season length 1
 * @since 0.1.0
 */
public record Capabilities(Set<Capability> all, int minimumLength) {

  /** Copies the set. */
  public Capabilities {
    all = Set.copyOf(all);
    if (minimumLength < 1) {
      throw new IllegalArgumentException(
          "Minimum length " + minimumLength + " must be at least 1.");
    }
  }

  /** The given capabilities. */
  public static Capabilities of(int minimumLength, Capability... all) {
    EnumSet<Capability> set = EnumSet.noneOf(Capability.class);
    set.addAll(Set.of(all));
    return new Capabilities(set, minimumLength);
  }

  /** Whether a capability is declared. */
  public boolean has(Capability capability) {
    return all.contains(capability);
  }
}
