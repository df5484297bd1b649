package io.flts.core.bundle;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flts.api.error.ModelFormatException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

class BundleFuzzPropertyTest {
  private static final byte[] INTACT = BundleSamples.bytes(BundleSamples.everyKindBundle());

  @Property(tries = 1_000)
  @Label("A bundle with parts overwritten, cut, doubled or moved is refused, never half loaded")
  void mutations(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] damaged = INTACT;
    while (Arrays.equals(damaged, INTACT)) {
      damaged = mutate(damaged, random);
    }
    byte[] bytes = damaged;
    assertThatThrownBy(() -> ModelBundle.read(bytes))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("entry ");
  }

  @Property(tries = 1_000)
  @Label("A forged bundle, whose digests all fit, loads or is refused, and nothing else happens")
  void forgeries(@ForAll long seed) {
    Random random = new Random(seed);
    ForgedBundle forged = ForgedBundle.of(BundleSamples.everyKindBundle());
    String[] entries = {"model.json", "arrays.safetensors"};
    for (int i = 0; i <= random.nextInt(3); i++) {
      forged.entry(entries[random.nextInt(2)], bytes -> mutate(bytes, random));
    }
    byte[] bytes = forged.bytes();
    try {
      ModelBundle.read(bytes);
    } catch (ModelFormatException e) {
      // refused, with a reason
    }
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int at = random.nextInt(bytes.length);
    int count = 1 + random.nextInt(Math.min(64, bytes.length - at));
    switch (random.nextInt(5)) {
      case 0 -> {
        byte[] copy = bytes.clone();
        for (int i = at; i < at + count; i++) {
          copy[i] = (byte) random.nextInt();
        }
        return copy;
      }
      case 1 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 2 -> { // cut out
        byte[] copy = Arrays.copyOf(bytes, bytes.length - count);
        System.arraycopy(bytes, at + count, copy, at, bytes.length - at - count);
        return copy;
      }
      case 3 -> { // double
        byte[] copy = Arrays.copyOf(bytes, bytes.length + count);
        System.arraycopy(bytes, at, copy, at + count, bytes.length - at);
        return copy;
      }
      default -> { // copy to elsewhere
        byte[] copy = bytes.clone();
        int to = random.nextInt(bytes.length - count + 1);
        System.arraycopy(bytes, at, copy, to, count);
        return copy;
      }
    }
  }
}
