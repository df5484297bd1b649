package io.flts.http.handle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flts.core.serve.ForecastService;
import io.flts.core.serve.ServiceLimits;
import io.flts.http.Asker;
import io.flts.http.Asker.Reply;
import io.flts.http.Bakery;
import io.flts.http.access.ApiKeys;
import io.flts.http.access.Role;
import io.flts.http.measure.PrometheusMetrics;
import io.flts.http.message.HttpAnswer;
import io.flts.http.message.HttpCall;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys and roles, administration, health while draining, metrics. */
class AccessTest {
  private static final String STEP = "{\"forecast_horizon\":1}";
  private final ApiKeys keys =
      ApiKeys.none()
          .and(ApiKeys.hash("asks"), Role.PREDICT)
          .and(ApiKeys.hash("looks"), Role.READ)
          .and(ApiKeys.hash("rules"), Role.ADMIN, Role.READ, Role.PREDICT);
  private Bakery bakery;
  private ForecastService service;
  private PrometheusMetrics metrics;

  @BeforeEach
  void open() {
    bakery = new Bakery();
    bakery.offer("load", "seasonal-naive");
    bakery.register("load", "drift", Bakery.series("site-7", 336));
    metrics = new PrometheusMetrics();
    service = bakery.service().metrics(metrics).serve("load@production").start();
  }

  @AfterEach
  void close() {
    service.close();
    bakery.close();
  }

  private ForecastHandler.Builder handler() {
    return ForecastHandler.builder(service).metrics(metrics);
  }

  @Test
  void everyRouteAsksForItsRole() {
    Asker asker = new Asker(handler().keys(keys).enableAdmin().build());
    assertThat(asker.post("/predict", STEP).status()).isEqualTo(401);
    assertThat(asker.post("/predict", STEP).headers()).containsKey("WWW-Authenticate");
    assertThat(asker.post("/predict", STEP, "x-api-key", "guess").status()).isEqualTo(401);
    assertThat(asker.post("/predict", STEP, "x-api-key", "looks").status()).isEqualTo(403);
    assertThat(asker.post("/predict", STEP, "x-api-key", "asks").status()).isEqualTo(200);
    assertThat(asker.post("/predict", STEP, "authorization", "Bearer asks").status())
        .isEqualTo(200);
    assertThat(asker.get("/models", "x-api-key", "asks").status()).isEqualTo(403);
    assertThat(asker.get("/models", "x-api-key", "looks").status()).isEqualTo(200);
    assertThat(asker.get("/metrics").status()).isEqualTo(401);
    assertThat(asker.post("/cache/clear", "{}", "x-api-key", "looks").status()).isEqualTo(403);
    assertThat(asker.get("/healthz").status()).isEqualTo(200);
  }

  @Test
  void adminRoutesAreOffUnlessTurnedOnForAKey() {
    Asker off = new Asker(handler().keys(keys).build());
    for (String path : new String[] {"/models/deploy", "/models/rollback", "/cache/clear"}) {
      assertThat(off.post(path, "{}", "x-api-key", "rules").status()).as(path).isEqualTo(403);
    }
    assertThatThrownBy(() -> handler().enableAdmin().build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ADMIN");
  }

  @Test
  void aDeploymentAnswersAtOnceAndCanBeRolledBack() {
    Asker asker = new Asker(handler().keys(keys).enableAdmin().build());
    String[] key = {"x-api-key", "rules"};
    Reply deployed = asker.post("/models/deploy", "{\"model\":\"load\",\"version\":2}", key);
    assertThat(deployed.status()).as(deployed.text()).isEqualTo(200);
    assertThat(deployed.json().get("previous_version").asInt()).isEqualTo(1);
    assertThat(asker.post("/predict", STEP, key).json().get("model_version").asText())
        .isEqualTo("2");
    Reply back = asker.post("/models/rollback", "{\"model\":\"load\"}", key);
    assertThat(back.json().at("/serving/version").asInt()).isEqualTo(1);
    assertThat(asker.post("/predict", STEP, key).json().get("model_version").asText())
        .isEqualTo("1");
    Reply unknown = asker.post("/models/deploy", "{\"model\":\"load\",\"version\":9}", key);
    assertThat(unknown.status()).as(unknown.text()).isEqualTo(404);
    assertThat(asker.post("/cache/clear", "{}", key).json().get("cleared").asInt()).isPositive();
  }

  @Test
  void readySaysNoBeforeRequestsAreRefused() {
    ForecastHandler handler = handler().build();
    Asker asker = new Asker(handler);
    assertThat(asker.get("/ready").status()).isEqualTo(200);
    assertThat(asker.get("/health").json().get("status").asText()).isEqualTo("ready");
    handler.beginDrain();
    assertThat(asker.get("/ready").status()).isEqualTo(503);
    assertThat(asker.get("/healthz").status()).isEqualTo(200);
    assertThat(asker.post("/predict", STEP).status()).isEqualTo(200);
    service.drain(Duration.ofSeconds(5));
    Reply refused = asker.post("/predict", STEP);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers()).containsEntry("Retry-After", "1");
  }

  @Test
  void tooManyRequestsAreToldWhenToComeBack() throws Exception {
    try (ForecastService narrow =
        bakery
            .service()
            .limits(ServiceLimits.standard().withConcurrency(1).withWaiting(0, Duration.ZERO))
            .serve("load@production")
            .start()) {
      Asker asker = new Asker(ForecastHandler.builder(narrow).build());
      asker.post("/predict", STEP); // learns what the model expects
      java.util.concurrent.atomic.AtomicInteger refused =
          new java.util.concurrent.atomic.AtomicInteger();
      Thread[] callers = new Thread[8];
      for (int t = 0; t < callers.length; t++) {
        int caller = t;
        callers[t] =
            new Thread(
                () -> {
                  for (int i = 0; i < 40; i++) {
                    Reply reply =
                        asker.post(
                            "/predict",
                            "{\"forecast_horizon\":2000,\"seed\":" + (caller * 1000 + i) + "}");
                    if (reply.status() == 429 && reply.headers().containsKey("Retry-After")) {
                      refused.incrementAndGet();
                    } else if (reply.status() != 200) {
                      throw new AssertionError(reply.text());
                    }
                  }
                });
        callers[t].start();
      }
      for (Thread caller : callers) {
        caller.join();
      }
      assertThat(refused).hasPositiveValue();
    }
  }

  @Test
  void whoWaitedTooLongIsRefusedButProbesAreAnswered() {
    ForecastHandler handler = handler().build();
    assertThat(handler.handleLate(late("GET", "/healthz")).status()).isEqualTo(200);
    assertThat(handler.handleLate(late("GET", "/ready")).status()).isEqualTo(200);
    HttpAnswer refused = handler.handleLate(late("POST", "/predict"));
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers()).containsEntry("Retry-After", "1");
    assertThat(handler.handleLate(late("GET", "/nowhere")).status()).isEqualTo(503);
  }

  private static HttpCall late(String method, String path) {
    return new HttpCall(method, path, Map.of(), InputStream.nullInputStream());
  }

  @Test
  void metricsArePrometheusTextAndStatusIsJson() {
    Asker asker = new Asker(handler().build());
    asker.post("/predict", STEP);
    asker.post("/predict", "{");
    String text = asker.get("/metrics").text();
    assertThat(text)
        .contains("# TYPE flts_forecasts_total counter")
        .contains("flts_forecasts_total{model=\"load\",version=\"1\"}")
        .contains("flts_http_responses_total{route=\"/predict\",status=\"400\"} 1")
        .contains("flts_http_request_seconds_bucket{route=\"/predict\",le=\"+Inf\"} 2")
        .contains("flts_model_version{ref=\"load@production\"} 1");
    for (String line : text.split("\n")) {
      assertThat(line).matches("# (HELP|TYPE) \\w+ .+|\\w+(\\{[^}]*})? -?[0-9.eE+-]+");
    }
    assertThat(asker.get("/status").json().get("current_model_type").asText())
        .isEqualTo("seasonal-naive");
    assertThat(asker.get("/metrics", "accept", "application/json").json().get("mode").asText())
        .isEqualTo("ready");
    assertThat(asker.get("/nowhere").status()).isEqualTo(404);
    Reply wrong = asker.get("/predict");
    assertThat(wrong.status()).isEqualTo(405);
    assertThat(wrong.headers()).containsEntry("Allow", "POST");
  }
}
