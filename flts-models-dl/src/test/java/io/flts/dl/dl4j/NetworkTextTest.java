package io.flts.dl.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.atomic.AtomicBoolean;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.distribution.Distribution;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.weightnoise.IWeightNoise;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.schedule.ISchedule;

/** A configuration is a stranger's text: what it may hold, and what is refused unread. */
class NetworkTextTest {
  private static final String LSTM = "org.deeplearning4j.nn.conf.layers.LSTM";
  private static final AtomicBoolean LOADED = new AtomicBoolean();

  /** Tells when its class is initialised. */
  public static final class Canary {
    static {
      LOADED.set(true);
    }
  }

  private static String good() {
    return NetworkText.of(OwnNetworks.LSTM_STACK.json()).compact();
  }

  private static void refused(String json, String... words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkText.of(json))
        .withMessageStartingWith("Network configuration refused: ")
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("What Deeplearning4j wrote passes, and reads as the same configuration")
  void goodTextsPass(OwnNetworks network) {
    NetworkText text = NetworkText.of(network.json());
    assertThat(MultiLayerConfiguration.fromJson(text.compact()))
        .isEqualTo(MultiLayerConfiguration.fromJson(network.json()));
    assertThat(text.readsSequences()).isEqualTo(network != OwnNetworks.DENSE);
    assertThat(NetworkText.of(text.compact()).compact()).isEqualTo(text.compact());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javax.swing.JEditorPane",
        "com.sun.rowset.JdbcRowSetImpl",
        "org.springframework.context.support.ClassPathXmlApplicationContext",
        "org.apache.xbean.propertyeditor.JndiConverter",
        "org.deeplearning4j.nn.conf.layers.samediff.SameDiffLambdaLayer",
        "org.deeplearning4j.nn.conf.layers.LSTM$Builder",
        "java.lang.Object",
        "Evil",
        "[Ljava.lang.String;",
        ""
      })
  @DisplayName("A class that is not on the list is refused by place and name, wherever it stands")
  void otherClassesAreRefused(String name) {
    String place = "confs[0].layer.@class";
    refused(good().replaceFirst(LSTM.replace(".", "\\."), name.replace("$", "\\$")), place, name);
    refused(
        good()
            .replaceFirst(
                "\"iupdater\":\\{", "\"iupdater\":{\"type\":\"" + name.replace("$", "\\$") + "\","),
        "iupdater.type",
        name);
  }

  @Test
  @DisplayName("A class name as a key, in a string or behind escapes is refused like any other")
  void hiddenNamesAreRefused() {
    String gadget = "javax.swing.JEditorPane";
    refused("{\"" + gadget + "\":{}," + good().substring(1), gadget + " (the key)");
    refused(good().replace("\"layer0\"", "\"" + gadget + "\""), "layerName", gadget);
    refused(good().replace(LSTM, "javax\\u002eswing\\u002eJEditorPane"), gadget);
    refused(good().replace("\"layer0\"", "[\"" + gadget + "\",{}]"), "layerName[0]");
    refused(good().replaceFirst("@class", "@type"), "@type", "may begin with '@'");
  }

  @Test
  @DisplayName("A refused class is not even loaded")
  void refusedClassesAreNotLoaded() {
    refused(
        good().replaceFirst(LSTM.replace(".", "\\."), Canary.class.getName().replace("$", "\\$")),
        "Canary");
    assertThat(LOADED).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2000000000", "8193", "-1", "1e9", "0.5", "\"8\"", "null", "99999999999999999999"})
  @DisplayName("Units and inputs lie between 0 and 8192")
  void sizesAreBounded(String size) {
    refused(good().replaceFirst("\"nout\":8", "\"nout\":" + size), "confs[0].layer.nout");
    refused(good().replaceFirst("\"nin\":0", "\"nin\":" + size), "confs[0].layer.nin");
  }

  @Test
  @DisplayName("Other whole numbers are bounded, the seed is not")
  void wholeNumbersAreBounded() {
    refused(good().replace("\"iterationCount\":0", "\"iterationCount\":2000000"), "iterationCount");
    assertThat(NetworkText.of(good().replace("\"seed\":7", "\"seed\":123456789012345")).outputs())
        .isZero();
  }

  @Test
  @DisplayName("Nesting, length, number of values and of layers are limited")
  void limitsHold() {
    String deep = "[".repeat(5000) + "]".repeat(5000);
    refused("{\"confs\":" + deep + "}", "nesting depth", "24");
    refused("{\"a\":\"" + "x".repeat(60_000) + "\"}", "60008 characters", "60000");
    refused("{\"a\":[" + "0,".repeat(10_001) + "0]}", "10000 values");
    String layer = "{\"layer\":{\"@class\":\"" + LSTM + "\"}}";
    refused("{\"confs\":[" + (layer + ",").repeat(64) + layer + "]}", "1 to 64 layers");
    refused("{\"a\":\"" + "é".repeat(20_000) + "\",\"confs\":[" + layer + "]}", "in ASCII");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"confs\":[],\"confs\":[]} | Duplicate",
        "{\"confs\":[]} | 1 to 64 layers",
        "{} | 1 to 64 layers",
        "[] | an object must begin",
        "{\"confs\":[{\"layer\":null}]} | confs[0].layer",
        "{\"confs\":[1]} | confs[0].layer",
        "{\"confs\":[{}]} x | column",
        "{\"confs\":[{}]} {} | must end here",
        "{\"confs\":[{},]} | column",
        "/* */ {} | comment",
        "{\"a\":NaN} | NaN",
        "{\"a\":01} | zero",
        "{\"a\":1e999} | finite",
        "{'a':1} | column",
        "{\"a\" | end-of-input",
        "{\"a\":\"\\q\"} | escape",
        "{\"a\":\"\\u00g0\"} | hex",
        "{\"a\":tru} | tru",
        "{ | end-of-input"
      })
  @DisplayName("What is not RFC 8259, or not a configuration, is refused at its place")
  void otherTextsAreRefused(String json, String rule) {
    refused(json, rule);
  }

  @Test
  @DisplayName("Every name on the list is a class of the kind the list is for")
  void theListIsOfConfigurations() throws Exception {
    Class<?>[] kinds = {
      Layer.class,
      IActivation.class,
      ILossFunction.class,
      IUpdater.class,
      Regularization.class,
      ISchedule.class,
      IWeightInit.class,
      Distribution.class,
      IDropout.class,
      IWeightNoise.class,
      LayerConstraint.class,
      InputPreProcessor.class
    };
    assertThat(AllowedClasses.all()).hasSizeGreaterThan(90);
    for (String name : AllowedClasses.all()) {
      Class<?> type = Class.forName(name, false, getClass().getClassLoader());
      assertThat(kinds).as(name).anyMatch(kind -> kind.isAssignableFrom(type));
    }
  }
}
