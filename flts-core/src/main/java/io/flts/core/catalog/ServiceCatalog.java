package io.flts.core.catalog;

import io.flts.api.calendar.HolidayCalendar;
import io.flts.api.forecast.Forecaster;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.registry.Registry;
import io.flts.api.score.Scorer;
import io.flts.api.service.NamedService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every service found on the class path or module path, by name.
 *
 * <p>Providers that say they are not available here are left out; a provider that cannot be loaded
 * does not harm the others, and its error is kept for {@link #problems()} and for the message of a
 * look-up that fails. Two services of one kind and name are refused, naming both jars.
 *
 * <p>Immutable and thread-safe. Nothing is shared between instances. Loading looks at every
 * provider once; a look-up is a look into a map.
 *
 * <p>Example: {@code ServiceCatalog.load().forecaster("ets").fit(load).forecast(24,
 * Levels.of(0.95))}
 *
 * @since 0.1.0
 */
public final class ServiceCatalog {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceCatalog.class);

  private final Shelf<Forecaster> forecasters;
  private final Shelf<Preprocessor> preprocessors;
  private final Shelf<Scorer> scorers;
  private final Shelf<Registry> registries;
  private final Shelf<Composition> compositions;
  private final List<HolidayCalendar> holidayCalendars;
  private final List<String> brokenCalendars;

  private ServiceCatalog(
      Shelf<Forecaster> forecasters,
      Shelf<Preprocessor> preprocessors,
      Shelf<Scorer> scorers,
      Shelf<Registry> registries,
      Shelf<Composition> compositions,
      List<HolidayCalendar> holidayCalendars,
      List<String> brokenCalendars) {
    this.forecasters = forecasters;
    this.preprocessors = preprocessors;
    this.scorers = scorers;
    this.registries = registries;
    this.compositions = compositions;
    this.holidayCalendars = List.copyOf(holidayCalendars);
    this.brokenCalendars = List.copyOf(brokenCalendars);
  }

  /** The services that the class loader of FLTS itself can see: the usual case. */
  public static ServiceCatalog load() {
    return load(ServiceCatalog.class.getClassLoader());
  }

  /**
   * The services that a class loader can see, for plug-ins kept apart from the application.
   *
   * @throws io.flts.api.error.FltsException where two services of one kind have the same name
   */
  public static ServiceCatalog load(ClassLoader loader) {
    Providers<HolidayCalendar> calendars =
        Providers.of(ServiceLoader.load(HolidayCalendar.class, loader));
    ServiceCatalog catalog =
        new ServiceCatalog(
            shelf("Forecaster", Providers.of(ServiceLoader.load(Forecaster.class, loader))),
            shelf("Preprocessor", Providers.of(ServiceLoader.load(Preprocessor.class, loader))),
            shelf("Scorer", Providers.of(ServiceLoader.load(Scorer.class, loader))),
            shelf("Registry", Providers.of(ServiceLoader.load(Registry.class, loader))),
            shelf("Composition", Providers.of(ServiceLoader.load(Composition.class, loader))),
            calendars.whole(),
            calendars.broken());
    catalog.shelves().forEach(shelf -> shelf.tell(LOG));
    catalog.calendarFaults().forEach(fault -> LOG.warn("{}", fault));
    return catalog;
  }

  /**
   * A catalog of the given services and no others: for applications that wire everything
   * themselves.
   *
   * @param services forecasters, preprocessors, scorers and registries in any order
   */
  public static ServiceCatalog of(NamedService<?>... services) {
    return new ServiceCatalog(
            shelf("Forecaster", new Providers<>(List.of(), List.of())),
            shelf("Preprocessor", new Providers<>(List.of(), List.of())),
            shelf("Scorer", new Providers<>(List.of(), List.of())),
            shelf("Registry", new Providers<>(List.of(), List.of())),
            shelf("Composition", Providers.of(ownCompositions())),
            List.of(),
            List.of())
        .and(services);
  }

  private static ServiceLoader<Composition> ownCompositions() {
    return ServiceLoader.load(Composition.class, ServiceCatalog.class.getClassLoader());
  }

  private static <S extends NamedService<?>> Shelf<S> shelf(String kind, Providers<S> found) {
    return Shelf.of(kind, found.whole(), found.broken());
  }

  /**
   * This catalog with more services, which need not be known to any {@link ServiceLoader}.
   *
   * @throws io.flts.api.error.FltsException where a name is taken already
   */
  public ServiceCatalog and(NamedService<?>... services) {
    return new ServiceCatalog(
        forecasters.and(only(Forecaster.class, services)),
        preprocessors.and(only(Preprocessor.class, services)),
        scorers.and(only(Scorer.class, services)),
        registries.and(only(Registry.class, services)),
        compositions.and(only(Composition.class, services)),
        holidayCalendars,
        brokenCalendars);
  }

  private static <S> Collection<S> only(Class<S> kind, NamedService<?>[] services) {
    List<S> matching = new ArrayList<>();
    for (NamedService<?> service : services) {
      if (kind.isInstance(service)) {
        matching.add(kind.cast(service));
      }
    }
    return matching;
  }

  /**
   * The forecaster of a name, in default configuration.
   *
   * @throws io.flts.api.error.UnknownServiceException where there is none, naming the nearest name
   *     and all that are available
   */
  public Forecaster forecaster(String name) {
    return forecasters.get(name, this::absentModules);
  }

  /**
   * The forecaster of a name for reading a saved model: also one that cannot be fitted here,
   * because a native library is absent. Whether it can forecast without, its own {@code read}
   * decides.
   *
   * @throws io.flts.api.error.UnknownServiceException as {@link #forecaster(String)}
   */
  public Forecaster forecasterToRead(String name) {
    return forecasters.getToRead(name, this::absentModules);
  }

  /** All available forecasters, by name. */
  public List<Forecaster> forecasters() {
    return forecasters.all();
  }

  /** The preprocessor of a name; see {@link #forecaster}. */
  public Preprocessor preprocessor(String name) {
    return preprocessors.get(name, () -> "");
  }

  /** All available preprocessors, by name. */
  public List<Preprocessor> preprocessors() {
    return preprocessors.all();
  }

  /** The scorer of a name; see {@link #forecaster}. */
  public Scorer scorer(String name) {
    return scorers.get(name, () -> "");
  }

  /** All available scorers, by name. */
  public List<Scorer> scorers() {
    return scorers.all();
  }

  /** The registry of a name; see {@link #forecaster}. */
  public Registry registry(String name) {
    return registries.get(name, () -> "");
  }

  /** All available registries, by name. */
  public List<Registry> registries() {
    return registries.all();
  }

  /** How composed forecasters of a name are put together; see {@link #forecaster}. */
  public Composition composition(String name) {
    return compositions.get(name, () -> "");
  }

  /** Whether forecasters of a name are made of other services. */
  public boolean isComposition(String name) {
    return compositions.has(name);
  }

  /** All holiday calendars found. */
  public List<HolidayCalendar> holidayCalendars() {
    return holidayCalendars;
  }

  /** What was found but is not offered, and why, one sentence each; empty when all is well. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    shelves().forEach(shelf -> problems.addAll(shelf.problems()));
    problems.addAll(calendarFaults());
    return List.copyOf(problems);
  }

  private List<Shelf<?>> shelves() {
    return List.of(forecasters, preprocessors, scorers, registries, compositions);
  }

  private List<String> calendarFaults() {
    return brokenCalendars.stream()
        .map(reason -> "HolidayCalendar could not be loaded: " + reason)
        .toList();
  }

  /**
   * Which of our model modules has not a single forecaster here: it is probably not there at all.
   */
  private String absentModules() {
    List<String> absent = new ArrayList<>();
    if (!forecasters.hasAnyFrom("io.flts.stat.")) {
      absent.add("flts-models-stat");
    }
    if (!forecasters.hasAnyFrom("io.flts.dl.")) {
      absent.add("flts-models-dl");
    }
    return absent.isEmpty() ? "" : "Is " + String.join(" or ", absent) + " on the class path?";
  }

  @Override
  public String toString() {
    return "ServiceCatalog: "
        + forecasters.all().size()
        + " forecasters, "
        + preprocessors.all().size()
        + " preprocessors, "
        + scorers.all().size()
        + " scorers, "
        + registries.all().size()
        + " registries";
  }
}
