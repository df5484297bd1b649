package io.flts.stat.intermittent;

/**
 * Smoothed demand size, interval between demands and probability of demand, moved on one
 * observation at a time. Confined to one thread; read-only by convention once inside a model.
 */
final class DemandState {

  /** Smoothed size of a demand; 0 before the first. */
  double size;

  /** Smoothed number of steps from one demand to the next; 0 before the first. */
  double interval;

  /** Smoothed probability that a step has demand. */
  double probability;

  /** Observed steps since the last demand. */
  double waited;

  DemandState copy() {
    return of(values());
  }

  static DemandState of(double[] values) {
    DemandState state = new DemandState();
    state.size = values[0];
    state.interval = values[1];
    state.probability = values[2];
    state.waited = values[3];
    return state;
  }

  double[] values() {
    return new double[] {size, interval, probability, waited};
  }

  /** Takes one observation in; NaN is not observed and changes nothing. */
  void advance(double y, double alpha, double beta) {
    if (Double.isNaN(y)) {
      return;
    }
    waited++;
    boolean demand = y > 0;
    if (interval > 0) {
      probability += beta * ((demand ? 1 : 0) - probability);
    }
    if (!demand) {
      return;
    }
    if (interval > 0) {
      size += alpha * (y - size);
      interval += alpha * (waited - interval);
    } else {
      // The first demand starts all three, as in R's croston with simple initial values.
      size = y;
      interval = waited;
      probability = 1 / waited;
    }
    waited = 0;
  }
}
