package io.flts.http.handle;

import io.flts.api.forecast.Forecast;
import io.flts.api.registry.ModelRef;
import io.flts.api.series.StaticAttributes;
import io.flts.api.series.TimeIndex;
import io.flts.core.serve.ForecastService;
import io.flts.core.serve.ServedModel;
import io.flts.http.access.Role;
import io.flts.http.json.JsonField;
import io.flts.http.json.JsonWriter;
import io.flts.http.message.Fault;
import io.flts.http.message.HttpAnswer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * KServe's time series protocol: {@code POST /v1/timeseries/forecast} and {@code GET
 * /v1/timeseries/models}. Members it does not know are ignored, as the protocol demands. One input
 * is one series with one target; several are answered one by one, and {@code status} says {@code
 * partial} where some failed.
 *
 * @see <a href="https://github.com/kserve/kserve">the protocol's types in KServe</a>
 */
final class KserveRoutes {
  private static final String UNIVARIATE = "univariate_time_series";
  private static final Map<String, String> FREQUENCIES = frequencies();

  private final ForecastDesk desk;
  private final ForecastService service;
  private final Clock clock;

  KserveRoutes(ForecastDesk desk, ForecastService service, Clock clock) {
    this.desk = desk;
    this.service = service;
    this.clock = clock;
  }

  List<Route> all() {
    return List.of(
        new Route("POST", "/v1/timeseries/forecast", Role.PREDICT, Dialect.KSERVE, this::forecast),
        new Route("GET", "/v1/timeseries/models", Role.READ, Dialect.KSERVE, call -> models()));
  }

  private static Map<String, String> frequencies() {
    Map<String, String> names = new HashMap<>();
    String[][] all = {
      {"second", "S", "PT1S"}, {"minute", "T", "PT1M"}, {"hour", "H", "PT1H"}, {"day", "D", "P1D"},
      {"week", "W", "P7D"}, {"month", "M", "P1M"}, {"quarter", "Q", "P3M"}, {"year", "Y", "P12M"}
    };
    for (String[] one : all) {
      names.put(one[0], one[2]);
      names.put(one[1], one[2]);
    }
    return names;
  }

  private HttpAnswer models() {
    JsonWriter out = new JsonWriter().begin().text("object", "list").beginArray("data");
    for (ServedModel model : service.models()) {
      out.begin()
          .text("id", model.ref().toString())
          .text("object", "model")
          .integer("created", model.version().registeredAt().getEpochSecond())
          .text("owned_by", "flts")
          .end();
    }
    return HttpAnswer.json(200, out.endArray().end().toBytes());
  }

  private HttpAnswer forecast(Exchange exchange) {
    JsonField body = exchange.json();
    JsonField model = body.require("model");
    ModelRef ref = ref(model, body.get("model_version"));
    JsonField options = body.require("options");
    int horizon = PredictBody.steps(options.require("horizon"), desk.limits());
    JsonField wanted = options.get("quantiles");
    double[] quantiles = wanted == null ? new double[0] : PredictBody.probabilities(wanted);
    List<JsonField> inputs = body.require("inputs").items();
    if (inputs.isEmpty()) {
      throw Fault.value("/inputs", "There is no input. Send at least one series.");
    }
    List<Wish> wishes = new ArrayList<>();
    for (JsonField input : inputs) {
      wishes.add(wish(input, ref, horizon, quantiles));
    }
    List<ForecastDesk.Outcome> outcomes = desk.askAll(wishes, exchange.deadline());
    long failed = outcomes.stream().filter(outcome -> outcome.fault() != null).count();
    Fault first = outcomes.get(0).fault();
    if (failed == outcomes.size() && first != null) {
      throw first; // nothing was answered: the call as a whole failed
    }
    JsonWriter out =
        new JsonWriter()
            .begin()
            .text("id", "forecast-" + Long.toHexString(System.nanoTime()))
            .integer("created_at", clock.instant().getEpochSecond())
            .text("status", failed == 0 ? "completed" : "partial")
            .text("model", model.text())
            .beginArray("outputs");
    for (int i = 0; i < outcomes.size(); i++) {
      output(out, outcomes.get(i), inputs.get(i), wishes.get(i), i);
    }
    return HttpAnswer.json(200, out.endArray().end().toBytes());
  }

  private ModelRef ref(JsonField model, @org.jspecify.annotations.Nullable JsonField version) {
    String text = model.text();
    try {
      if (version == null && (text.indexOf('@') > 0 || text.indexOf('/') > 0)) {
        return ModelRef.parse(text);
      }
      return desk.ref(text, version == null ? "" : version.text());
    } catch (IllegalArgumentException e) {
      throw Faults.of(e, model.pointer());
    }
  }

  private static Wish wish(JsonField input, ModelRef ref, int horizon, double[] quantiles) {
    JsonField type = input.require("type");
    if (!type.text().equals(UNIVARIATE)) {
      throw Fault.at(
          type.pointer(),
          400,
          "unsupported-type",
          "Type '"
              + type.text()
              + "' is not served; a model forecasts one target per series. Send"
              + " every column as a "
              + UNIVARIATE
              + ".");
    }
    JsonField series = input.require("series");
    JsonField frequency = input.require("frequency");
    String step = FREQUENCIES.get(frequency.text());
    if (step == null) {
      throw Fault.value(
          frequency.pointer(),
          "Frequency must be second, minute, hour, day, week, month, quarter or year, or its"
              + " letter S, T, H, D, W, M, Q, Y.");
    }
    JsonField start = input.get("start_timestamp");
    JsonField id = input.get("series_id"); // ours; names of inputs are free
    return new Wish(
        input.pointer(),
        ref,
        id == null ? "" : id.text(),
        new History(
            series.pointer(),
            series.numbers(),
            Map.of(),
            Map.of(),
            StaticAttributes.none(),
            new History.Times(
                null,
                null,
                start == null ? "" : start.text(),
                "",
                step,
                start == null ? input.pointer() : start.pointer(),
                frequency.pointer(),
                true)),
        horizon,
        new double[0],
        quantiles,
        0);
  }

  private static void output(
      JsonWriter out, ForecastDesk.Outcome outcome, JsonField input, Wish wish, int place) {
    JsonField named = input.get("name");
    String name = named == null ? "series-" + place : named.text();
    out.begin().text("type", "time_series_forecast").text("id", "output-" + place);
    Told told = outcome.told();
    Fault fault = outcome.fault();
    if (told == null) {
      out.text("status", "error").beginArray("content").endArray();
      if (fault != null) {
        Dialect.kserveError(out, fault);
      }
      out.end();
      return;
    }
    Forecast forecast = told.forecast();
    out.text("status", "completed")
        .beginArray("content")
        .begin()
        .text("type", UNIVARIATE)
        .text("name", name)
        .numbers("mean_forecast", forecast.mean())
        .text("frequency", input.require("frequency").text());
    TimeIndex index = forecast.index();
    boolean placed = wish.history() != null && !wish.history().times().start().isEmpty();
    out.text("start_timestamp", placed && index.hasTimes() ? index.label(0) : null)
        .begin("quantiles");
    for (double quantile : told.quantiles()) {
      out.numbers(Double.toString(quantile), forecast.quantile(quantile));
    }
    out.end()
        .text("model_version", told.answer().model().version().ref().toString())
        .end()
        .endArray()
        .end();
  }
}
