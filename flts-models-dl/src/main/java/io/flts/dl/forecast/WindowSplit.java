package io.flts.dl.forecast;

import java.util.Arrays;
import java.util.List;

/**
 * Where training windows end and validation windows begin.
 *
 * <p>Per series, in time order: a training window's targets end before the validation part, a
 * validation window's targets lie wholly inside it. A series too short for a whole window of
 * targets trains on what it has.
 */
final class WindowSplit {
  private int[] frames = new int[1024];
  private int[] origins = new int[1024];
  private int count;

  private WindowSplit() {}

  static Windows training(WindowShape shape, FeaturePlan plan, List<Frame> all, double share) {
    WindowSplit split = new WindowSplit();
    for (int f = 0; f < all.size(); f++) {
      int end = validationStart(shape, all.get(f), share);
      int last = end - shape.output();
      for (int origin = shape.input(); origin <= Math.max(last, shape.input()); origin++) {
        split.add(f, origin, all.get(f), Math.min(end, origin + shape.output()));
      }
    }
    return split.windows(shape, plan, all);
  }

  static Windows validation(WindowShape shape, FeaturePlan plan, List<Frame> all, double share) {
    WindowSplit split = new WindowSplit();
    for (int f = 0; f < all.size(); f++) {
      Frame frame = all.get(f);
      int start = validationStart(shape, frame, share);
      for (int origin = start; origin + shape.output() <= frame.length; origin++) {
        split.add(f, origin, frame, origin + shape.output());
      }
    }
    return split.windows(shape, plan, all);
  }

  /**
   * First target of the validation part, or the length where the series is too short to have one.
   */
  static int validationStart(WindowShape shape, Frame frame, double share) {
    int size = Math.max(shape.output(), (int) Math.floor(frame.length * share));
    int start = frame.length - size;
    boolean enough = share > 0 && start - shape.input() >= 3 * shape.output() && size >= 2;
    return enough ? start : frame.length;
  }

  private void add(int frame, int origin, Frame data, int end) {
    boolean known = false;
    for (int i = origin; i < end && !known; i++) {
      known = data.z[i] == data.z[i];
    }
    if (!known) {
      return;
    }
    if (count == frames.length) {
      frames = Arrays.copyOf(frames, 2 * count);
      origins = Arrays.copyOf(origins, 2 * count);
    }
    frames[count] = frame;
    origins[count++] = origin;
  }

  private Windows windows(WindowShape shape, FeaturePlan plan, List<Frame> all) {
    return new Windows(
        shape, plan, all, Arrays.copyOf(frames, count), Arrays.copyOf(origins, count));
  }
}
