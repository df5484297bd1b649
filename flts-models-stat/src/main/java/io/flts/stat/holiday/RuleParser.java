package io.flts.stat.holiday;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text form of a country's rules.
 *
 * <pre>
 *   # comment
 *   covers 2010 2035                             years the listed dates cover
 *   rule japan-substitute                        Sunday and in-between days as in Japan
 *   table NAME | 2010-02-14 2011-02-03 …         dates that several holidays refer to
 *   HOLIDAY | WHEN | option | option …           lines starting with a blank go on
 *
 *   WHEN    12-25 · mon#3 01 · mon#-1 05 · easter+39 · dates 2011-04-29 … · @table +1
 *           · equinox vernal · equinox autumnal
 *   options since Y · until Y · except Y … · every N FIRST · span DAYS
 *           · estimated Y           dates from this year on may still move
 *           · also sat-1 sun+1      a second, observed day
 *           · move sun-1            another day instead
 *           · not sun               no holiday on these weekdays
 *           · next sat sun [overlap] [since Y] [except Y …]   next free working day
 * </pre>
 *
 * <p>Confined to one thread.
 */
final class RuleParser {

  private final String code;
  private final Map<String, NavigableSet<LocalDate>> tables = new HashMap<>();
  private final List<HolidayRule> rules = new ArrayList<>();
  private int firstYear = 2007;
  private int lastYear = 2099;
  private boolean japanese;

  private RuleParser(String code) {
    this.code = code;
  }

  /**
   * Parses.
   *
   * @throws IllegalArgumentException naming the country and the line that cannot be read
   */
  static CountryHolidays parse(String code, String text) {
    RuleParser parser = new RuleParser(code);
    StringBuilder pending = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (!Character.isWhitespace(line.charAt(0)) && pending.length() > 0) {
        parser.statement(pending.toString());
        pending.setLength(0);
      }
      pending.append(' ').append(line.trim());
    }
    if (pending.length() > 0) {
      parser.statement(pending.toString());
    }
    return new CountryHolidays(
        code, List.copyOf(parser.rules), parser.firstYear, parser.lastYear, parser.japanese);
  }

  private void statement(String line) {
    String[] parts = line.trim().split("\\s*\\|\\s*");
    try {
      String[] words = parts[0].split(" ");
      if (parts.length == 1 && words[0].equals("covers")) {
        firstYear = Integer.parseInt(words[1]);
        lastYear = Integer.parseInt(words[2]);
      } else if (parts.length == 1 && parts[0].equals("rule japan-substitute")) {
        japanese = true;
      } else if (words[0].equals("table")) {
        tables.put(words[1], dates(parts[1].split(" "), 0));
      } else {
        rules.add(rule(parts));
      }
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "Holiday rule of "
              + code
              + " cannot be read: '"
              + line.trim()
              + "'. Use a line such as"
              + " 'Christmas Day | 12-25 | also sat-1 sun+1'.",
          e);
    }
  }

  private HolidayRule rule(String[] parts) {
    int since = Integer.MIN_VALUE;
    int until = Integer.MAX_VALUE;
    int estimated = Integer.MAX_VALUE;
    Set<Integer> except = Set.of();
    int every = 1;
    int everyFrom = 0;
    int span = 1;
    WeekdayShift also = WeekdayShift.NONE;
    WeekdayShift move = WeekdayShift.NONE;
    Set<DayOfWeek> dropped = Set.of();
    Substitute substitute = null;
    for (int i = 2; i < parts.length; i++) {
      String[] words = parts[i].split(" ");
      switch (words[0]) {
        case "since" -> since = Integer.parseInt(words[1]);
        case "until" -> until = Integer.parseInt(words[1]);
        case "estimated" -> estimated = Integer.parseInt(words[1]);
        case "except" -> except = years(words, 1);
        case "every" -> {
          every = Integer.parseInt(words[1]);
          everyFrom = Integer.parseInt(words[2]);
        }
        case "span" -> span = Integer.parseInt(words[1]);
        case "also" -> also = shift(words);
        case "move" -> move = shift(words);
        case "not" -> dropped = EnumSet.of(weekday(words[1]));
        case "next" -> substitute = substitute(words);
        default -> throw new IllegalArgumentException("unknown option " + words[0]);
      }
    }
    return new HolidayRule(
        parts[0],
        pattern(parts[1]),
        since,
        until,
        estimated,
        except,
        every,
        everyFrom,
        span,
        also,
        move,
        dropped,
        substitute);
  }

  private DayPattern pattern(String when) {
    String[] words = when.split(" ");
    if (words[0].startsWith("easter")) {
      return DayPattern.easter(Integer.parseInt(words[0].substring("easter".length())));
    }
    if (words[0].equals("dates")) {
      return DayPattern.dates(dates(words, 1), 0);
    }
    if (words[0].startsWith("@")) {
      NavigableSet<LocalDate> table = tables.get(words[0].substring(1));
      if (table == null) {
        throw new IllegalArgumentException("unknown table " + words[0]);
      }
      return DayPattern.dates(table, Integer.parseInt(words[1]));
    }
    if (words[0].equals("equinox")) {
      return words[1].equals("vernal")
          ? DayPattern.equinox(Month.MARCH, 20.8431)
          : DayPattern.equinox(Month.SEPTEMBER, 23.2488);
    }
    int hash = words[0].indexOf('#');
    if (hash > 0) {
      return DayPattern.nthWeekday(
          weekday(words[0].substring(0, hash)),
          Integer.parseInt(words[0].substring(hash + 1)),
          Month.of(Integer.parseInt(words[1])));
    }
    String[] date = words[0].split("-");
    return DayPattern.fixed(Integer.parseInt(date[0]), Integer.parseInt(date[1]));
  }

  private static NavigableSet<LocalDate> dates(String[] words, int from) {
    NavigableSet<LocalDate> dates = new TreeSet<>();
    for (int i = from; i < words.length; i++) {
      dates.add(LocalDate.parse(words[i]));
    }
    return dates;
  }

  private static Set<Integer> years(String[] words, int from) {
    Set<Integer> years = new HashSet<>();
    for (int i = from; i < words.length; i++) {
      years.add(Integer.valueOf(words[i]));
    }
    return Set.copyOf(years);
  }

  private static WeekdayShift shift(String[] words) {
    Map<DayOfWeek, Integer> days = new EnumMap<>(DayOfWeek.class);
    for (int i = 1; i < words.length; i++) {
      days.put(weekday(words[i].substring(0, 3)), Integer.valueOf(words[i].substring(3)));
    }
    return new WeekdayShift(Map.copyOf(days));
  }

  private static @Nullable Substitute substitute(String[] words) {
    Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
    boolean overlap = false;
    int since = Integer.MIN_VALUE;
    for (int i = 1; i < words.length; i++) {
      switch (words[i]) {
        case "overlap" -> overlap = true;
        case "since" -> since = Integer.parseInt(words[++i]);
        case "except" -> {
          return new Substitute(weekdays, overlap, since, years(words, i + 1));
        }
        default -> weekdays.add(weekday(words[i]));
      }
    }
    return new Substitute(weekdays, overlap, since, Set.of());
  }

  private static DayOfWeek weekday(String name) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().toLowerCase(Locale.ROOT).startsWith(name)) {
        return day;
      }
    }
    throw new IllegalArgumentException("unknown weekday " + name);
  }
}
