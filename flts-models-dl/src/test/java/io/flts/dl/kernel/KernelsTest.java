package io.flts.dl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KernelsTest {

  @Test
  @DisplayName("The rational tanh stays within 4e-7 of the true one, also at the ends")
  void tanhIsClose() {
    for (double x = -12; x <= 12; x += 1e-3) {
      double tanh = Activation.tanh((float) x);
      assertThat(tanh).isCloseTo(StrictMath.tanh((float) x), within(4e-7));
    }
    assertThat(Activation.tanh(Float.NaN)).isNaN();
  }

  @Test
  @DisplayName("A product agrees with the sum in double, and with the other provider bit for bit")
  void productIsRight() {
    for (int[] s :
        new int[][] {
          {1, 3, 1},
          {5, 7, 9},
          {9, 31, 17},
          {11, 40, 16},
          {32, 128, 48},
          {6, 16, 32},
          {13, 300, 33},
          {64, 20, 130}
        }) {
      for (boolean turned : new boolean[] {false, true}) {
        float[] a = values(s[0] * s[1], 1);
        float[] b = values(s[1] * s[2], 2);
        float[] c = product(KernelChoice.fastest(), turned, s, a, b);
        for (int m = 0; m < s[0]; m++) {
          for (int n = 0; n < s[2]; n++) {
            double sum = 1;
            for (int k = 0; k < s[1]; k++) {
              sum += (double) a[turned ? k * s[0] + m : m * s[1] + k] * b[k * s[2] + n];
            }
            assertThat((double) c[m * s[2] + n]).isCloseTo(sum, within(1e-4));
          }
        }
        assertThat(product(new PlainKernels(), turned, s, a, b)).isEqualTo(c);
      }
    }
  }

  @Test
  @DisplayName("An absent or unknown provider is refused by a message with the remedy")
  void absentProviderIsExplained() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KernelChoice.named("blas"))
        .withMessageContaining("blas")
        .withMessageContaining("plain");
    if (KernelChoice.vectorPresent()) {
      assertThat(KernelChoice.fastest().name()).isEqualTo("vector");
    } else {
      assertThat(KernelChoice.fastest().name()).isEqualTo("plain");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> KernelChoice.named("vector"))
          .withMessageContaining("--add-modules jdk.incubator.vector");
    }
  }

  @Test
  @DisplayName("Cells of both providers agree bit for bit, from a zero state too")
  void cellsAgree() {
    int rows = 3;
    int hidden = 16;
    for (boolean fromZero : new boolean[] {false, true}) {
      float[][] plain = cells(new PlainKernels(), rows, hidden, fromZero);
      assertThat(cells(KernelChoice.fastest(), rows, hidden, fromZero)).isDeepEqualTo(plain);
    }
  }

  /** Everything that the four cell passes write. */
  private static float[][] cells(Kernels k, int rows, int hidden, boolean fromZero) {
    int n = rows * hidden;
    float[] before = fromZero ? null : values(n, 1);
    Scratch scratch = new Scratch();
    float[] lstm = values(4 * n, 2);
    float[] cell = new float[n];
    float[] squashed = new float[n];
    float[] state = new float[n];
    k.lstmForward(rows, hidden, lstm, 0, before, 0, cell, squashed, state, 0, scratch);
    float[] dState = values(n, 3);
    float[] dCell = values(n, 4);
    float[] dLstm = new float[4 * n];
    k.lstmBackward(rows, hidden, lstm, 0, before, 0, squashed, 0, dState, dCell, dLstm, scratch);
    float[] gru = values(3 * n, 5);
    float[] carried = new float[n];
    float[] next = new float[n];
    k.gruForward(rows, hidden, gru, 0, values(3 * n, 6), before, 0, carried, next, 0, scratch);
    float[] dNext = values(n, 7);
    float[] dGru = new float[3 * n];
    float[] dRecurrent = new float[3 * n];
    k.gruBackward(rows, hidden, gru, 0, before, 0, carried, 0, dNext, dGru, dRecurrent, scratch);
    return new float[][] {
      lstm, cell, squashed, state, dCell, dLstm, gru, carried, next, dNext, dGru, dRecurrent
    };
  }

  private static float[] product(Kernels k, boolean turned, int[] s, float[] a, float[] b) {
    Packed packed = new Packed();
    k.pack(b, 0, s[2], false, s[1], s[2], packed);
    float[] c = new float[s[0] * s[2]];
    Arrays.fill(c, 1f);
    int stride = turned ? s[0] : s[1];
    k.product(turned, s[0], s[1], a, 0, stride, packed, 0, c, 0, s[2], true, new Scratch());
    return c;
  }

  private static float[] values(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }
}
