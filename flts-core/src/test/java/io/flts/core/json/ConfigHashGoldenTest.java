package io.flts.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ConfigHashGoldenTest {

  @TestFactory
  @DisplayName("The hashes of the pipelines we replace come out bit for bit")
  List<DynamicTest> reproducesTheSeedHashes() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    try (InputStream in = getClass().getResourceAsStream("/golden/seed/config_hash.json")) {
      for (JsonNode golden : new ObjectMapper().readTree(in)) {
        String config = golden.get("config").toPrettyString();
        tests.add(
            DynamicTest.dynamicTest(
                "config " + golden.get("name").asText(),
                () -> {
                  assertThat(CanonicalJson.of(config)).isEqualTo(golden.get("canonical").asText());
                  assertThat(ConfigHash.of(config)).isEqualTo(golden.get("sha256").asText());
                  assertThat(ConfigHash.of(JsonObject.parse(config)))
                      .isEqualTo(golden.get("sha256").asText());
                }));
      }
    }
    assertThat(tests).hasSize(3);
    return tests;
  }
}
