package io.flts.stat.theta;

/**
 * The running least-squares line through the observed values: its slope B and its value A at time
 * 0, where the first position has time 1. Confined to one thread.
 */
final class ThetaLine {

  private int count;
  private double meanTime;
  private double meanValue;
  private double timeSquares;
  private double products;
  private int time;

  ThetaLine() {}

  ThetaLine(double[] state) {
    time = (int) state[0];
    count = (int) state[1];
    meanTime = state[2];
    meanValue = state[3];
    timeSquares = state[4];
    products = state[5];
  }

  double[] state() {
    return new double[] {time, count, meanTime, meanValue, timeSquares, products};
  }

  static int stateSize() {
    return 6;
  }

  /** Takes the next value in; NaN only moves time on. */
  void add(double value) {
    time++;
    if (Double.isNaN(value)) {
      return;
    }
    count++;
    double before = time - meanTime;
    meanTime += before / count;
    meanValue += (value - meanValue) / count;
    timeSquares += before * (time - meanTime);
    products += before * (value - meanValue);
  }

  int count() {
    return count;
  }

  double slope() {
    return timeSquares > 0 ? products / timeSquares : 0;
  }

  double intercept() {
    return meanValue - slope() * meanTime;
  }

  static ThetaLine through(double[] y) {
    ThetaLine line = new ThetaLine();
    for (double v : y) {
      line.add(v);
    }
    return line;
  }
}
