package io.flts.dl.engine;

import java.util.SplittableRandom;

/** A mask of silenced units, scaled so that expectations stay. */
final class Dropout {
  private final float[] mask;
  private final float keep;
  private final boolean active;
  private final int threshold;

  Dropout(double probability, int capacity) {
    active = probability > 0;
    mask = new float[active ? capacity : 0];
    keep = (float) (1 / (1 - probability));
    threshold = (int) (probability * (1 << 24));
  }

  /** Silences units of {@code x} in place. */
  void forward(float[] x, int length, SplittableRandom random) {
    if (!active) {
      return;
    }
    for (int i = 0; i < length; i += 2) {
      long bits = random.nextLong();
      float first = (bits >>> 40) < threshold ? 0f : keep;
      mask[i] = first;
      x[i] *= first;
      if (i + 1 < length) {
        float second = (bits & 0xffffff) < threshold ? 0f : keep;
        mask[i + 1] = second;
        x[i + 1] *= second;
      }
    }
  }

  void backward(float[] dx, int length) {
    if (!active) {
      return;
    }
    for (int i = 0; i < length; i++) {
      dx[i] *= mask[i];
    }
  }
}
