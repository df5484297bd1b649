package io.flts.core.catalog;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * The name that somebody probably meant who wrote another one.
 *
 * <p>Distance is the number of letters inserted, left out, replaced or swapped with their neighbour
 * (optimal string alignment), ignoring case. Stateless and thread-safe.
 *
 * @since 0.1.0
 */
public final class NearestName {
  /** Longer texts are no mistyped names; they would only cost time. */
  private static final int LONGEST = 200;

  private NearestName() {}

  /**
   * The nearest of the known names; empty where none is near: at most one third of the longer name
   * differs, and at least one edit is always allowed. Ties go to the name that comes first.
   */
  public static Optional<String> of(String written, Collection<String> known) {
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String name : known) {
      if (written.length() <= LONGEST && name.length() <= LONGEST) {
        int distance = distance(written, name);
        int allowed = Math.max(1, Math.max(written.length(), name.length()) / 3);
        if (distance <= allowed && distance < bestDistance) {
          best = name;
          bestDistance = distance;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** Three rolling rows of the table of prefix distances: O(length²) time, O(length) memory. */
  static int distance(String first, String second) {
    String a = first.toLowerCase(Locale.ROOT);
    String b = second.toLowerCase(Locale.ROOT);
    int[] beforePrevious = new int[b.length() + 1];
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int edits = Math.min(previous[j], current[j - 1]) + 1;
        edits = Math.min(edits, previous[j - 1] + (same ? 0 : 1));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        current[j] = swapped ? Math.min(edits, beforePrevious[j - 2] + 1) : edits;
      }
      int[] spare = beforePrevious;
      beforePrevious = previous;
      previous = current;
      current = spare;
    }
    return previous[b.length()];
  }
}
