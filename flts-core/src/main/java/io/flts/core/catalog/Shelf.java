package io.flts.core.catalog;

import io.flts.api.error.FltsException;
import io.flts.api.error.UnknownServiceException;
import io.flts.api.service.Availability;
import io.flts.api.service.NamedService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;

/** The services of one kind, by name, with what could not be offered and why. Immutable. */
final class Shelf<S extends NamedService<?>> {
  private static final int LONGEST_NAME = 64;

  private final String kind;
  private final Map<String, S> available;
  private final Map<String, String> unavailable;

  /** Those that are not available: they may still read what they saved elsewhere. */
  private final Map<String, S> idle;

  private final List<String> broken;

  private Shelf(
      String kind,
      Map<String, S> available,
      Map<String, String> unavailable,
      Map<String, S> idle,
      List<String> broken) {
    this.kind = kind;
    this.available = Collections.unmodifiableMap(available);
    this.idle = Collections.unmodifiableMap(idle);
    this.unavailable = Collections.unmodifiableMap(unavailable);
    this.broken = List.copyOf(broken);
  }

  static <S extends NamedService<?>> Shelf<S> of(
      String kind, Collection<? extends S> services, Collection<String> brokenBefore) {
    Map<String, S> byName = new TreeMap<>();
    Map<String, S> available = new LinkedHashMap<>();
    Map<String, String> unavailable = new TreeMap<>();
    List<String> broken = new ArrayList<>(brokenBefore);
    for (S service : services) {
      String name;
      Availability availability;
      try {
        name = legalName(service);
        availability = service.availability();
      } catch (RuntimeException | LinkageError e) {
        broken.add(service.getClass().getName() + ": " + e);
        continue;
      }
      S other = byName.put(name, service);
      if (other != null) {
        throw duplicate(kind, name, other, service);
      }
      if (!availability.isAvailable()) {
        unavailable.put(name, availability.reason());
      }
    }
    Map<String, S> idle = new TreeMap<>();
    byName.forEach(
        (name, service) -> (unavailable.containsKey(name) ? idle : available).put(name, service));
    return new Shelf<>(kind, available, unavailable, idle, broken);
  }

  /** This shelf with more services. */
  Shelf<S> and(Collection<? extends S> more) {
    List<S> all = new ArrayList<>(available.values());
    all.addAll(more);
    Shelf<S> joined = of(kind, all, broken);
    Map<String, String> absent = new TreeMap<>(unavailable);
    joined.available.keySet().forEach(absent::remove);
    absent.putAll(joined.unavailable);
    Map<String, S> idleOnes = new TreeMap<>(idle);
    joined.available.keySet().forEach(idleOnes::remove);
    idleOnes.putAll(joined.idle);
    return new Shelf<>(kind, joined.available, absent, idleOnes, joined.broken);
  }

  private static String legalName(NamedService<?> service) {
    String name = service.name();
    if (name.length() > LONGEST_NAME || !name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "its name '"
              + name
              + "' must be lower-kebab with at most "
              + LONGEST_NAME
              + " characters");
    }
    return name;
  }

  private static FltsException duplicate(
      String kind, String name, NamedService<?> one, NamedService<?> other) {
    return new FltsException(
        "Two "
            + kind
            + "s are named '"
            + name
            + "': "
            + one.getClass().getName()
            + " in "
            + CodeOrigin.of(one.getClass())
            + " and "
            + other.getClass().getName()
            + " in "
            + CodeOrigin.of(other.getClass())
            + ". Names are unique, because saved models contain them. Remove one of the two from the"
            + " class path, or rename the plug-in.");
  }

  List<S> all() {
    return List.copyOf(available.values());
  }

  boolean has(String name) {
    return available.containsKey(name);
  }

  S get(String name, String moduleHint) {
    S found = available.get(name);
    if (found == null) {
      throw unknown(name, moduleHint);
    }
    return found;
  }

  /** The service of a name for reading what it saved; it need not be able to work here. */
  S getToRead(String name, String moduleHint) {
    S found = idle.get(name);
    return found == null ? get(name, moduleHint) : found;
  }

  private UnknownServiceException unknown(String name, String moduleHint) {
    StringBuilder message = new StringBuilder();
    String reason = unavailable.get(name);
    if (reason != null) {
      message.append(kind).append(" '").append(name).append("' cannot work here: ").append(reason);
      endSentence(message);
    } else {
      message.append("No ").append(kind).append(" named '").append(shown(name)).append("'.");
      Optional<String> nearest = NearestName.of(name, available.keySet());
      nearest.ifPresent(near -> message.append(" Did you mean '").append(near).append("'?"));
    }
    message.append(" Available: ");
    message
        .append(available.isEmpty() ? "none" : String.join(", ", available.keySet()))
        .append('.');
    if (reason == null && !unavailable.isEmpty()) {
      message
          .append(" Not available here: ")
          .append(String.join(", ", unavailable.keySet()))
          .append('.');
    }
    if (reason == null && !moduleHint.isEmpty()) {
      message.append(' ').append(moduleHint);
    }
    if (!broken.isEmpty()) {
      message.append(" Providers that could not be loaded: ").append(String.join("; ", broken));
      endSentence(message);
    }
    return new UnknownServiceException(message.toString());
  }

  private static void endSentence(StringBuilder message) {
    if (message.charAt(message.length() - 1) != '.') {
      message.append('.');
    }
  }

  private static String shown(String name) {
    return name.length() > 80 ? name.substring(0, 77) + "..." : name;
  }

  /** What is not offered, one line each, for diagnostics. */
  List<String> problems() {
    List<String> problems = absences();
    problems.addAll(faults());
    return problems;
  }

  /** Tells a log: an optional library that the host left out is no fault, a broken plug-in is. */
  void tell(Logger log) {
    absences().forEach(absence -> log.debug("{}", absence));
    faults().forEach(fault -> log.warn("{}", fault));
  }

  private List<String> absences() {
    List<String> absences = new ArrayList<>();
    unavailable.forEach(
        (name, reason) -> absences.add(kind + " '" + name + "' is not available: " + reason));
    return absences;
  }

  private List<String> faults() {
    return broken.stream().map(reason -> kind + " could not be loaded: " + reason).toList();
  }
}
