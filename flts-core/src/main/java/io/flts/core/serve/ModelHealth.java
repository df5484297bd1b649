package io.flts.core.serve;

import io.flts.api.registry.ModelRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one reference fares.
 *
 * @param ref what requests ask for
 * @param served what answers, or {@code null} where nothing does
 * @param required whether the service is not ready without it: the builder named it
 * @param fault why the newest attempt to load failed, or empty
 * @param faultSince when it first failed, or {@code null}
 * @param promotedVersion the version that the alias is known to point to, 0 where not known;
 *     another than that served where it failed or the reference is pinned
 * @since 0.1.0
 */
public record ModelHealth(
    ModelRef ref,
    @Nullable ServedModel served,
    boolean required,
    String fault,
    @Nullable Instant faultSince,
    int promotedVersion) {

  /** Whether it answers with what it should, from the first source. */
  public boolean isWhole() {
    return served != null && fault.isEmpty();
  }
}
