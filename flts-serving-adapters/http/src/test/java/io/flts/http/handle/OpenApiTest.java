package io.flts.http.handle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flts.core.serve.ForecastService;
import io.flts.http.Asker;
import io.flts.http.Asker.Reply;
import io.flts.http.Bakery;
import io.flts.http.access.ApiKeys;
import io.flts.http.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The description served at {@code /openapi.json} is true: every example and route is replayed. */
class OpenApiTest {
  private static final String KEY = "rules";
  private static Bakery bakery;
  private static ForecastService service;
  private static Asker asker;
  private static JsonNode document;

  @BeforeAll
  static void open() {
    bakery = new Bakery();
    bakery.offer("load", "seasonal-naive");
    bakery.register("load", "ets", Bakery.series("site-7", 336));
    service = bakery.service().serve("load@production").start();
    ApiKeys keys = ApiKeys.none().and(ApiKeys.hash(KEY), Role.PREDICT, Role.READ, Role.ADMIN);
    asker = new Asker(ForecastHandler.builder(service).keys(keys).enableAdmin().build());
    document = asker.get("/openapi.json").json();
  }

  @AfterAll
  static void close() {
    service.close();
    bakery.close();
  }

  private static String filled(String path, JsonNode operation) {
    String filled = path;
    for (JsonNode parameter : operation.path("parameters")) {
      filled =
          filled.replace(
              "{" + parameter.get("name").asText() + "}", parameter.get("example").asText());
    }
    return filled;
  }

  @TestFactory
  List<DynamicTest> everyExampleIsAnsweredAsDescribed() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      JsonNode get = path.getValue().get("get");
      if (get != null) {
        tests.add(
            DynamicTest.dynamicTest(
                "GET " + path.getKey(),
                () -> check(get, asker.get(filled(path.getKey(), get), "x-api-key", KEY))));
      }
      JsonNode post = path.getValue().get("post");
      JsonNode examples =
          post == null ? null : post.at("/requestBody/content/application~1json/examples");
      if (examples != null) {
        assertThat(examples.size()).as("examples of " + path.getKey()).isPositive();
        for (Map.Entry<String, JsonNode> example : examples.properties()) {
          String body = example.getValue().get("value").toString();
          tests.add(
              DynamicTest.dynamicTest(
                  "POST " + path.getKey() + " " + example.getKey(),
                  () ->
                      check(
                          post, asker.post(filled(path.getKey(), post), body, "x-api-key", KEY))));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(25);
    return tests;
  }

  private static void check(JsonNode operation, Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    JsonNode content = operation.at("/responses/200/content");
    String type = reply.headers().get("Content-Type").split(";")[0];
    assertThat(content.has(type)).as(type + " among " + content).isTrue();
    JsonNode schema = content.get(type).get("schema");
    if (schema.has("$ref")) {
      JsonNode described = document.at(schema.get("$ref").asText().substring(1));
      for (JsonNode required : described.get("required")) {
        assertThat(reply.json().has(required.asText())).as(required.asText()).isTrue();
      }
      for (Map.Entry<String, JsonNode> member : reply.json().properties()) {
        assertThat(described.get("properties").has(member.getKey())).as(member.getKey()).isTrue();
      }
    }
  }

  @Test
  void everyRouteIsDescribedAndNoOther() {
    List<String> described = new ArrayList<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            described.add(
                                method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
    assertThat(described).containsExactlyInAnyOrderElementsOf(asker.handler().routeNames());
  }

  @Test
  void theMembersOfPredictAreThoseThatAreRead() {
    List<String> names = new ArrayList<>();
    document
        .at("/components/schemas/PredictRequest/properties")
        .fieldNames()
        .forEachRemaining(names::add);
    assertThat(names)
        .containsExactlyInAnyOrder(
            PredictBody.names("series_id", "data", "columns", "future", "attributes"));
  }
}
