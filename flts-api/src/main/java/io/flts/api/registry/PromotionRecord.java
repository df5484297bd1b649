package io.flts.api.registry;

import java.time.Instant;

/**
 * What happened to an alias: immutable, kept for ever. A rollback is a new record, too.
 *
 * @param id name of the record, unique in its model, sorted by time
 * @param epoch ordinal of the record among those of its alias, from 1 without gaps
 * @param kind whether it was a promotion or a rollback
 * @param promotion what was asked for
 * @param previousVersion the version that the alias pointed to before, 0 for none
 * @param digest SHA-256 of the artifact promoted, in hex
 * @param recordedAt when
 * @since 0.1.0
 */
public record PromotionRecord(
    String id,
    long epoch,
    Kind kind,
    Promotion promotion,
    int previousVersion,
    String digest,
    Instant recordedAt) {

  /** Why an alias moved. */
  public enum Kind {
    /** To a version that was judged. */
    PROMOTION,
    /** Back to a version that it had pointed to before. */
    ROLLBACK
  }
}
