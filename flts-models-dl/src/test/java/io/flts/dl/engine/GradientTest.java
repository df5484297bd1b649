package io.flts.dl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.dl.kernel.KernelChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every weight of every tensor: the analytic gradient against differences of the loss. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GradientTest {
  private static final double DOUBLE_BAR = 1e-6;
  private static final double FLOAT_BAR = 1e-3;

  private BiFunction<String, int[], Map<String, double[]>> twin;

  @BeforeAll
  void compileTwin(@TempDir Path work) throws Exception {
    twin = DoubleTwin.probe(work);
  }

  /** Name and steps, features, embed, hidden, layers, extras, head, segments, channels, outputs. */
  record Case(String kernels, String body, String loss, int... shape) {
    String setting() {
      return kernels + " " + body + " " + loss;
    }
  }

  static List<Case> cases() {
    List<String> providers = new ArrayList<>(List.of("plain"));
    if (KernelChoice.vectorPresent()) {
      providers.add("vector");
    }
    List<Case> all = new ArrayList<>();
    for (String k : providers) {
      for (String body : List.of("LSTM", "GRU")) {
        for (int layers = 1; layers <= 3; layers++) {
          all.add(new Case(k, body, "squared", 4, 3, 0, 5, layers, 0, 0, 0, 0, 2));
          all.add(new Case(k, body, "squared", 3, 2, 6, 4, layers, 2, 0, 2, 3, 3));
        }
        all.add(new Case(k, body, "squared", 1, 2, 0, 8, 1, 0, 0, 0, 0, 1));
        all.add(new Case(k, body, "squared", 3, 2, 0, 16, 2, 3, 4, 0, 0, 2));
        all.add(new Case(k, body, "quantile", 3, 2, 0, 8, 2, 2, 0, 0, 0, 2));
        all.add(new Case(k, body, "absolute", 3, 4, 4, 8, 1, 0, 0, 3, 0, 2));
      }
      for (int layers = 1; layers <= 3; layers++) {
        all.add(new Case(k, "MLP", "squared", 0, 0, 0, 6, layers, 5, 0, 0, 0, 2));
        all.add(new Case(k, "MLP", "quantile", 0, 0, 0, 6, layers, 5, 4, 0, 0, 2));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("cases")
  @DisplayName("Every component agrees: differences to 1e-6 in double, the float path to 1e-3")
  void everyComponentAgrees(Case c) {
    Map<String, double[]> wide = twin.apply(c.setting() + " check", c.shape());
    Map<String, double[]> narrow = new GradientProbe().apply(c.setting() + " only", c.shape());
    assertThat(wide).isNotEmpty();
    assertThat(narrow.keySet()).isEqualTo(wide.keySet());
    wide.forEach(
        (name, reference) -> {
          int size = reference.length - 1;
          assertThat(reference[size]).as(name + " against differences").isLessThan(DOUBLE_BAR);
          double[] single = narrow.get(name);
          for (int i = 0; i < size; i++) {
            double scale = Math.max(1e-2, Math.abs(reference[i]));
            assertThat(Math.abs(single[i] - reference[i]) / scale)
                .as(name + "[" + i + "] in single precision")
                .isLessThan(FLOAT_BAR);
          }
        });
  }
}
