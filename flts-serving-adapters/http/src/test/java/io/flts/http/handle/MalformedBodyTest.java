package io.flts.http.handle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.flts.core.serve.ForecastService;
import io.flts.http.Asker;
import io.flts.http.Asker.Reply;
import io.flts.http.Bakery;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No body, however broken, is answered with anything but a 4xx that names the fault. */
class MalformedBodyTest {
  private static final String START = "\"start\":\"" + Bakery.START + "\"";
  private static final String GOOD =
      "{\"model\":\"load\",\"data\":"
          + Arrays.toString(Bakery.load(60))
          + ","
          + START
          + ",\"forecast_horizon\":3,\"levels\":[0.8],\"series_id\":\"site-7\"}";
  private static Bakery bakery;
  private static ForecastService service;
  private static Asker asker;

  @BeforeAll
  static void open() {
    bakery = new Bakery();
    bakery.offer("load", "seasonal-naive");
    service = bakery.service().serve("load@production").start();
    asker =
        new Asker(
            ForecastHandler.builder(service)
                .limits(
                    RequestLimits.standard().withBodies(1 << 20, 4 << 20).withSizes(50, 5000, 200))
                .build());
  }

  @AfterAll
  static void close() {
    service.close();
    bakery.close();
  }

  private static void assertNamed(Reply reply, String body) {
    String shown = body.length() > 200 ? body.substring(0, 200) + "..." : body;
    assertThat(reply.status()).as(shown + " -> " + reply.text()).isBetween(400, 499);
    assertThat(reply.headers()).containsEntry("Content-Type", "application/problem+json");
    assertThat(reply.json().get("detail").asText()).as(shown).hasSizeGreaterThan(15);
    assertThat(reply.json().get("type").asText()).startsWith("urn:flts:problem:");
    assertThat(reply.text()).doesNotContain("java.").doesNotContain("Exception");
  }

  private static Reply post(byte[] body, String... headers) {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> asker.post("/predict", body, headers));
  }

  private static Reply post(String body) {
    return post(body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theBodyThatTheOthersAreMadeOfIsGood() {
    assertThat(post(GOOD).status()).as(post(GOOD).text()).isEqualTo(200);
  }

  @Test
  void everyMemberOfEveryWrongTypeIsRefused() {
    String[] members = {
      "model",
      "model_version",
      "data",
      "forecast_horizon",
      "inference_length",
      "levels",
      "quantiles",
      "frequency",
      "start",
      "zone",
      "time_column",
      "target",
      "seed",
      "series_id",
      "columns",
      "future",
      "attributes"
    };
    String[] values = {
      "true",
      "{}",
      "[]",
      "[[]]",
      "[{}]",
      "{\"a\":{}}",
      "-1",
      "1e308",
      "0.5",
      "\"\\u0000\"",
      "\"../../etc/passwd\"",
      "\"" + "x".repeat(5000) + "\"",
      "[1,\"a\"]",
      "[true]",
      "NaN"
    };
    int refused = 0;
    for (String member : members) {
      for (String value : values) {
        String body = GOOD.replaceFirst("\"" + member + "\":(\\[[^\\]]*\\]|[^,}]*)[,}]?", "");
        body = body.endsWith("}") ? body : body.replaceAll(",$", "") + "}";
        body = "{\"" + member + "\":" + value + "," + body.substring(1);
        Reply reply = post(body);
        if (reply.status() != 200) { // a few values suit a few members
          refused++;
          assertNamed(reply, body);
        }
      }
    }
    assertThat(refused).isGreaterThan(200);
  }

  @Test
  void knownFaultsAreRefusedWithTheirPlace() {
    String[][] faults = {
      {"", ""},
      {"[", ""},
      {"nul", ""},
      {"42", ""},
      {"\"text\"", ""},
      {"{\"forecast_horizon\":3}x", ""},
      {"{\"forecast_horizon\":3}{}", ""},
      {"{\"forecast_horizon\":3,\"forecast_horizon\":4}", ""},
      {"{\"forecast_horizon\":NaN}", "/forecast_horizon"},
      {"{\"forecast_horizon\":1e400}", "/forecast_horizon"},
      {"{\"forecast_horizon\":1e308}", "/forecast_horizon"},
      {"{\"forecast_horizon\":0}", "/forecast_horizon"},
      {"{\"forecast_horizon\":201}", "/forecast_horizon"},
      {"{\"forecast_horizon\":1" + "0".repeat(2000) + "}", ""},
      {"{\"forecast_horizon\":3,\"horizn\":3}", "/horizn"},
      {"{\"forecast_horizon\":3,\"inference_length\":3}", "/inference_length"},
      {"{\"forecast_horizon\":3,\"data\":[]," + START + "}", "/data"},
      {"{\"forecast_horizon\":3,\"data\":[1,2,NaN]," + START + "}", "/data/2"},
      {"{\"forecast_horizon\":3,\"data\":[1,2,Infinity]," + START + "}", "/data/2"},
      {"{\"forecast_horizon\":3,\"data\":[1,2,1e999]," + START + "}", "/data/2"},
      {"{\"forecast_horizon\":3,\"data\":[1,\"2\"]," + START + "}", "/data/1"},
      {"{\"forecast_horizon\":3,\"data\":[1,2,3]}", "/start"},
      {"{\"forecast_horizon\":3,\"data\":[1,2,3],\"start\":\"yesterday\"}", "/start"},
      {"{\"forecast_horizon\":3,\"data\":[1,2],\"start\":\"+999999999-12-31T23:00\"}", ""},
      {
        "{\"forecast_horizon\":3,\"data\":[1,2,3],\"frequency\":\"fortnight\"," + START + "}",
        "/frequency"
      },
      {"{\"forecast_horizon\":3,\"data\":[1,2,3],\"zone\":\"Mars/Base\"," + START + "}", "/start"},
      {
        "{\"forecast_horizon\":3,\"data\":{\"timestamp\":[\"2026-01-01T00:00\","
            + "\"2026-01-01T00:00\"],\"load\":[1,2]}}",
        "/data/timestamp/1"
      },
      {
        "{\"forecast_horizon\":3,\"data\":{\"timestamp\":[\"2026-01-01T01:00\","
            + "\"2026-01-01T00:00\"],\"load\":[1,2]}}",
        "/data/timestamp/1"
      },
      {
        "{\"forecast_horizon\":3,\"data\":{\"timestamp\":[\"2026-01-01T00:00\","
            + "\"2026-01-01T05:00\"],\"load\":[1,2]}}",
        "/data/timestamp/1"
      },
      {
        "{\"forecast_horizon\":3,\"data\":{\"timestamp\":[\"2026-01-01T00:00\"],\"load\":[1,2]}}",
        "/data"
      },
      {"{\"forecast_horizon\":3,\"data\":{\"load\":[1],\"other\":[2]}," + START + "}", "/data"},
      {"{\"forecast_horizon\":3,\"model\":\"../../etc/passwd\"}", "/model"},
      {"{\"forecast_horizon\":3,\"model\":\"load/1/../2\"}", "/model"},
      {"{\"forecast_horizon\":3,\"levels\":[95]}", "/levels/0"},
      {"{\"forecast_horizon\":3,\"levels\":[null]}", "/levels/0"},
      {"{\"a\":".repeat(40) + "1" + "}".repeat(40), ""},
      {"[".repeat(100_000), ""},
      {
        "{\"forecast_horizon\":3,\"data\":[" + "1,".repeat(6000) + "1]," + START + "}", "/data/5000"
      },
      {"{\"forecast_horizon\":3,\"series_id\":\"else\",\"data\":[1,2,3]," + START + "}", ""},
      {"{\"forecast_horizon\":3,\"attributes\":{\"x\":1}}", "/attributes"},
    };
    for (String[] fault : faults) {
      Reply reply = post(fault[0]);
      assertNamed(reply, fault[0]);
      if (!fault[1].isEmpty()) {
        assertThat(reply.json().at("/errors/0/pointer").asText())
            .as(fault[0])
            .isEqualTo("#" + fault[1]);
      }
    }
  }

  @Test
  void limitsAreNamed() {
    Reply long413 = post("{\"x\":\"" + "y".repeat(1 << 20) + "\"}");
    assertThat(long413.status()).isEqualTo(413);
    assertThat(long413.text()).contains("1048576");
    assertThat(post("{\"forecast_horizon\":201}").text()).contains("limit of 200 steps");
    String batch = "{\"forecast_horizon\":1,\"requests\":[" + "{},".repeat(50) + "{}]}";
    Reply many = asker.post("/batch/predict", batch);
    assertThat(many.status()).isEqualTo(422);
    assertThat(many.text()).contains("limit of 50 series");
    assertThat(post("{\"a\":".repeat(40) + "1" + "}".repeat(40)).text())
        .contains("limit of 32 levels");
  }

  @Test
  void onlyUtf8JsonIsRead() {
    List<Reply> replies = new ArrayList<>();
    for (Charset other : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)) {
      replies.add(post(GOOD.getBytes(other)));
    }
    replies.add(post("{\"model\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)));
    replies.add(post(GOOD.getBytes(StandardCharsets.UTF_8), "content-type", "text/plain"));
    replies.add(
        post(
            GOOD.getBytes(StandardCharsets.UTF_8),
            "content-type",
            "application/json; charset=utf-16"));
    replies.add(post(GOOD.getBytes(StandardCharsets.UTF_8), "content-encoding", "gzip"));
    for (Reply reply : replies) {
      assertNamed(reply, "charset");
    }
  }

  @Test
  void cutAndDamagedBodiesAreNeverOurFault() {
    byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut < good.length; cut++) {
      assertNamed(post(Arrays.copyOf(good, cut)), "cut at " + cut);
    }
    Random random = new Random(20261121);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] bad = good.clone();
      for (int k = 0; k <= i % 4; k++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      Reply reply = post(bad);
      if (reply.status() != 200) {
        refused++;
        assertNamed(reply, new String(bad, StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }
}
