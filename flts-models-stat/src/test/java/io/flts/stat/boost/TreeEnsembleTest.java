package io.flts.stat.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.error.ModelFormatException;
import io.flts.api.model.ModelTree;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Trees small enough to follow by hand; needs no native library. */
class TreeEnsembleTest {

  /** x0 &lt; 0.5 (missing left) ? (x1 &lt; 2 (missing right) ? 1 : 2) : 10, and a stump of 100. */
  private static TreeEnsemble small() {
    TreeAssembly assembly = new TreeAssembly();
    assembly.add(
        0,
        new TreeAssembly.Source(
            new int[] {1, 3, -1, -1, -1},
            new int[] {2, 4, -1, -1, -1},
            new int[] {0, 1, 0, 0, 0},
            new float[] {0.5f, 2, 10, 1, 2},
            new int[] {1, 0, 0, 0, 0},
            new float[] {8, 6, 2, 3, 3},
            new float[] {5, 1, 0, 0, 0}));
    assembly.add(
        0,
        new TreeAssembly.Source(
            new int[] {-1},
            new int[] {-1},
            new int[] {0},
            new float[] {100},
            new int[] {0},
            new float[] {8},
            new float[] {0}));
    return assembly.ensemble(2, new float[] {1000}, Link.IDENTITY);
  }

  @Test
  @DisplayName("Rows go left below the threshold, right at it, and missing values where told")
  void rowsFindTheirLeaves() {
    float nan = Float.NaN;
    float[][] rows = {{0, 0}, {0, 2}, {0.5f, 0}, {nan, 0}, {nan, nan}, {0, nan}};
    float[] leaves = {1, 2, 10, 1, 2, 2};
    for (int r = 0; r < rows.length; r++) {
      assertThat(small().predict(rows[r])).isEqualTo(1100 + leaves[r]);
    }
    // twenty rows at once take the way of eight lanes and the way of single rows
    float[] many = new float[40];
    float[] expected = new float[20];
    for (int r = 0; r < 20; r++) {
      System.arraycopy(rows[r % 6], 0, many, 2 * r, 2);
      expected[r] = 1100 + leaves[r % 6];
    }
    float[] into = new float[20];
    small().predict(many, 20, into);
    assertThat(into).isEqualTo(expected);
  }

  @Test
  @DisplayName(
      "Contributions of a tree of two questions are the Shapley values by their definition")
  void contributionsAreShapleyValues() {
    double[] parts = small().contributions(new float[] {0, 2}, 0);
    // expectations given what is known: nothing, x0, x1, both
    double nothing = (6 * 1.5 + 2 * 10) / 8;
    double first = 1.5;
    double second = (6 * 2.0 + 2 * 10) / 8;
    double both = 2;
    assertThat(parts[0]).isCloseTo((first - nothing + both - second) / 2, within(1e-12));
    assertThat(parts[1]).isCloseTo((second - nothing + both - first) / 2, within(1e-12));
    assertThat(parts[2]).isCloseTo(1100 + nothing, within(1e-12));
  }

  @Test
  @DisplayName("Gains are summed per feature")
  void gainsAreSummed() {
    assertThat(small().gains()).containsExactly(5, 1);
  }

  @Test
  @DisplayName("Damaged trees are refused: a circle, a feature that is not, a value not finite")
  void damagedTreesAreRefused() {
    refused("left", new int[] {0, 3, 0, 0, 0, 0});
    refused("left", new int[] {1, 1, 0, 0, 0, 0});
    refused("feature", new int[] {7, 1, -1, -1, -1, -1});
    refused("threshold", new float[] {Float.NaN, 2, 10, 1, 2, 100});
    refused("roots", new int[] {0, 9});
    refused("outputs", new int[] {0, 1});
    refused("cover", new float[] {1});
  }

  private static void refused(String key, Object replacement) {
    ModelTree damaged =
        ModelTree.of(
            out -> {
              for (Map.Entry<String, Object> entry : saved().entrySet()) {
                Object value = entry.getKey().equals(key) ? replacement : entry.getValue();
                if (value instanceof int[] ints) {
                  out.integers(entry.getKey(), ints);
                } else if (value instanceof float[] floats) {
                  out.floats(entry.getKey(), floats);
                } else if (value instanceof Long number) {
                  out.integer(entry.getKey(), number);
                } else {
                  out.text(entry.getKey(), (String) value);
                }
              }
            });
    assertThatExceptionOfType(ModelFormatException.class)
        .as("%s", key)
        .isThrownBy(() -> TreeEnsemble.read(damaged.reader()))
        .withMessageContaining("damaged");
  }

  private static Map<String, Object> saved() {
    return ModelTree.of(small()::write).entries();
  }

  @Test
  @DisplayName("UBJSON that is cut short, lies about a count or nests without end is refused")
  void hostileBytesAreRefused() {
    byte[] huge = ByteBuffer.allocate(13).put(ascii("[$d#L")).putLong(1L << 40).array();
    byte[] negative = ByteBuffer.allocate(13).put(ascii("[$d#L")).putLong(-1).array();
    byte[] deep = new byte[5000];
    Arrays.fill(deep, (byte) '[');
    for (byte[] hostile :
        new byte[][] {
          huge, negative, deep, ascii("{"), ascii("{i\u0001a"), ascii("x"), {}, ascii("TT")
        }) {
      assertThatExceptionOfType(ModelFormatException.class)
          .isThrownBy(() -> XgboostModel.parse(hostile));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  @DisplayName("Permuting a feature that matters raises the loss, permuting another does not")
  void permutationShowsWhatMatters() {
    int count = 400;
    float[] values = new float[count * 2];
    float[] labels = new float[count];
    for (int r = 0; r < count; r++) {
      values[2 * r] = r % 2;
      values[2 * r + 1] = r % 3 - 5; // always below 2: never changes the leaf
      labels[r] = r % 2 == 0 ? 1101 : 1110;
    }
    double[] importance =
        PermutationImportance.of(
            (rows, n, into) -> small().predict(rows, n, into),
            TrainingRows.of(values, 2, labels),
            5);
    assertThat(importance[0]).isBetween(30.0, 50.0); // half the rows change place: 81 / 2
    assertThat(importance[1]).isZero();
  }
}
