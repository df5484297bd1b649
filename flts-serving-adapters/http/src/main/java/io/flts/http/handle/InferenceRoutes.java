package io.flts.http.handle;

import io.flts.api.error.RegistryException;
import io.flts.api.registry.ModelRef;
import io.flts.api.registry.ModelVersion;
import io.flts.core.serve.ForecastService;
import io.flts.core.serve.ModelHealth;
import io.flts.http.access.Role;
import io.flts.http.json.JsonField;
import io.flts.http.json.JsonWriter;
import io.flts.http.message.Fault;
import io.flts.http.message.HttpAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Open Inference Protocol V2: server and model metadata, health and {@code infer}.
 *
 * @see <a href="https://github.com/kserve/open-inference-protocol">the protocol</a>
 */
final class InferenceRoutes {
  private static final String SERVER_VERSION = "0.1.0";

  private final ForecastDesk desk;
  private final ForecastService service;
  private final InferenceBody bodies;

  InferenceRoutes(ForecastDesk desk, ForecastService service) {
    this.desk = desk;
    this.service = service;
    bodies = new InferenceBody(desk.limits());
  }

  List<Route> all() {
    List<Route> routes = new ArrayList<>();
    routes.add(new Route("GET", "/v2", Role.ANYBODY, Dialect.INFERENCE, call -> server()));
    for (String model : new String[] {"/v2/models/{m}", "/v2/models/{m}/versions/{v}"}) {
      routes.add(new Route("GET", model, Role.READ, Dialect.INFERENCE, this::metadata));
      routes.add(new Route("GET", model + "/ready", Role.READ, Dialect.INFERENCE, this::ready));
      routes.add(new Route("POST", model + "/infer", Role.PREDICT, Dialect.INFERENCE, this::infer));
    }
    return routes;
  }

  private static HttpAnswer server() {
    JsonWriter out =
        new JsonWriter()
            .begin()
            .text("name", "flts")
            .text("version", SERVER_VERSION)
            .beginArray("extensions")
            .endArray();
    return HttpAnswer.json(200, out.end().toBytes());
  }

  /** The model a path names; a name that none can have is one that nobody knows. */
  private ModelRef ref(Exchange exchange) {
    List<String> parts = exchange.variables();
    String version = parts.size() > 1 ? parts.get(1) : "";
    try {
      if (parts.get(0).isEmpty()) {
        throw new IllegalArgumentException("A model needs a name.");
      }
      return desk.ref(parts.get(0), version);
    } catch (IllegalArgumentException e) {
      throw Fault.of(404, "unknown-model", "There is no such model: " + e.getMessage());
    }
  }

  private HttpAnswer metadata(Exchange exchange) throws IOException {
    ModelRef ref = ref(exchange);
    Contract contract = desk.contract(ref);
    JsonWriter out = new JsonWriter().begin().text("name", ref.model()).beginArray("versions");
    for (ModelVersion version : service.versions(ref.model())) {
      out.text(Integer.toString(version.version()));
    }
    out.endArray().text("platform", "flts").beginArray("inputs");
    tensor(out, "y", "FP64", -1, -1);
    out.endArray().beginArray("outputs");
    tensor(out, "mean", "FP64", -1, -1);
    if (contract.quantiles()) {
      tensor(out, "quantiles", "FP64", -1, -1, -1);
    }
    return HttpAnswer.json(200, out.endArray().end().toBytes());
  }

  private static void tensor(JsonWriter out, String name, String type, long... shape) {
    out.begin().text("name", name).text("datatype", type).beginArray("shape");
    for (long size : shape) {
      out.integer(size);
    }
    out.endArray().end();
  }

  private HttpAnswer ready(Exchange exchange) {
    ModelRef ref = ref(exchange);
    boolean answers =
        service.health().models().stream()
            .filter(model -> model.ref().equals(ref))
            .map(ModelHealth::served)
            .anyMatch(served -> served != null);
    if (!answers) {
      try {
        desk.contract(ref); // loads it where it is registered
        answers = true;
      } catch (RegistryException e) {
        throw Fault.of(404, "unknown-model", "There is no such model.");
      }
    }
    JsonWriter out = new JsonWriter().begin().text("name", ref.model()).flag("ready", answers);
    return HttpAnswer.json(200, out.end().toBytes());
  }

  private HttpAnswer infer(Exchange exchange) {
    ModelRef ref = ref(exchange);
    JsonField body = exchange.json();
    Contract contract = desk.contract(ref); // an unknown model is 404, whatever the body is
    InferenceBody.Batch batch = bodies.read(body, ref, contract);
    List<ForecastDesk.Outcome> outcomes = desk.askAll(batch.wishes(), exchange.deadline());
    List<Told> told = new ArrayList<>();
    for (ForecastDesk.Outcome outcome : outcomes) {
      Fault fault = outcome.fault();
      Told one = outcome.told();
      if (fault != null || one == null) {
        throw fault == null ? Fault.of(500, "internal-error", "No answer.") : fault;
      }
      told.add(one);
    }
    return HttpAnswer.json(200, answer(ref, batch, told));
  }

  private static byte[] answer(ModelRef ref, InferenceBody.Batch batch, List<Told> told) {
    Told first = told.get(0);
    JsonWriter out = new JsonWriter().begin().text("model_name", ref.model());
    out.text("model_version", Integer.toString(first.answer().model().version().version()));
    @Nullable String id = batch.id();
    if (id != null) {
      out.text("id", id);
    }
    out.beginArray("outputs");
    int horizon = first.forecast().horizon();
    double[] probabilities = first.forecast().quantiles().probabilities();
    if (batch.wants("mean")) {
      begin(out, "mean", told.size(), horizon).beginArray("data");
      for (Told one : told) {
        for (double value : one.forecast().mean()) {
          out.number(value);
        }
      }
      out.endArray().end();
    }
    if (batch.wants("quantiles") && probabilities.length > 0) {
      begin(out, "quantiles", told.size(), horizon, probabilities.length);
      out.begin("parameters").numbers("probabilities", probabilities).end();
      out.beginArray("data");
      for (Told one : told) {
        quantiles(out, one, probabilities);
      }
      out.endArray().end();
    }
    return out.endArray().end().toBytes();
  }

  private static void quantiles(JsonWriter out, Told told, double[] probabilities) {
    double[][] lines = new double[probabilities.length][];
    for (int q = 0; q < lines.length; q++) {
      lines[q] = told.forecast().quantile(probabilities[q]);
    }
    for (int h = 0; h < told.forecast().horizon(); h++) {
      for (double[] line : lines) {
        out.number(line[h]);
      }
    }
  }

  private static JsonWriter begin(JsonWriter out, String name, long... shape) {
    out.begin().text("name", name).text("datatype", "FP64").beginArray("shape");
    for (long size : shape) {
      out.integer(size);
    }
    return out.endArray();
  }
}
