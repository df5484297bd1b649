package io.flts.stat.prophet;

/** Shape of the trend between two changepoints. */
enum Growth {
  /** Straight line. */
  LINEAR,
  /** Saturating curve between a floor and a cap. */
  LOGISTIC,
  /** Constant; changepoints are ignored. */
  FLAT
}
