package io.flts.stat.holiday;

import java.time.DayOfWeek;
import java.util.Set;

/**
 * The right to another day off when a holiday is lost: the next day that is neither a weekend nor a
 * holiday.
 *
 * @param weekdays weekdays on which the holiday counts as lost
 * @param onOverlap whether it also counts as lost when it meets another holiday
 * @param since first year
 * @param except years without the right
 */
record Substitute(Set<DayOfWeek> weekdays, boolean onOverlap, int since, Set<Integer> except) {

  boolean grantedIn(int year) {
    return year >= since && !except.contains(year);
  }
}
