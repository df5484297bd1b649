package io.flts.dl.forecast;

/** Running mean and standard deviation (Welford), missing values left out. */
final class Moments {
  private long count;
  private double mean;
  private double squares;
  private double largest;

  void add(double value) {
    if (Double.isNaN(value)) {
      return;
    }
    count++;
    double before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
    largest = Math.max(largest, Math.abs(value));
  }

  double mean() {
    return mean;
  }

  /** Population standard deviation; 0 where it is rounding noise. */
  double deviation() {
    double deviation = count == 0 ? 0 : Math.sqrt(squares / count);
    return deviation <= 1e-12 * largest ? 0 : deviation;
  }

  /** The deviation, or 1 for a constant. */
  double scale() {
    return deviation() > 0 ? deviation() : 1;
  }
}
