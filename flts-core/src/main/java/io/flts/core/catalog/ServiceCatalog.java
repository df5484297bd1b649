package io.flts.core.catalog;

import io.flts.api.calendar.HolidayCalendar;
import io.flts.api.forecast.Forecaster;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.registry.Registry;
import io.flts.api.score.Scorer;
import io.flts.api.service.NamedService;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * Every service found on the class path or module path, by name.
 *
 * <p>Providers that say they are not available here are left out; a provider that cannot be loaded
 * does not harm the others, and its error is kept for {@link #problems()} and for the message of a
 * look-up that fails. Two services of one kind and name are refused, naming both jars.
 *
 * <p>Immutable and thread-safe. Nothing is shared between instances. Every provider of a kind is
 * looked at once; a look-up is a look into a map.
 *
 * <p>Example: {@code ServiceCatalog.load().forecaster("ets").fit(load).forecast(24,
 * Levels.of(0.95))}
 *
 * @since 0.1.0
 */
public final class ServiceCatalog {
  private final Lazy<Shelf<Forecaster>> forecasters;
  private final Lazy<Shelf<Preprocessor>> preprocessors;
  private final Lazy<Shelf<Scorer>> scorers;
  private final Lazy<Shelf<Registry>> registries;
  private final Lazy<Shelf<Composition>> compositions;
  private final Lazy<Providers<HolidayCalendar>> calendars;

  private ServiceCatalog(
      Lazy<Shelf<Forecaster>> forecasters,
      Lazy<Shelf<Preprocessor>> preprocessors,
      Lazy<Shelf<Scorer>> scorers,
      Lazy<Shelf<Registry>> registries,
      Lazy<Shelf<Composition>> compositions,
      Lazy<Providers<HolidayCalendar>> calendars) {
    this.forecasters = forecasters;
    this.preprocessors = preprocessors;
    this.scorers = scorers;
    this.registries = registries;
    this.compositions = compositions;
    this.calendars = calendars;
  }

  /**
   * The services that the class loader of FLTS itself can see: the usual case.
   *
   * <p>Each kind of service is looked for when it is first asked for, since a process that only
   * forecasts with a saved model needs no scorers; two forecasters of one name, for example, are
   * refused when a forecaster is first asked for. {@link #problems()} looks at all kinds.
   */
  public static ServiceCatalog load() {
    return found(ServiceCatalog.class.getClassLoader());
  }

  /**
   * The services that a class loader can see, for plug-ins kept apart from the application. All are
   * loaded before this returns, so that the class loader may be closed for further classes.
   *
   * @throws io.flts.api.error.FltsException where two services of one kind have the same name
   */
  public static ServiceCatalog load(ClassLoader loader) {
    ServiceCatalog catalog = found(loader);
    catalog.shelves();
    catalog.calendars.get();
    return catalog;
  }

  /** Classes rather than lambdas: a fresh JVM would take 10 ms to link the first of these. */
  static ServiceCatalog found(ClassLoader loader) {
    return new ServiceCatalog(
        shelf(Forecaster.class, loader),
        shelf(Preprocessor.class, loader),
        shelf(Scorer.class, loader),
        shelf(Registry.class, loader),
        shelf(Composition.class, loader),
        new Lazy<>(
            new Supplier<>() {
              @Override
              public Providers<HolidayCalendar> get() {
                return Providers.found(HolidayCalendar.class, loader);
              }
            }));
  }

  private static <S extends NamedService<?>> Lazy<Shelf<S>> shelf(
      Class<S> kind, ClassLoader loader) {
    return new Lazy<>(
        new Supplier<>() {
          @Override
          public Shelf<S> get() {
            return Shelf.of(kind, Providers.found(kind, loader));
          }
        });
  }

  /**
   * A catalog of the given services and no others: for applications that wire everything
   * themselves.
   *
   * @param services forecasters, preprocessors, scorers and registries in any order
   */
  public static ServiceCatalog of(NamedService<?>... services) {
    return new ServiceCatalog(
            empty(Forecaster.class),
            empty(Preprocessor.class),
            empty(Scorer.class),
            empty(Registry.class),
            shelf(Composition.class, ServiceCatalog.class.getClassLoader()),
            new Lazy<>(Providers::none))
        .and(services);
  }

  private static <S extends NamedService<?>> Lazy<Shelf<S>> empty(Class<S> kind) {
    return new Lazy<>(() -> Shelf.of(kind, Providers.none()));
  }

  /**
   * This catalog with more services, which need not be known to any {@link ServiceLoader}.
   *
   * @throws io.flts.api.error.FltsException where a name is taken already
   */
  public ServiceCatalog and(NamedService<?>... services) {
    return new ServiceCatalog(
        with(forecasters, only(Forecaster.class, services)),
        with(preprocessors, only(Preprocessor.class, services)),
        with(scorers, only(Scorer.class, services)),
        with(registries, only(Registry.class, services)),
        with(compositions, only(Composition.class, services)),
        calendars);
  }

  /** A shelf with more services; one that is given none stays unlooked at. */
  private static <S extends NamedService<?>> Lazy<Shelf<S>> with(
      Lazy<Shelf<S>> shelf, List<S> more) {
    if (more.isEmpty()) {
      return shelf;
    }
    Shelf<S> joined = shelf.get().and(more);
    return new Lazy<>(() -> joined);
  }

  private static <S> List<S> only(Class<S> kind, NamedService<?>[] services) {
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
    return forecasters.get().get(name, this::absentModules);
  }

  /**
   * The forecaster of a name for reading a saved model: also one that cannot be fitted here,
   * because a native library is absent. Whether it can forecast without, its own {@code read}
   * decides.
   *
   * @throws io.flts.api.error.UnknownServiceException as {@link #forecaster(String)}
   */
  public Forecaster forecasterToRead(String name) {
    return forecasters.get().getToRead(name, this::absentModules);
  }

  /**
   * Looks for the forecasters now, rather than when one is first asked for. Whoever asks for one
   * meanwhile waits.
   *
   * @throws io.flts.api.error.FltsException where two have the same name
   */
  public void seekForecasters() {
    forecasters.get();
  }

  /** Whether the forecasters have been looked for. */
  public boolean hasSoughtForecasters() {
    return forecasters.isMade();
  }

  /** All available forecasters, by name. */
  public List<Forecaster> forecasters() {
    return forecasters.get().all();
  }

  /** The preprocessor of a name; see {@link #forecaster}. */
  public Preprocessor preprocessor(String name) {
    return preprocessors.get().get(name, () -> "");
  }

  /** All available preprocessors, by name. */
  public List<Preprocessor> preprocessors() {
    return preprocessors.get().all();
  }

  /** The scorer of a name; see {@link #forecaster}. */
  public Scorer scorer(String name) {
    return scorers.get().get(name, () -> "");
  }

  /** All available scorers, by name. */
  public List<Scorer> scorers() {
    return scorers.get().all();
  }

  /** The registry of a name; see {@link #forecaster}. */
  public Registry registry(String name) {
    return registries.get().get(name, () -> "");
  }

  /** All available registries, by name. */
  public List<Registry> registries() {
    return registries.get().all();
  }

  /** How composed forecasters of a name are put together; see {@link #forecaster}. */
  public Composition composition(String name) {
    return compositions.get().get(name, () -> "");
  }

  /** Whether forecasters of a name are made of other services. */
  public boolean isComposition(String name) {
    return compositions.get().has(name);
  }

  /** All holiday calendars found. */
  public List<HolidayCalendar> holidayCalendars() {
    return calendars.get().whole();
  }

  /** What was found but is not offered, and why, one sentence each; empty when all is well. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (Shelf<?> shelf : shelves()) {
      problems.addAll(shelf.problems());
    }
    problems.addAll(calendars.get().faults(HolidayCalendar.class));
    return List.copyOf(problems);
  }

  private List<Shelf<?>> shelves() {
    return List.of(
        forecasters.get(),
        preprocessors.get(),
        scorers.get(),
        registries.get(),
        compositions.get());
  }

  /**
   * Which of our model modules has not a single forecaster here: it is probably not there at all.
   */
  private String absentModules() {
    List<String> absent = new ArrayList<>();
    if (!forecasters.get().hasAnyFrom("io.flts.stat.")) {
      absent.add("flts-models-stat");
    }
    if (!forecasters.get().hasAnyFrom("io.flts.dl.")) {
      absent.add("flts-models-dl");
    }
    return absent.isEmpty() ? "" : "Is " + String.join(" or ", absent) + " on the class path?";
  }

  @Override
  public String toString() {
    return "ServiceCatalog: "
        + forecasters.get().all().size()
        + " forecasters, "
        + preprocessors.get().all().size()
        + " preprocessors, "
        + scorers.get().all().size()
        + " scorers, "
        + registries.get().all().size()
        + " registries";
  }
}
