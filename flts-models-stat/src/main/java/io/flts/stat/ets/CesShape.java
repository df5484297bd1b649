package io.flts.stat.ets;

/** The four forms of complex exponential smoothing (Svetunkov, Kourentzes and Ord 2022). */
enum CesShape {
  /** No season: level and information potential. */
  NONE(2),
  /** The recursion of {@link #NONE} at the seasonal lag. */
  SIMPLE(2),
  /** {@link #NONE} plus one real seasonal component. */
  PARTIAL(3),
  /** {@link #NONE} plus a complex seasonal component. */
  FULL(4);

  /** Smoothing parameters. */
  final int parameters;

  CesShape(int parameters) {
    this.parameters = parameters;
  }

  boolean lagged() {
    return this != NONE;
  }

  /** Initial states that were found from the data. */
  int states(int period) {
    return switch (this) {
      case NONE -> 2;
      case SIMPLE -> 2 * period;
      case PARTIAL -> 2 + period;
      case FULL -> 2 + 2 * period;
    };
  }
}
