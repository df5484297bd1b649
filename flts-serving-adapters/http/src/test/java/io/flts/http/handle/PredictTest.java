package io.flts.http.handle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Levels;
import io.flts.api.series.Panel;
import io.flts.core.serve.ForecastService;
import io.flts.http.Asker;
import io.flts.http.Asker.Reply;
import io.flts.http.Bakery;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The native prediction routes give what the service gives, however the history is written. */
class PredictTest {
  private static final double EXACT = 0.0;
  private static Bakery bakery;
  private static ForecastService service;
  private static Asker asker;

  @BeforeAll
  static void open() {
    bakery = new Bakery();
    bakery.offer("load", "ets");
    bakery.offer("load", "seasonal-naive");
    service = bakery.service().serve("load@production").start();
    asker = new Asker(ForecastHandler.builder(service).build());
  }

  @AfterAll
  static void close() {
    service.close();
    bakery.close();
  }

  private static Forecast expected(int hours) {
    return service
        .forecast(
            "load",
            ForecastRequest.of(5)
                .withLevels(Levels.of(0.8, 0.95))
                .withHistory(Panel.of(Bakery.series("site-7", hours))))
        .single();
  }

  private static void assertSame(JsonNode told, Forecast expected) {
    assertThat(told.get("predictions")).hasSize(expected.horizon());
    for (int h = 0; h < expected.horizon(); h++) {
      assertThat(told.get("predictions").get(h).asDouble())
          .isCloseTo(expected.mean(h), within(EXACT));
      assertThat(told.get("timestamps").get(h).asText()).isEqualTo(expected.index().label(h));
      JsonNode band = told.at("/confidence_intervals/0.95");
      assertThat(band.get("lower").get(h).asDouble())
          .isCloseTo(expected.interval(0.95).lower(h), within(EXACT));
      assertThat(band.get("upper").get(h).asDouble())
          .isCloseTo(expected.interval(0.95).upper(h), within(EXACT));
    }
  }

  private static String columns(int hours) {
    StringBuilder times = new StringBuilder();
    for (int h = 0; h < hours; h++) {
      times.append(h == 0 ? "" : ",").append('"');
      times.append(Bakery.series("s", hours).index().label(h)).append('"');
    }
    return "{\"timestamp\":[" + times + "],\"load\":" + Arrays.toString(Bakery.load(hours)) + "}";
  }

  private static String rows(int hours, boolean objects) {
    StringBuilder rows = new StringBuilder("[");
    double[] load = Bakery.load(hours);
    for (int h = 0; h < hours; h++) {
      String time = "\"" + Bakery.series("s", hours).index().label(h).replace('T', ' ') + "\"";
      rows.append(h == 0 ? "" : ",");
      rows.append(
          objects
              ? "{\"timestamp\":" + time + ",\"load\":" + load[h] + "}"
              : "[" + time + "," + load[h] + "]");
    }
    return rows.append("]").toString();
  }

  @Test
  void columnsRowsAndBareValuesAreTheSameHistory() {
    Forecast expected = expected(60);
    String bare = Arrays.toString(Bakery.load(60)) + ",\"start\":\"" + Bakery.START + "\"";
    for (String data :
        new String[] {
          columns(60),
          rows(60, true),
          rows(60, false) + ",\"columns\":[\"timestamp\",\"load\"]",
          bare,
          bare + ",\"frequency\":\"PT1H\""
        }) {
      Reply reply = asker.post("/predict", "{\"data\":" + data + ",\"forecast_horizon\":5}");
      assertThat(reply.status()).as(reply.text()).isEqualTo(200);
      assertSame(reply.json(), expected);
      assertThat(reply.json().get("model_version").asText()).isEqualTo("2");
      assertThat(reply.json().get("execution_time_ms").asDouble()).isNotNegative();
    }
  }

  @Test
  void withoutDataTheTrainingSeriesIsContinued() {
    Reply reply = asker.post("/predict", "{\"inference_length\":3}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().get("timestamps").get(0).asText()).isEqualTo("2026-01-15T00:00:00");
    assertThat(reply.json().get("series_id").asText()).isEqualTo("site-7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"1\"", "\"v1\""})
  void anOlderVersionAnswersByItsNumber(String version) {
    Reply reply =
        asker.post("/predict", "{\"forecast_horizon\":1,\"model_version\":" + version + "}");
    assertThat(reply.json().get("model_version").asText()).isEqualTo("1");
    assertThat(reply.json().get("produced_by").asText()).startsWith("ets");
  }

  @Test
  void missingValuesAreNullBothWays() {
    double[] load = Bakery.load(60);
    String data = Arrays.toString(load).replaceFirst(", [^,]*,", ", null,");
    Reply reply =
        asker.post(
            "/predict",
            "{\"data\":" + data + ",\"start\":\"" + Bakery.START + "\",\"forecast_horizon\":2}");
    assertThat(reply.text()).doesNotContain("NaN").doesNotContain("Infinity");
    assertThat(reply.status()).as(reply.text()).isIn(200, 422);
  }

  @Test
  void aBatchAnswersItemByItem() {
    Reply reply =
        asker.post(
            "/batch/predict",
            "{\"model\":\"load\",\"forecast_horizon\":2,\"requests\":[{},{\"forecast_horizon\":3},"
                + "{\"model\":\"nobody\"},{\"forecast_horizon\":-1},{\"series_id\":\"else\"},"
                + "{\"levels\":[0.5],\"quantiles\":[0.1]}]}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    JsonNode results = reply.json().get("results");
    assertThat(results).hasSize(6);
    assertThat(results.get(0).get("predictions")).hasSize(2);
    assertThat(results.get(1).get("predictions")).hasSize(3);
    assertThat(results.get(2).at("/error/status").asInt()).isEqualTo(404);
    assertThat(results.get(3).at("/error/errors/0/pointer").asText())
        .isEqualTo("#/requests/3/forecast_horizon");
    assertThat(results.get(4).at("/error/status").asInt()).isEqualTo(422);
    assertThat(results.get(5).at("/confidence_intervals/0.5/lower")).hasSize(2);
    assertThat(results.get(5).at("/quantiles/0.1")).hasSize(2);
    assertThat(reply.json().get("failed").asInt()).isEqualTo(3);
  }

  @Test
  void theSecondAnswerComesFromTheCache() {
    String body = "{\"forecast_horizon\":7,\"seed\":42}";
    assertThat(asker.post("/predict", body).json().get("cached").asBoolean()).isFalse();
    assertThat(asker.post("/predict", body).json().get("cached").asBoolean()).isTrue();
  }
}
