package io.flts.http.handle;

import io.flts.core.serve.ForecastService;
import io.flts.http.access.ApiKeys;
import io.flts.http.access.Role;
import io.flts.http.json.JsonBody;
import io.flts.http.json.JsonBounds;
import io.flts.http.json.JsonField;
import io.flts.http.measure.PrometheusMetrics;
import io.flts.http.message.Fault;
import io.flts.http.message.HttpAnswer;
import io.flts.http.message.HttpCall;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Answers HTTP calls with the forecasts of a {@link ForecastService}, whatever server took them in.
 *
 * <p>Every call gets an answer: {@link #handle} throws nothing. It computes on the thread that
 * calls it. The service stays the caller's, who closes it after the server. Thread-safe.
 *
 * <p>Example: {@code ForecastHandler.builder(service).build().handle(call)}
 *
 * @since 0.1.0
 */
public final class ForecastHandler {
  private static final int MOST_CONTAINERS = 200_000;
  private static final int TEXT_LENGTH = 4096;

  private final ApiKeys keys;
  private final boolean admin;
  private final PrometheusMetrics metrics;
  private final JsonBody json;
  private final BodyBudget budget;
  private final List<Route> patterns = new ArrayList<>();
  private final Map<String, Map<String, Route>> routes = new HashMap<>();
  private final HealthRoutes health;

  private ForecastHandler(Builder builder) {
    keys = builder.keys;
    admin = builder.admin;
    metrics = builder.metrics;
    RequestLimits limits = builder.limits;
    json =
        new JsonBody(
            new JsonBounds(limits.nesting(), MOST_CONTAINERS, limits.points(), TEXT_LENGTH));
    budget = new BodyBudget(limits);
    ForecastDesk desk = new ForecastDesk(builder.service, limits);
    health = new HealthRoutes(builder.service, metrics);
    add(health.all());
    add(new PredictRoutes(desk).all());
    add(new ModelRoutes(builder.service, builder.actor).all());
    add(new KserveRoutes(desk, builder.service, builder.clock).all());
    add(new InferenceRoutes(desk, builder.service).all());
    add(new PageRoutes().all());
  }

  private void add(List<Route> more) {
    for (Route route : more) {
      if (route.pattern().indexOf('{') < 0) {
        routes.computeIfAbsent(route.pattern(), each -> new HashMap<>()).put(route.method(), route);
      } else {
        patterns.add(route);
      }
    }
  }

  /** Method and pattern of every route. */
  List<String> routeNames() {
    List<String> names = new ArrayList<>();
    patterns.forEach(route -> names.add(route.method() + " " + route.pattern()));
    routes
        .values()
        .forEach(
            methods ->
                methods
                    .values()
                    .forEach(route -> names.add(route.method() + " " + route.pattern())));
    return names;
  }

  /** A builder for a handler on a service. */
  public static Builder builder(ForecastService service) {
    return new Builder(service);
  }

  /** Settings of a handler. Confined to one thread. */
  public static final class Builder {
    private final ForecastService service;
    private ApiKeys keys = ApiKeys.none();
    private boolean admin;
    private String actor = "http";
    private RequestLimits limits = RequestLimits.standard();
    private PrometheusMetrics metrics = new PrometheusMetrics();
    private Clock clock = Clock.systemUTC();

    private Builder(ForecastService service) {
      this.service = Objects.requireNonNull(service, "service");
    }

    /** Who may do what; without keys, whoever reaches the server may predict and read. */
    public Builder keys(ApiKeys newKeys) {
      keys = newKeys;
      return this;
    }

    /**
     * Answers the routes that promote, roll back and clear caches, to keys with the role {@link
     * Role#ADMIN}. Without this call they are off.
     */
    public Builder enableAdmin() {
      admin = true;
      return this;
    }

    /** How much one request may ask for. */
    public Builder limits(RequestLimits newLimits) {
      limits = newLimits;
      return this;
    }

    /** The counters to fill and to tell at {@code /metrics}; give them to the service, too. */
    public Builder metrics(PrometheusMetrics newMetrics) {
      metrics = newMetrics;
      return this;
    }

    /** The clock of times told in answers; UTC unless set. */
    public Builder clock(Clock newClock) {
      clock = newClock;
      return this;
    }

    /** Who promotion records name where a request does not; {@code http} unless set. */
    public Builder actor(String newActor) {
      actor = newActor;
      return this;
    }

    /**
     * The handler.
     *
     * @throws IllegalArgumentException where admin routes are on and no key has the role for them
     */
    public ForecastHandler build() {
      if (admin && !keys.grant(Role.ADMIN)) {
        throw new IllegalArgumentException(
            "Admin routes are on, but no API key has the role ADMIN. Add one to the keys.");
      }
      return new ForecastHandler(this);
    }
  }

  /** Answers a call. */
  public HttpAnswer handle(HttpCall call) {
    long start = System.nanoTime();
    String name = "unknown";
    Dialect dialect = dialect(call.path());
    HttpAnswer answer;
    try {
      boolean head = call.method().equals("HEAD");
      Found found = find(head ? "GET" : call.method(), call.path());
      name = found.route().pattern();
      require(found.route().role(), call);
      answer = answered(found, call);
      if (head) {
        answer = new HttpAnswer(answer.status(), answer.headers(), new byte[0]);
      }
    } catch (Exception e) {
      answer = told(Faults.of(e, ""), dialect, call.path());
    } catch (StackOverflowError | OutOfMemoryError e) {
      answer = told(Faults.of(e, ""), dialect, call.path());
    }
    metrics.responded(name, answer.status(), System.nanoTime() - start);
    return answer;
  }

  /** Has {@code /ready} say no from now on, so that no new requests are sent here. */
  public void beginDrain() {
    health.beginDrain();
  }

  /**
   * Answers a call that waited too long for a thread: whether the host is alive and ready is still
   * told, all else is refused without reading it.
   */
  public HttpAnswer handleLate(HttpCall call) {
    Map<String, Route> methods = routes.get(call.path());
    Route route = methods == null ? null : methods.get(call.method());
    if (route != null && route.role() == Role.ANYBODY) {
      return handle(call);
    }
    metrics.responded("refused", 503, 0);
    return told(
        Fault.later(
            503,
            "overloaded",
            java.time.Duration.ofSeconds(1),
            "The request waited too long for a free thread. Come back later."),
        dialect(call.path()),
        call.path());
  }

  private record Found(Route route, List<String> variables) {}

  private Found find(String method, String path) {
    Map<String, Route> methods = routes.get(path);
    if (methods != null) {
      Route route = methods.get(method);
      if (route == null) {
        throw wrongMethod(method, methods.keySet());
      }
      return new Found(route, List.of());
    }
    Set<String> others = new TreeSet<>();
    for (Route route : patterns) {
      List<String> variables = route.match(path);
      if (variables != null && route.method().equals(method)) {
        return new Found(route, variables);
      }
      if (variables != null) {
        others.add(route.method());
      }
    }
    if (!others.isEmpty()) {
      throw wrongMethod(method, others);
    }
    throw Fault.of(404, "no-such-route", "There is nothing at this path. See /openapi.json.");
  }

  private static Fault wrongMethod(String method, Set<String> allowed) {
    return Fault.of(
        405,
        "wrong-method",
        "Method " + method + " is not answered here; use " + String.join(" or ", allowed) + ".");
  }

  private void require(Role role, HttpCall call) {
    if (role == Role.ADMIN && !admin) {
      throw Fault.of(
          403,
          "admin-off",
          "Admin routes are off. The host turns them on where it builds the handler.");
    }
    if (role == Role.ANYBODY || keys.isEmpty()) {
      return;
    }
    String key = key(call);
    if (key.isEmpty()) {
      throw Fault.of(
          401, "no-key", "This needs an API key: Authorization: Bearer KEY, or X-API-Key: KEY.");
    }
    Set<Role> roles = keys.roles(key);
    if (roles.isEmpty()) {
      throw Fault.of(401, "unknown-key", "The API key is not known.");
    }
    if (!roles.contains(role)) {
      throw Fault.of(
          403,
          "role-missing",
          "The API key does not have the role " + role.name().toLowerCase(Locale.ROOT) + ".");
    }
  }

  private static String key(HttpCall call) {
    String authorization = call.header("authorization");
    return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
        ? authorization.substring(7).strip()
        : call.header("x-api-key").strip();
  }

  private HttpAnswer answered(Found found, HttpCall call) throws IOException {
    BodyBudget.@Nullable Body[] taken = new BodyBudget.Body[1];
    try {
      Exchange exchange = new Exchange(call, found.variables(), () -> json(call, taken));
      return found.route().action().answer(exchange);
    } finally {
      BodyBudget.Body body = taken[0];
      if (body != null) {
        body.close();
      }
    }
  }

  private JsonField json(HttpCall call, BodyBudget.@Nullable Body[] taken) {
    requireJson(call.header("content-type"), call.header("content-encoding"));
    try {
      BodyBudget.Body body = budget.read(call.body(), call.header("content-length"));
      taken[0] = body;
      return json.read(body.bytes());
    } catch (IOException e) {
      throw Fault.of(400, "body-unreadable", "The body could not be read to its end.");
    }
  }

  private static void requireJson(String contentType, String encoding) {
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";");
    String type = parts[0].strip();
    boolean json = type.equals("application/json") || type.endsWith("+json");
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      json &= !parameter.startsWith("charset=") || parameter.equals("charset=utf-8");
    }
    if (!json) {
      throw Fault.of(
          415, "not-json", "Send Content-Type: application/json; the only charset is UTF-8.");
    }
    if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
      throw Fault.of(415, "encoded", "Content-Encoding is not read here; send the body plain.");
    }
  }

  private static Dialect dialect(String path) {
    if (path.startsWith("/v1/")) {
      return Dialect.KSERVE;
    }
    return path.equals("/v2") || path.startsWith("/v2/") ? Dialect.INFERENCE : Dialect.NATIVE;
  }

  private static HttpAnswer told(Fault fault, Dialect dialect, String path) {
    HttpAnswer answer = dialect.tell(fault, path);
    if (!fault.retryAfter().isZero()) {
      long seconds = Math.max(1, (fault.retryAfter().toMillis() + 999) / 1000);
      answer = answer.with("Retry-After", Long.toString(seconds));
    }
    if (fault.status() == 401) {
      answer = answer.with("WWW-Authenticate", "Bearer");
    }
    if (fault.status() == 405) {
      String allowed = fault.message().replaceAll(".*; use |\\.$", "").replace(" or ", ", ");
      answer = answer.with("Allow", allowed);
    }
    return answer;
  }
}
