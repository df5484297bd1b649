package io.flts.dl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.dl.kernel.KernelChoice;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrozenNetworkTest {
  private static final int MOST_MILLIS = 30_000;

  @ParameterizedTest
  @EnumSource(names = {"LSTM", "GRU"})
  @DisplayName("A network just read answers plainly, then with the fastest kernels: the same bits")
  void startsPlain(Body body) throws InterruptedException {
    Layout layout = new Layout(new Architecture(body, 4, 3, 0, 16, 2, 0, 0, 0, 0, 1, 0));
    FrozenNetwork network = FrozenNetwork.startingPlain(layout, layout.initial(1));
    assertThat(network.kernels()).isEqualTo("plain");
    Batch window = new Batch(layout.shape(), 1, 1);
    window.rows(1);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < window.sequence().length; i++) {
      window.sequence()[i] = (float) random.nextDouble();
    }
    float[] first = new float[1];
    network.answer(window, first);
    String fastest = KernelChoice.fastest().name();
    long end = System.nanoTime() + MOST_MILLIS * 1_000_000L;
    for (int i = 0; i < 40 || !network.kernels().equals(fastest); i++) {
      float[] again = new float[1];
      network.answer(window, again);
      assertThat(again).isEqualTo(first);
      assertThat(System.nanoTime()).as("time to warm up").isLessThan(end);
      Thread.sleep(1);
    }
    float[] last = new float[1];
    network.answer(window, last);
    assertThat(last).isEqualTo(first);
  }
}
