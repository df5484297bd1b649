package io.flts.core.catalog;

import static java.util.stream.Collectors.joining;

import io.flts.api.error.FltsException;
import io.flts.api.error.UnknownServiceException;
import io.flts.api.service.Availability;
import io.flts.api.service.NamedService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The services of one kind, by name, with what could not be offered and why.
 *
 * <p>Whether a service can work is asked when somebody wants it, and once: the answer may load a
 * native library, and a process that only forecasts with one model should not wait for all others.
 * Thread-safe.
 */
final class Shelf<S extends NamedService<?>> {
  private static final int LONGEST_NAME = 64;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private final Class<S> kind;
  private final Map<String, S> services;
  private final List<String> broken;
  private final Map<String, Availability> answers = new ConcurrentHashMap<>();

  private Shelf(Class<S> kind, Map<String, S> services, List<String> broken) {
    this.kind = kind;
    this.services = Collections.unmodifiableMap(services);
    this.broken = List.copyOf(broken);
  }

  static <S extends NamedService<?>> Shelf<S> of(Class<S> kind, Providers<S> found) {
    return of(kind, found.whole(), found.broken());
  }

  private static <S extends NamedService<?>> Shelf<S> of(
      Class<S> kind, List<S> services, List<String> brokenBefore) {
    Map<String, S> byName = new TreeMap<>();
    List<String> broken = new ArrayList<>(brokenBefore);
    for (S service : services) {
      String name;
      try {
        name = legalName(service);
      } catch (RuntimeException | LinkageError e) {
        String reason = service.getClass().getName() + ": " + e;
        CatalogLog.fault(Providers.fault(kind, reason));
        broken.add(reason);
        continue;
      }
      S other = byName.put(name, service);
      if (other != null) {
        throw duplicate(kind, name, other, service);
      }
    }
    return new Shelf<>(kind, byName, broken);
  }

  /** This shelf with more services; one that can work takes the name of one that cannot. */
  Shelf<S> and(List<S> more) {
    Shelf<S> added = of(kind, more, broken);
    Map<String, S> joined = new TreeMap<>(services);
    added.services.forEach(
        (name, service) -> {
          S other = joined.put(name, service);
          if (other != null && availability(name).isAvailable()) {
            throw duplicate(kind, name, other, service);
          }
        });
    return new Shelf<>(kind, joined, added.broken);
  }

  private Availability availability(String name) {
    return answers.computeIfAbsent(name, this::ask);
  }

  private Availability ask(String name) {
    NamedService<?> service = services.get(name);
    if (service == null) {
      return Availability.missing("it is not here");
    }
    Availability answer;
    try {
      answer = service.availability();
    } catch (RuntimeException | LinkageError e) {
      answer = Availability.missing(service.getClass().getName() + " failed when asked: " + e);
    }
    if (!answer.isAvailable()) {
      CatalogLog.absence(absence(name, answer));
    }
    return answer;
  }

  private String absence(String name, Availability answer) {
    return kindName() + " '" + name + "' is not available: " + answer.reason();
  }

  private String kindName() {
    return kind.getSimpleName();
  }

  private static String legalName(NamedService<?> service) {
    String name = service.name();
    if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
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
      Class<?> kind, String name, NamedService<?> one, NamedService<?> other) {
    return new FltsException(
        "Two "
            + kind.getSimpleName()
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
    return available().map(services::get).toList();
  }

  private Stream<String> available() {
    return services.keySet().stream().filter(this::has);
  }

  boolean has(String name) {
    return services.containsKey(name) && availability(name).isAvailable();
  }

  /** Whether a class of one of the services lies below a package, whether it can work or not. */
  boolean hasAnyFrom(String packages) {
    return services.values().stream()
        .anyMatch(service -> service.getClass().getName().startsWith(packages));
  }

  S get(String name, Supplier<String> moduleHint) {
    S found = services.get(name);
    if (found == null || !has(name)) {
      throw unknown(name, moduleHint);
    }
    return found;
  }

  /** The service of a name for reading what it saved; it need not be able to work here. */
  S getToRead(String name, Supplier<String> moduleHint) {
    S found = services.get(name);
    return found == null ? get(name, moduleHint) : found;
  }

  private UnknownServiceException unknown(String name, Supplier<String> moduleHint) {
    StringBuilder message = new StringBuilder();
    List<String> available = available().toList();
    boolean idle = services.containsKey(name);
    if (idle) {
      message.append(kindName()).append(" '").append(name).append("' cannot work here: ");
      message.append(availability(name).reason());
      endSentence(message);
    } else {
      message.append("No ").append(kindName()).append(" named '").append(shown(name)).append("'.");
      Optional<String> nearest = NearestName.of(name, available);
      nearest.ifPresent(near -> message.append(" Did you mean '").append(near).append("'?"));
    }
    message.append(" Available: ");
    message.append(available.isEmpty() ? "none" : String.join(", ", available)).append('.');
    if (!idle && available.size() < services.size()) {
      message
          .append(" Not available here: ")
          .append(services.keySet().stream().filter(each -> !has(each)).collect(joining(", ")))
          .append('.');
    }
    String hint = idle ? "" : moduleHint.get();
    if (!hint.isEmpty()) {
      message.append(' ').append(hint);
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
    List<String> problems = new ArrayList<>();
    for (String name : services.keySet()) {
      if (!has(name)) {
        problems.add(absence(name, availability(name)));
      }
    }
    broken.forEach(reason -> problems.add(Providers.fault(kind, reason)));
    return problems;
  }
}
