package io.flts.dl.forecast;

import java.util.List;

/**
 * Sums of products of all pairs of positions over sliding windows of a set of series.
 *
 * <p>A window is {@code width} successive values. Windows of one series overlap in all but one
 * value, so every diagonal of the matrix follows from its first element by adding what enters and
 * taking off what leaves: O(n·width + width²) per gap-free stretch instead of O(n·width²). Windows
 * with a missing value are left out by cutting the series there.
 */
final class WindowGram {
  final int width;
  final double[][] products;
  final double[] sums;
  long count;

  WindowGram(int width) {
    this.width = width;
    products = new double[width][width];
    sums = new double[width];
  }

  /** Adds the windows whose last value lies before {@code end}, starting at {@code from}. */
  static WindowGram of(int width, List<Frame> frames, int[] from, int[] end) {
    WindowGram gram = new WindowGram(width);
    for (int f = 0; f < frames.size(); f++) {
      float[] z = frames.get(f).z;
      int start = from[f];
      for (int i = from[f]; i <= end[f]; i++) {
        if (i == end[f] || z[i] != z[i]) {
          gram.stretch(z, start, i);
          start = i + 1;
        }
      }
    }
    return gram;
  }

  private void stretch(float[] z, int from, int to) {
    int windows = to - from - width + 1;
    if (windows <= 0) {
      return;
    }
    count += windows;
    for (int lag = 0; lag < width; lag++) {
      double product = 0;
      for (int t = from; t < from + windows; t++) {
        product += (double) z[t] * z[t + lag];
      }
      for (int i = 0; i + lag < width; i++) {
        products[i][i + lag] += product;
        if (lag > 0) {
          products[i + lag][i] += product;
        }
        int leaves = from + i;
        int enters = leaves + windows;
        if (enters + lag < to) {
          product += (double) z[enters] * z[enters + lag] - (double) z[leaves] * z[leaves + lag];
        }
      }
    }
    double sum = 0;
    for (int t = from; t < from + windows; t++) {
      sum += z[t];
    }
    for (int i = 0; i < width; i++) {
      sums[i] += sum;
      if (i + 1 < width) {
        sum += (double) z[from + i + windows] - z[from + i];
      }
    }
  }
}
