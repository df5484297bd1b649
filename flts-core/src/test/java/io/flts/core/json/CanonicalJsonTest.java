package io.flts.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flts.api.parameter.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

  @Test
  @DisplayName("Members are sorted at every level, white space goes, null stays")
  void sortsAndCompacts() {
    assertThat(CanonicalJson.of(" { \"b\" : [ { \"z\":1, \"a\":null } , true ] , \"a\" : \"x\" } "))
        .isEqualTo("{\"a\":\"x\",\"b\":[{\"a\":null,\"z\":1},true]}");
  }

  @Test
  @DisplayName("Keys sort by code point, not by UTF-16 unit")
  void sortsByCodePoint() {
    // U+FF5E lies below U+1F600, whose first UTF-16 unit is 0xD83D.
    assertThat(CanonicalJson.of("{\"\ud83d\ude00\":1,\"\uff5e\":2}"))
        .isEqualTo("{\"\uff5e\":2,\"\ud83d\ude00\":1}");
  }

  @ParameterizedTest(name = "{0} is written {1}")
  @DisplayName("Reals have the fewest digits that read back, in Python's notation")
  @CsvSource({
    "0.1, 0.1",
    "1.50, 1.5",
    "1.0, 1.0",
    "-0.0, -0.0",
    "1e2, 100.0",
    "0.00012, 0.00012",
    "0.00001, 1e-05",
    "1e15, 1000000000000000.0",
    "1e16, 1e+16",
    "123456789012345680, 123456789012345680",
    "1.2345678901234568e17, 1.2345678901234568e+17",
    "2e-3, 0.002",
    "2.0E23, 2e+23",
    "4.9E-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "5.684341886080802e-14, 5.684341886080802e-14",
    "9007199254740993.0, 9007199254740992.0",
    "2.2250738585072014e-308, 2.2250738585072014e-308"
  })
  void writesShortestNumbers(String number, String expected) {
    assertThat(CanonicalJson.of(number)).isEqualTo(expected);
  }

  @Test
  @DisplayName("Whole numbers keep all their digits")
  void keepsIntegers() {
    assertThat(CanonicalJson.of("[9223372036854775807,123456789012345678901234567890,-1]"))
        .isEqualTo("[9223372036854775807,123456789012345678901234567890,-1]");
  }

  @Test
  @DisplayName("Control characters and lone surrogates are escaped, everything else is UTF-8")
  void escapes() {
    assertThat(CanonicalJson.of("\"\\u0001\\n\\/\\u00e9\\ud800\\\"\\\\\""))
        .isEqualTo("\"\\u0001\\n/\u00e9\\ud800\\\"\\\\\"");
  }

  @ParameterizedTest(name = "case {index}")
  @DisplayName("What is not strict JSON is refused")
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\":1,\"a\":1}",
        "{\"a\":{\"b\":1,\"b\":2}}",
        "{} {}",
        "[1,]",
        "NaN",
        "1e400",
        "01",
        "'a'",
        "/**/1"
      })
  void refuses(String text) {
    assertThatThrownBy(() -> CanonicalJson.of(text)).isInstanceOf(JsonException.class);
  }

  @Test
  @DisplayName("A repeated key is named")
  void namesTheRepeatedKey() {
    assertThatThrownBy(() -> CanonicalJson.of("{\"seed\":1,\"seed\":2}"))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("seed");
  }

  @Test
  @DisplayName("Limits on length, nesting and texts hold")
  void limits() {
    JsonLimits tight = new JsonLimits(100, 4, 10);
    assertThat(JsonObject.parse(utf8("{\"a\":[[{}]]}"), tight).has("a")).isTrue();
    assertThatThrownBy(() -> JsonObject.parse(utf8("{\"a\":[[[{}]]]}"), tight))
        .isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> JsonObject.parse(utf8("{\"a\":\"12345678901\"}"), tight))
        .isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> JsonObject.parse(utf8("{\"a\":1}" + " ".repeat(100)), tight))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("107")
        .hasMessageContaining("100");
    assertThatThrownBy(() -> CanonicalJson.of("[".repeat(100_000)))
        .isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> JsonObject.parse(new byte[] {'{', '"', (byte) 0xff, '"'}, tight))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  @DisplayName("Accessors name the key and what is there instead")
  void accessorsComplain() {
    JsonObject object = JsonObject.parse("{\"a\":{\"n\":1.5,\"t\":\"x\",\"list\":[1,\"b\"]}}");
    assertThatThrownBy(() -> object.object("a").integer("n"))
        .isInstanceOf(JsonException.class)
        .hasMessage("Member 'a/n' should be a whole number but is 1.5.");
    assertThatThrownBy(() -> object.text("gone")).hasMessage("Member 'gone' is absent.");
    assertThatThrownBy(() -> object.object("a").texts("list")).hasMessageContaining("'a/list'");
    assertThatThrownBy(() -> object.object("a").integer("n", 0, 3)).hasMessageContaining("'a/n'");
    assertThatThrownBy(() -> JsonObject.parse("{\"n\":9}").integer("n", 0, 3))
        .hasMessage("Member 'n' is 9; it must lie from 0 to 3.");
  }

  @Test
  @DisplayName("Parameters survive the way through text")
  void roundTripsParameters() {
    Parameters parameters =
        Parameters.of("alpha", 1.0, "season", 24)
            .and("damped", true)
            .and("kind", "additive")
            .and("lags", List.of(1, 2, 24))
            .and("weights", List.of(0.5, 1.0));
    String text = JsonObject.builder().parameters("p", parameters).build().canonical();
    assertThat(text)
        .isEqualTo(
            "{\"p\":{\"alpha\":1.0,\"damped\":true,\"kind\":\"additive\",\"lags\":[1,2,24],"
                + "\"season\":24,\"weights\":[0.5,1.0]}}");
    assertThat(JsonObject.parse(text).parameters("p")).isEqualTo(parameters);
  }

  @Test
  @DisplayName("Reals without a JSON number become texts and come back")
  void nonFiniteReals() {
    JsonObject object =
        JsonObject.builder().real("a", Double.NaN).real("b", Double.NEGATIVE_INFINITY).build();
    assertThat(object.canonical()).isEqualTo("{\"a\":\"NaN\",\"b\":\"-Infinity\"}");
    JsonObject read = JsonObject.parse(object.canonical());
    assertThat(read.real("a")).isNaN();
    assertThat(read.real("b")).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
