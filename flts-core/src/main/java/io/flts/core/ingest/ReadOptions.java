package io.flts.core.ingest;

import io.flts.api.series.Frequency;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How tables are read: what the timestamps mean, what may be repaired, and how much is read at
 * most.
 *
 * <p>Immutable and thread-safe.
 *
 * @param frequency the step, or {@code null} to infer it from the timestamps
 * @param zone the zone of local times, in which clock changes are followed; {@code null} for none,
 *     or for what the timestamps themselves say
 * @param repair what to do about irregular timestamps
 * @param separator the character between fields
 * @param maximumCharacters the longest text read, after decompression
 * @param maximumLength the longest series made, missing values included
 * @since 0.1.0
 */
public record ReadOptions(
    @Nullable Frequency frequency,
    @Nullable ZoneId zone,
    Repair repair,
    char separator,
    long maximumCharacters,
    int maximumLength) {

  /** Checks the limits. */
  public ReadOptions {
    if (maximumCharacters < 1 || maximumLength < 1) {
      throw new IllegalArgumentException(
          "Limits of "
              + maximumCharacters
              + " characters and "
              + maximumLength
              + " observations must be at least 1.");
    }
  }

  /**
   * Frequency inferred, zone as the timestamps say, no repair, comma, 2 billion characters, 20
   * million observations per series.
   */
  public static ReadOptions defaults() {
    return new ReadOptions(null, null, Repair.none(), ',', 2_000_000_000L, 20_000_000);
  }

  /** The step is known. */
  public ReadOptions withFrequency(@Nullable Frequency known) {
    return new ReadOptions(known, zone, repair, separator, maximumCharacters, maximumLength);
  }

  /** The zone of the timestamps. */
  public ReadOptions withZone(@Nullable ZoneId known) {
    return new ReadOptions(frequency, known, repair, separator, maximumCharacters, maximumLength);
  }

  /** What to do about irregular timestamps. */
  public ReadOptions withRepair(Repair other) {
    return new ReadOptions(frequency, zone, other, separator, maximumCharacters, maximumLength);
  }

  /** Another character between fields, for example a semicolon or a tab. */
  public ReadOptions withSeparator(char other) {
    return new ReadOptions(frequency, zone, repair, other, maximumCharacters, maximumLength);
  }

  /** Another limit of characters. */
  public ReadOptions withMaximumCharacters(long other) {
    return new ReadOptions(frequency, zone, repair, separator, other, maximumLength);
  }

  /** Another limit of observations per series. */
  public ReadOptions withMaximumLength(int other) {
    return new ReadOptions(frequency, zone, repair, separator, maximumCharacters, other);
  }
}
