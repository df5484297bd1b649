package io.flts.core.ingest;

import io.flts.api.series.Frequency;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The frequency that timestamps most probably follow: the commonest step, so that a gap or a stray
 * timestamp does not change it but shows.
 */
final class FrequencyInference {

  private final LocalDateTime[] times;

  private FrequencyInference(LocalDateTime[] times) {
    this.times = times;
  }

  /**
   * The frequency of timestamps.
   *
   * @param ordered places in order of time
   * @return {@code null} where fewer than two different times are given
   */
  static @Nullable Frequency of(Timeline timeline, int[] ordered) {
    int distinct = 0;
    int[] places = new int[ordered.length];
    for (int place : ordered) {
      if (distinct == 0 || timeline.compare(places[distinct - 1], place) < 0) {
        places[distinct++] = place;
      }
    }
    if (timeline.isWhole()) {
      return Frequency.steps();
    }
    if (distinct < 2) {
      return null;
    }
    LocalDateTime[] times = new LocalDateTime[distinct];
    for (int i = 0; i < distinct; i++) {
      times[i] = timeline.local(places[i]);
    }
    FrequencyInference inference = new FrequencyInference(times);
    Frequency calendar = inference.calendar();
    if (calendar != null) {
      return calendar;
    }
    Map<Duration, Integer> counts = new HashMap<>();
    for (int i = 1; i < distinct; i++) {
      Duration step =
          Duration.ofSeconds(
              timeline.seconds(places[i]) - timeline.seconds(places[i - 1]),
              timeline.nanos(places[i]) - timeline.nanos(places[i - 1]));
      counts.merge(step, 1, Integer::sum);
    }
    return Frequency.of(commonest(counts));
  }

  /**
   * A calendar frequency, where nearly all times are of the same time of day; else {@code null}.
   */
  private @Nullable Frequency calendar() {
    Map<java.time.LocalTime, Integer> timesOfDay = new HashMap<>();
    for (LocalDateTime time : times) {
      timesOfDay.merge(time.toLocalTime(), 1, Integer::sum);
    }
    java.time.LocalTime usual = commonest(timesOfDay);
    if (!mostly(time -> time.toLocalTime().equals(usual))) {
      return null;
    }
    long days = commonestStep(time -> time.toLocalDate().toEpochDay());
    if (days >= 28) {
      Frequency months = months();
      if (months != null) {
        return months;
      }
    }
    if (days < 1) {
      return null;
    }
    if (days % 7 == 0) {
      String count = days == 7 ? "" : Long.toString(days / 7);
      String weekday = times[0].getDayOfWeek().name().substring(0, 3);
      return Frequency.parse(count + "W-" + weekday);
    }
    return Frequency.parse(days == 1 ? "D" : days + "D");
  }

  private @Nullable Frequency months() {
    long step = commonestStep(time -> time.getYear() * 12L + time.getMonthValue() - 1);
    if (step < 1) {
      return null;
    }
    if (mostly(time -> time.getDayOfMonth() == 1)) {
      return Frequency.parse(anchored(step, "S", 1));
    }
    if (mostly(time -> time.getDayOfMonth() == time.toLocalDate().lengthOfMonth())) {
      return Frequency.parse(anchored(step, "E", 0));
    }
    int day = times[0].getDayOfMonth();
    boolean sameDay =
        mostly(time -> time.getDayOfMonth() == Math.min(day, time.toLocalDate().lengthOfMonth()));
    return sameDay ? Frequency.of(Period.ofMonths(Math.toIntExact(step))) : null;
  }

  /** The name people use: QS and YS only where quarters and years begin as in the calendar. */
  private String anchored(long step, String edge, int phase) {
    int month = times[0].getMonthValue();
    if (step % 12 == 0 && month == (phase == 1 ? 1 : 12)) {
      return (step == 12 ? "" : Long.toString(step / 12)) + "Y" + edge;
    }
    if (step % 3 == 0 && month % 3 == phase) {
      return (step == 3 ? "" : Long.toString(step / 3)) + "Q" + edge;
    }
    return (step == 1 ? "" : Long.toString(step)) + "M" + edge;
  }

  private boolean mostly(java.util.function.Predicate<LocalDateTime> rule) {
    int count = 0;
    for (LocalDateTime time : times) {
      if (rule.test(time)) {
        count++;
      }
    }
    return count >= 0.9 * times.length;
  }

  private long commonestStep(ToLongFunction<LocalDateTime> ordinal) {
    Map<Long, Integer> counts = new HashMap<>();
    for (int i = 1; i < times.length; i++) {
      counts.merge(
          ordinal.applyAsLong(times[i]) - ordinal.applyAsLong(times[i - 1]), 1, Integer::sum);
    }
    return commonest(counts);
  }

  /** The value that occurs most often; of several, the smallest. */
  private static <T extends Comparable<? super T>> T commonest(Map<T, Integer> counts) {
    T best = counts.keySet().iterator().next();
    for (Map.Entry<T, Integer> entry : counts.entrySet()) {
      int more = entry.getValue() - counts.getOrDefault(best, 0);
      if (more > 0 || (more == 0 && entry.getKey().compareTo(best) < 0)) {
        best = entry.getKey();
      }
    }
    return best;
  }
}
