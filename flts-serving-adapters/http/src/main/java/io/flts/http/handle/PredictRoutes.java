package io.flts.http.handle;

import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Interval;
import io.flts.http.access.Role;
import io.flts.http.json.JsonField;
import io.flts.http.json.JsonWriter;
import io.flts.http.message.Fault;
import io.flts.http.message.HttpAnswer;
import java.util.ArrayList;
import java.util.List;

/** {@code /predict} and {@code /batch/predict}. */
final class PredictRoutes {
  private static final double NANOS_PER_MILLI = 1e6;

  private final ForecastDesk desk;
  private final PredictBody bodies;

  PredictRoutes(ForecastDesk desk) {
    this.desk = desk;
    bodies = new PredictBody(desk);
  }

  List<Route> all() {
    return List.of(
        new Route("POST", "/predict", Role.PREDICT, Dialect.NATIVE, this::predict),
        new Route("POST", "/batch/predict", Role.PREDICT, Dialect.NATIVE, this::batch));
  }

  private HttpAnswer predict(Exchange exchange) {
    long start = System.nanoTime();
    Told told = desk.ask(bodies.read(exchange.json(), null), exchange.deadline());
    JsonWriter out = new JsonWriter().begin();
    write(out, told);
    millis(out, start);
    return HttpAnswer.json(200, out.end().toBytes());
  }

  private HttpAnswer batch(Exchange exchange) {
    long start = System.nanoTime();
    JsonField body = exchange.json().only(PredictBody.names("requests"));
    List<JsonField> items = body.require("requests").items();
    if (items.isEmpty()) {
      throw Fault.value("/requests", "There is no request in the batch. Send at least one.");
    }
    if (items.size() > desk.limits().series()) {
      throw Fault.limit(
          "/requests",
          items.size()
              + " requests are more than the limit of "
              + desk.limits().series()
              + " series per request. Send several batches.");
    }
    List<Wish> wishes = new ArrayList<>();
    Fault[] faults = new Fault[items.size()];
    for (int i = 0; i < items.size(); i++) {
      try {
        wishes.add(bodies.read(items.get(i), body));
      } catch (RuntimeException e) {
        faults[i] = Faults.of(e, items.get(i).pointer()); // the other requests are answered
      }
    }
    List<ForecastDesk.Outcome> outcomes = desk.askAll(wishes, exchange.deadline());
    return HttpAnswer.json(200, batch(faults, outcomes, start));
  }

  private static byte[] batch(Fault[] faults, List<ForecastDesk.Outcome> outcomes, long start) {
    JsonWriter out = new JsonWriter().begin().beginArray("results");
    int next = 0;
    int failed = 0;
    for (Fault early : faults) {
      ForecastDesk.Outcome outcome =
          early == null ? outcomes.get(next++) : new ForecastDesk.Outcome(null, early);
      Told told = outcome.told();
      Fault fault = outcome.fault();
      out.begin();
      if (told != null) {
        out.text("status", "ok");
        write(out, told);
      } else if (fault != null) {
        failed++;
        Dialect.problem(out.text("status", "error").begin("error"), fault).end();
      }
      out.end();
    }
    out.endArray().integer("succeeded", faults.length - failed).integer("failed", failed);
    millis(out, start);
    return out.end().toBytes();
  }

  private static void write(JsonWriter out, Told told) {
    Forecast forecast = told.forecast();
    out.text("model", told.answer().model().ref().model())
        .text("model_version", Integer.toString(told.answer().model().version().version()))
        .text("series_id", forecast.seriesId())
        .beginArray("timestamps");
    for (int h = 0; h < forecast.horizon(); h++) {
      out.text(forecast.index().label(h));
    }
    out.endArray().numbers("predictions", forecast.mean()).begin("confidence_intervals");
    for (double level : told.levels()) {
      Interval interval = forecast.interval(level);
      out.begin(Double.toString(level))
          .numbers("lower", interval.lower())
          .numbers("upper", interval.upper())
          .end();
    }
    out.end();
    if (told.quantiles().length > 0) {
      out.begin("quantiles");
      for (double quantile : told.quantiles()) {
        out.numbers(Double.toString(quantile), forecast.quantile(quantile));
      }
      out.end();
    }
    out.text("produced_by", forecast.producedBy()).flag("cached", told.answer().cached());
  }

  private static void millis(JsonWriter out, long start) {
    out.number(
        "execution_time_ms",
        Math.rint((System.nanoTime() - start) / NANOS_PER_MILLI * 1000) / 1000);
  }
}
