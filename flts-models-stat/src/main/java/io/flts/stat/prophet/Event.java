package io.flts.stat.prophet;

import java.util.Arrays;

/**
 * One day-of-effect of a holiday: the days that lie {@code offset} days from it.
 *
 * @param name holiday name; events of one name form one component
 * @param offset days after (positive) or before (negative) the holiday
 * @param days ascending epoch days on which the column is one
 */
record Event(String name, int offset, double priorScale, Effect effect, long[] days) {

  boolean covers(long epochDay) {
    return Arrays.binarySearch(days, epochDay) >= 0;
  }

  /** Name of the column: {@code xmas}, {@code xmas+1}, {@code xmas-1}. */
  String column() {
    return offset == 0 ? name : name + (offset > 0 ? "+" : "") + offset;
  }
}
