package io.flts.http.measure;

import io.flts.api.registry.ModelRef;
import io.flts.core.serve.HealthReport;
import io.flts.core.serve.ModelHealth;
import io.flts.core.serve.RefusalReason;
import io.flts.core.serve.ServedForecast;
import io.flts.core.serve.ServedModel;
import io.flts.core.serve.ServiceMetrics;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counters and histograms in the Prometheus text format 0.0.4. Give the same one to the builder of
 * the service ({@code metrics}) and to that of the handler. Thread-safe; counts never block.
 *
 * <p>Labels come from models that were really served and from our own route names, so that made-up
 * names in requests make no new time series.
 *
 * @since 0.1.0
 */
public final class PrometheusMetrics implements ServiceMetrics {
  private static final double[] SECONDS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };
  private static final double NANOS = 1e9;

  /** A histogram over {@link #SECONDS}. */
  private static final class Histogram {
    private final LongAdder[] buckets = new LongAdder[SECONDS.length + 1];
    private final LongAdder nanos = new LongAdder();

    Histogram() {
      for (int i = 0; i < buckets.length; i++) {
        buckets[i] = new LongAdder();
      }
    }

    void record(long elapsedNanos) {
      double seconds = elapsedNanos / NANOS;
      int place = 0;
      while (place < SECONDS.length && seconds > SECONDS[place]) {
        place++;
      }
      buckets[place].increment();
      nanos.add(elapsedNanos);
    }

    void write(StringBuilder out, String name, String labels) {
      String inner = labels.isEmpty() ? "" : labels + ",";
      long total = 0;
      for (int i = 0; i < buckets.length; i++) {
        total += buckets[i].sum();
        String end = i < SECONDS.length ? Double.toString(SECONDS[i]) : "+Inf";
        sample(out, name + "_bucket", inner + "le=\"" + end + "\"", total);
      }
      sample(out, name + "_sum", labels, nanos.sum() / NANOS);
      sample(out, name + "_count", labels, total);
    }
  }

  private final Map<String, LongAdder> answered = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> cached = new ConcurrentHashMap<>();
  private final Map<String, Histogram> compute = new ConcurrentHashMap<>();
  private final Map<RefusalReason, LongAdder> refused = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> responses = new ConcurrentHashMap<>();
  private final Map<String, Histogram> durations = new ConcurrentHashMap<>();
  private final Histogram waits = new Histogram();
  private final LongAdder failed = new LongAdder();
  private final LongAdder swaps = new LongAdder();
  private final LongAdder loadFailures = new LongAdder();
  private final LongAdder serverErrors = new LongAdder();

  @Override
  public void answered(ServedForecast answer) {
    String labels = labels(answer.model());
    add(answered, labels);
    if (answer.cached()) {
      add(cached, labels);
    } else {
      compute.computeIfAbsent(labels, each -> new Histogram()).record(answer.computeNanos());
      waits.record(answer.waitNanos());
    }
  }

  private static String labels(ServedModel model) {
    return "model=\"" + model.ref().model() + "\",version=\"" + model.version().version() + "\"";
  }

  @Override
  public void failed(ModelRef ref, RuntimeException cause) {
    failed.increment();
  }

  @Override
  public void refused(ModelRef ref, RefusalReason reason) {
    refused.computeIfAbsent(reason, each -> new LongAdder()).increment();
  }

  @Override
  public void swapped(ServedModel model, long loadNanos, long swapNanos) {
    swaps.increment();
  }

  @Override
  public void loadFailed(ModelRef ref, Exception cause) {
    loadFailures.increment();
  }

  /**
   * A response was made.
   *
   * @param route name of the route, never the path of the request
   */
  public void responded(String route, int status, long nanos) {
    add(responses, "route=\"" + route + "\",status=\"" + status + "\"");
    durations.computeIfAbsent("route=\"" + route + "\"", each -> new Histogram()).record(nanos);
    if (status == 500) {
      serverErrors.increment();
    }
  }

  /** Responses with status 200. */
  public long completed() {
    return responses.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("status=\"200\""))
        .mapToLong(entry -> entry.getValue().sum())
        .sum();
  }

  /** Responses with status 500. */
  public long serverErrors() {
    return serverErrors.sum();
  }

  private static void add(Map<String, LongAdder> counters, String labels) {
    LongAdder counter = counters.get(labels);
    if (counter == null) {
      counter = counters.computeIfAbsent(labels, each -> new LongAdder());
    }
    counter.increment();
  }

  /** Everything as Prometheus text. */
  public String text(HealthReport health) {
    StringBuilder out = new StringBuilder(8192);
    counters(out, "flts_forecasts_total", "Requests answered with forecasts.", answered);
    counters(out, "flts_forecasts_cached_total", "Those answered from the cache.", cached);
    head(out, "flts_forecast_compute_seconds", "histogram", "Time to compute a forecast.");
    new TreeMap<>(compute)
        .forEach((labels, h) -> h.write(out, "flts_forecast_compute_seconds", labels));
    head(out, "flts_forecast_wait_seconds", "histogram", "Time waited for a permit.");
    waits.write(out, "flts_forecast_wait_seconds", "");
    head(out, "flts_refused_total", "counter", "Requests not taken up.");
    for (RefusalReason reason : RefusalReason.values()) {
      LongAdder count = refused.get(reason);
      sample(
          out,
          "flts_refused_total",
          "reason=\"" + reason.name().toLowerCase(java.util.Locale.ROOT) + "\"",
          count == null ? 0 : count.sum());
    }
    single(out, "flts_failed_total", "counter", "Requests taken up that failed.", failed.sum());
    single(out, "flts_swaps_total", "counter", "Versions that came to answer.", swaps.sum());
    single(
        out,
        "flts_load_failures_total",
        "counter",
        "Versions that could not be loaded.",
        loadFailures.sum());
    counters(out, "flts_http_responses_total", "Responses by route and status.", responses);
    head(out, "flts_http_request_seconds", "histogram", "Time from request to response.");
    new TreeMap<>(durations)
        .forEach((labels, h) -> h.write(out, "flts_http_request_seconds", labels));
    health(out, health);
    return out.toString();
  }

  private static void health(StringBuilder out, HealthReport health) {
    single(out, "flts_ready", "gauge", "1 where requests should come.", health.isReady() ? 1 : 0);
    single(out, "flts_running", "gauge", "Requests being computed.", health.running());
    single(out, "flts_waiting", "gauge", "Requests waiting for a permit.", health.waiting());
    single(out, "flts_capacity", "gauge", "Requests computed at once at most.", health.capacity());
    single(
        out,
        "flts_journal_dropped_total",
        "counter",
        "Journal entries dropped.",
        health.journalDropped());
    head(out, "flts_model_version", "gauge", "The version that answers a reference.");
    for (ModelHealth model : health.models()) {
      ServedModel served = model.served();
      if (served != null) {
        String ref = "ref=\"" + model.ref() + "\"";
        sample(out, "flts_model_version", ref, served.version().version());
      }
    }
  }

  private static void counters(
      StringBuilder out, String name, String help, Map<String, LongAdder> counters) {
    head(out, name, "counter", help);
    new TreeMap<>(counters).forEach((labels, count) -> sample(out, name, labels, count.sum()));
  }

  private static void single(
      StringBuilder out, String name, String type, String help, double value) {
    head(out, name, type, help);
    sample(out, name, "", value);
  }

  private static void head(StringBuilder out, String name, String type, String help) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void sample(StringBuilder out, String name, String labels, double value) {
    out.append(name);
    if (!labels.isEmpty()) {
      out.append('{').append(labels).append('}');
    }
    out.append(' ');
    if (value == Math.rint(value)) {
      out.append((long) value);
    } else {
      out.append(value);
    }
    out.append('\n');
  }
}
