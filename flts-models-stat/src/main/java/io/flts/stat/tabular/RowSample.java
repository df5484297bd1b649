package io.flts.stat.tabular;

import java.util.Arrays;
import java.util.List;

/**
 * The steps that a model learns from: for every target a few distances to it, spread evenly over
 * the horizon, so that the number of rows stays limited.
 */
final class RowSample {
  private int[] frames = new int[1024];
  private int[] origins = new int[1024];
  private int[] steps = new int[1024];
  private int count;

  /**
   * Steps whose targets lie in a part of every series.
   *
   * @param from first target per frame
   * @param to end of the targets per frame
   * @param horizon largest distance
   * @param most rows wanted at most, unless there are more targets
   */
  static RowSample of(List<Frame> all, int[] from, int[] to, int horizon, int most, long seed) {
    long targets = 0;
    for (int f = 0; f < all.size(); f++) {
      targets += Math.max(0, to[f] - from[f]);
    }
    int perTarget = (int) Math.max(1, Math.min(horizon, most / Math.max(1, targets)));
    RowSample sample = new RowSample();
    for (int f = 0; f < all.size(); f++) {
      Frame frame = all.get(f);
      for (int target = from[f]; target < to[f]; target++) {
        if (frame.z[target] == frame.z[target]) {
          long offset = mix(seed + target) >>> 1;
          for (int k = 0; k < perTarget; k++) {
            // strata of equal width, one phase per target
            int step = 1 + (int) ((offset % horizon + (long) k * horizon / perTarget) % horizon);
            if (frame.observedBefore(Math.max(0, target - step + 1)) > 0) {
              sample.add(f, target - step + 1, step);
            }
          }
        }
      }
    }
    return sample;
  }

  private void add(int frame, int origin, int step) {
    if (count == frames.length) {
      frames = Arrays.copyOf(frames, 2 * count);
      origins = Arrays.copyOf(origins, 2 * count);
      steps = Arrays.copyOf(steps, 2 * count);
    }
    frames[count] = frame;
    origins[count] = origin;
    steps[count++] = step;
  }

  int count() {
    return count;
  }

  /** The rows of the steps. */
  Rows rows(List<Frame> all, RowWriter writer) {
    int size = writer.size();
    float[] values = new float[Math.multiplyExact(count, size)];
    float[] labels = new float[count];
    for (int r = 0; r < count; r++) {
      Frame frame = all.get(frames[r]);
      float anchor = writer.anchor(frame, origins[r], steps[r]);
      writer.write(frame, origins[r], steps[r], anchor, values, r * size);
      labels[r] = frame.z[origins[r] + steps[r] - 1] - anchor;
    }
    return new Rows(values, size, labels);
  }

  /** Mean distance of the targets from what they are told relative to. */
  double spread(List<Frame> all, RowWriter writer) {
    double sum = 0;
    for (int r = 0; r < count; r++) {
      Frame frame = all.get(frames[r]);
      float target = frame.z[origins[r] + steps[r] - 1];
      sum += Math.abs(target - writer.anchor(frame, origins[r], steps[r]));
    }
    return count == 0 ? 0 : sum / count;
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
