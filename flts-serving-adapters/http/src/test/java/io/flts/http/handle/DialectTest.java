package io.flts.http.handle;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.core.serve.ForecastService;
import io.flts.http.Asker;
import io.flts.http.Asker.Reply;
import io.flts.http.Bakery;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** KServe time series and Open Inference V2, with their own words for what is wrong. */
class DialectTest {
  private static final String LOAD = Arrays.toString(Bakery.load(60));
  private static Bakery bakery;
  private static ForecastService service;
  private static Asker asker;

  @BeforeAll
  static void open() {
    bakery = new Bakery();
    bakery.offer("load", "seasonal-naive");
    service = bakery.service().serve("load@production").start();
    asker = new Asker(ForecastHandler.builder(service).build());
  }

  @AfterAll
  static void close() {
    service.close();
    bakery.close();
  }

  private static double[] lastDay() {
    double[] load = Bakery.load(60);
    return Arrays.copyOfRange(load, 36, 60); // what a seasonal naive repeats
  }

  private static String kserve(String inputs) {
    return "{\"model\":\"load\",\"inputs\":["
        + inputs
        + "],\"options\":{\"horizon\":24,\"quantiles\":[0.1,0.9],\"more\":1},\"metadata\":{}}";
  }

  private static String input(String name, String series, String more) {
    return "{\"type\":\"univariate_time_series\",\"name\":\""
        + name
        + "\",\"series\":"
        + series
        + ",\"frequency\":\"hour\""
        + more
        + "}";
  }

  @Test
  void kserveForecastsFromTheStepAfterTheHistory() {
    Reply reply =
        asker.post(
            "/v1/timeseries/forecast",
            kserve(input("a", LOAD, ",\"start_timestamp\":\"2026-01-01T00:00:00\"")));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().get("status").asText()).isEqualTo("completed");
    var content = reply.json().at("/outputs/0/content/0");
    assertThat(content.get("name").asText()).isEqualTo("a");
    assertThat(content.get("start_timestamp").asText()).isEqualTo("2026-01-03T12:00:00");
    assertThat(content.get("frequency").asText()).isEqualTo("hour");
    assertThat(content.at("/quantiles/0.9")).hasSize(24);
    for (int h = 0; h < 24; h++) {
      assertThat(content.get("mean_forecast").get(h).asDouble()).isEqualTo(lastDay()[h]);
    }
  }

  @Test
  void kserveSaysPartialWhereSomeSeriesFail() {
    Reply reply =
        asker.post(
            "/v1/timeseries/forecast",
            kserve(input("a", LOAD, "") + "," + input("b", "[1,2]", ",\"series_id\":\"else\"")));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().get("status").asText()).isEqualTo("partial");
    assertThat(reply.json().at("/outputs/1/status").asText()).isEqualTo("error");
    assertThat(reply.json().at("/outputs/1/error/message").asText()).contains("else");
  }

  @Test
  void kserveListsModelsAndRefusesInItsOwnWords() {
    assertThat(asker.get("/v1/timeseries/models").json().findValuesAsText("id"))
        .contains("load@production");
    Reply unknown =
        asker.post(
            "/v1/timeseries/forecast", kserve(input("a", LOAD, "")).replace("load", "nobody"));
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json().at("/error/code").asText()).isEqualTo("unknown-model");
    Reply wrong = asker.post("/v1/timeseries/forecast", kserve(input("a", "[true]", "")));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().at("/error/param").asText()).isEqualTo("/inputs/0/series/0");
    assertThat(wrong.json().at("/error/type").asText()).isEqualTo("invalid_request_error");
  }

  private static String infer(String shape, String type, String data) {
    return "{\"id\":\"abc\",\"parameters\":{\"horizon\":24,\"start\":\"2026-01-01T00:00\"},"
        + "\"inputs\":[{\"name\":\"y\",\"shape\":"
        + shape
        + ",\"datatype\":\""
        + type
        + "\",\"data\":"
        + data
        + "}]}";
  }

  @Test
  void inferenceAnswersTensorsAndEchoesTheId() {
    String two = "[" + LOAD + "," + LOAD + "]";
    Reply reply = asker.post("/v2/models/load/infer", infer("[2,60]", "FP64", two));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().get("id").asText()).isEqualTo("abc");
    assertThat(reply.json().get("model_version").asText()).isEqualTo("1");
    assertThat(reply.json().at("/outputs/0/shape").toString()).isEqualTo("[2,24]");
    for (int h = 0; h < 24; h++) {
      assertThat(reply.json().at("/outputs/0/data/" + h).asDouble()).isEqualTo(lastDay()[h]);
      assertThat(reply.json().at("/outputs/0/data/" + (24 + h)).asDouble()).isEqualTo(lastDay()[h]);
    }
    assertThat(reply.json().at("/outputs/1/shape").toString()).isEqualTo("[2,24,4]");
    assertThat(
            asker
                .post("/v2/models/load/versions/1/infer", infer("[60]", "FP32", LOAD))
                .json()
                .at("/outputs/0/shape")
                .toString())
        .isEqualTo("[1,24]");
  }

  @Test
  void inferenceRefusesWithTheStatusOfTheProtocol() {
    String good = infer("[1,60]", "FP64", LOAD);
    assertThat(asker.post("/v2/models/nobody/infer", good).status()).isEqualTo(404);
    assertThat(asker.post("/v2/models/load/versions/9/infer", good).status()).isEqualTo(404);
    assertThat(asker.post("/v2/models/..%2f..%2fetc/infer", good).status()).isEqualTo(404);
    for (String bad :
        new String[] {
          infer("[1,61]", "FP64", LOAD),
          infer("[1,1,60]", "FP64", LOAD),
          infer("[1e308,60]", "FP64", LOAD),
          infer("[-1,60]", "FP64", LOAD),
          infer("[1,60]", "BYTES", LOAD),
          infer("[1,60]", "FP64", "[\"a\"]"),
          good.replace("\"y\"", "\"x\"")
        }) {
      Reply reply = asker.post("/v2/models/load/infer", bad);
      assertThat(reply.status()).as(bad + reply.text()).isEqualTo(400);
      assertThat(reply.json().get("error").asText()).hasSizeGreaterThan(15);
    }
  }

  @Test
  void inferenceTellsServerModelAndHealth() {
    assertThat(asker.get("/v2").json().get("name").asText()).isEqualTo("flts");
    assertThat(asker.get("/v2/health/live").json().get("live").asBoolean()).isTrue();
    assertThat(asker.get("/v2/health/ready").status()).isEqualTo(200);
    assertThat(asker.get("/v2/models/load/ready").json().get("ready").asBoolean()).isTrue();
    assertThat(asker.get("/v2/models/nobody").status()).isEqualTo(404);
    assertThat(asker.get("/v2/models/nobody/ready").status()).isEqualTo(404);
    var model = asker.get("/v2/models/load").json();
    assertThat(model.at("/versions/0").asText()).isEqualTo("1");
    assertThat(model.at("/inputs/0/shape").toString()).isEqualTo("[-1,-1]");
  }
}
