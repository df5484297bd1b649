package io.flts.http.handle;

import io.flts.api.registry.ModelVersion;
import io.flts.api.registry.PromotionRecord;
import io.flts.core.serve.Deployment;
import io.flts.core.serve.ForecastService;
import io.flts.core.serve.ServedModel;
import io.flts.http.access.Role;
import io.flts.http.json.JsonField;
import io.flts.http.json.JsonWriter;
import io.flts.http.message.Fault;
import io.flts.http.message.HttpAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is registered and what answers; promotion and rollback. */
final class ModelRoutes {
  private final ForecastService service;
  private final String actor;

  ModelRoutes(ForecastService service, String actor) {
    this.service = service;
    this.actor = actor;
  }

  List<Route> all() {
    return List.of(
        new Route("GET", "/models", Role.READ, Dialect.NATIVE, call -> models()),
        new Route("POST", "/models/deploy", Role.ADMIN, Dialect.NATIVE, this::deploy),
        new Route("POST", "/models/rollback", Role.ADMIN, Dialect.NATIVE, this::rollback),
        new Route("POST", "/cache/clear", Role.ADMIN, Dialect.NATIVE, this::clearCache));
  }

  private HttpAnswer models() throws IOException {
    JsonWriter out = new JsonWriter().begin().beginArray("models");
    for (String name : service.registeredModels()) {
      out.begin().text("name", name).beginArray("versions");
      for (ModelVersion version : service.versions(name)) {
        out.begin()
            .integer("version", version.version())
            .text("digest", version.digest())
            .integer("size", version.size())
            .text("registered_at", version.registeredAt().toString())
            .numbers("metrics", version.metrics())
            .texts("tags", version.tags())
            .end();
      }
      out.endArray().end();
    }
    out.endArray().beginArray("serving");
    for (ServedModel model : service.models()) {
      served(out.begin(), model).end();
    }
    return HttpAnswer.json(200, out.endArray().end().toBytes());
  }

  private static JsonWriter served(JsonWriter out, ServedModel model) {
    return out.text("ref", model.ref().toString())
        .text("model", model.ref().model())
        .integer("version", model.version().version())
        .text("forecaster", model.forecaster())
        .text("frequency", model.manifest().schema().frequency())
        .text("source", model.source())
        .text("loaded_at", model.loadedAt().toString())
        .flag("pinned", model.pinned());
  }

  private static String textOr(JsonField body, String name, String standard) {
    JsonField field = body.get(name);
    return field == null ? standard : field.text();
  }

  private HttpAnswer deploy(Exchange exchange) throws IOException {
    JsonField body = exchange.json().only("model", "version", "alias", "actor", "reason");
    String model = body.require("model").text();
    int version = (int) body.require("version").integer(1, Integer.MAX_VALUE);
    String alias = textOr(body, "alias", service.ref(checked(model)).alias());
    return deployed(
        service.deploy(
            model,
            alias,
            version,
            textOr(body, "actor", actor),
            textOr(body, "reason", "deployed over HTTP")));
  }

  private HttpAnswer rollback(Exchange exchange) throws IOException {
    JsonField body = exchange.json().only("model", "alias", "actor", "reason");
    String model = body.require("model").text();
    String alias = textOr(body, "alias", service.ref(checked(model)).alias());
    return deployed(
        service.rollback(
            model,
            alias,
            textOr(body, "actor", actor),
            textOr(body, "reason", "rolled back over HTTP")));
  }

  private static String checked(String model) {
    try {
      io.flts.api.registry.ModelRef.checkModel(model);
      return model;
    } catch (IllegalArgumentException e) {
      throw Faults.of(e, "/model");
    }
  }

  private static HttpAnswer deployed(Deployment deployment) {
    PromotionRecord record = deployment.record();
    JsonWriter out =
        new JsonWriter()
            .begin()
            .text("record", record.id())
            .text("kind", record.kind().name().toLowerCase(Locale.ROOT))
            .integer("previous_version", record.previousVersion())
            .text("digest", record.digest())
            .begin("serving");
    return HttpAnswer.json(200, served(out, deployment.model()).end().end().toBytes());
  }

  private HttpAnswer clearCache(Exchange exchange) {
    String type = exchange.call().header("content-type");
    @Nullable JsonField model = null;
    if (!type.isEmpty()) {
      JsonField body = exchange.json().only("model");
      model = body.get("model");
    }
    if (model != null && model.text().isEmpty()) {
      throw Fault.value("/model", "A model needs a name.");
    }
    long cleared = model == null ? service.clearCache() : service.clearCache(model.text());
    return HttpAnswer.json(
        200, new JsonWriter().begin().integer("cleared", cleared).end().toBytes());
  }
}
