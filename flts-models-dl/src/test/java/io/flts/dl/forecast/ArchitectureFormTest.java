package io.flts.dl.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flts.api.error.ModelFormatException;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelTree;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureFormTest {

  private static ModelReader saved(float... weights) {
    return ModelTree.of(out -> out.floats("weights", weights)).reader();
  }

  @Test
  @DisplayName("All finite weights are read, the largest too")
  void finiteWeights() {
    float[] weights = {0, -0f, 1, Float.MAX_VALUE, Float.MAX_VALUE, -Float.MIN_VALUE};
    assertThat(ArchitectureForm.weights(saved(weights), weights.length)).isEqualTo(weights);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  @DisplayName("A weight that is not finite is refused, even beside its opposite")
  void otherWeights(float weight) {
    ModelReader in = saved(1, weight, 2, -weight);
    assertThatThrownBy(() -> ArchitectureForm.weights(in, 4))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(
            "Saved model: 'weights' holds "
                + weight
                + "; all must be finite. The file is damaged.");
  }
}
