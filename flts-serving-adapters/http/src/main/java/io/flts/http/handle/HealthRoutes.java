package io.flts.http.handle;

import io.flts.core.serve.ForecastService;
import io.flts.core.serve.HealthReport;
import io.flts.core.serve.ModelHealth;
import io.flts.core.serve.ServedModel;
import io.flts.http.access.Role;
import io.flts.http.json.JsonWriter;
import io.flts.http.measure.PrometheusMetrics;
import io.flts.http.message.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Whether the process lives, whether requests should come, and what it is doing. */
final class HealthRoutes {
  private final ForecastService service;
  private final PrometheusMetrics metrics;
  private volatile boolean draining;

  HealthRoutes(ForecastService service, PrometheusMetrics metrics) {
    this.service = service;
    this.metrics = metrics;
  }

  List<Route> all() {
    return List.of(
        new Route("GET", "/healthz", Role.ANYBODY, Dialect.NATIVE, call -> alive()),
        new Route("GET", "/health", Role.ANYBODY, Dialect.NATIVE, call -> health()),
        new Route("GET", "/ready", Role.ANYBODY, Dialect.NATIVE, call -> ready()),
        new Route("GET", "/status", Role.READ, Dialect.NATIVE, call -> status()),
        new Route("GET", "/metrics", Role.READ, Dialect.NATIVE, this::metrics),
        new Route("GET", "/v2/health/live", Role.ANYBODY, Dialect.INFERENCE, call -> live()),
        new Route("GET", "/v2/health/ready", Role.ANYBODY, Dialect.INFERENCE, call -> ready()));
  }

  void beginDrain() {
    draining = true;
  }

  private static HttpAnswer alive() {
    return HttpAnswer.json(200, new JsonWriter().begin().text("status", "ok").end().toBytes());
  }

  private static HttpAnswer live() {
    return HttpAnswer.json(200, new JsonWriter().begin().flag("live", true).end().toBytes());
  }

  private boolean isReady(HealthReport health) {
    return !draining && health.isReady();
  }

  private HttpAnswer ready() {
    boolean ready = isReady(service.health());
    return HttpAnswer.json(
        ready ? 200 : 503, new JsonWriter().begin().flag("ready", ready).end().toBytes());
  }

  private String word(HealthReport health) {
    return draining ? "draining" : health.status().name().toLowerCase(Locale.ROOT);
  }

  private HttpAnswer health() {
    HealthReport health = service.health();
    JsonWriter out = new JsonWriter().begin().text("status", word(health)).beginArray("models");
    for (ModelHealth model : health.models()) {
      ServedModel served = model.served();
      out.begin()
          .text("ref", model.ref().toString())
          .flag("required", model.required())
          .flag("answers", served != null)
          .flag("whole", model.isWhole())
          .integer("version", served == null ? 0 : served.version().version())
          .end();
    }
    return HttpAnswer.json(isReady(health) ? 200 : 503, out.endArray().end().toBytes());
  }

  private HttpAnswer status() {
    HealthReport health = service.health();
    ServedModel first =
        health.models().stream()
            .map(ModelHealth::served)
            .filter(served -> served != null)
            .findFirst()
            .orElse(null);
    JsonWriter out =
        new JsonWriter()
            .begin()
            .text("mode", word(health))
            .flag("model_loaded", first != null)
            .text("current_model_type", first == null ? null : first.forecaster())
            .text("current_run_id", first == null ? null : runId(first))
            .text("current_model_hash", first == null ? null : first.version().digest())
            .integer("queue_length", health.waiting())
            .integer("workers", health.capacity())
            .integer("running", health.running())
            .integer("completed", metrics.completed())
            .integer("error_500_total", metrics.serverErrors())
            .integer("journal_waiting", health.journalWaiting())
            .integer("journal_dropped", health.journalDropped())
            .beginArray("models");
    for (ModelHealth model : health.models()) {
      ServedModel served = model.served();
      out.begin()
          .text("ref", model.ref().toString())
          .integer("version", served == null ? 0 : served.version().version())
          .integer("promoted_version", model.promotedVersion())
          .text("source", served == null ? null : served.source())
          .text("fault", model.fault().isEmpty() ? null : model.fault())
          .end();
    }
    return HttpAnswer.json(200, out.endArray().end().toBytes());
  }

  private static String runId(ServedModel model) {
    return model.version().tags().getOrDefault("run-id", model.version().ref().toString());
  }

  private HttpAnswer metrics(Exchange exchange) {
    if (exchange.call().header("accept").startsWith("application/json")) {
      return status(); // what callers of the systems before expect here
    }
    return HttpAnswer.of(
        200,
        "text/plain; version=0.0.4; charset=utf-8",
        metrics.text(service.health()).getBytes(StandardCharsets.UTF_8));
  }
}
