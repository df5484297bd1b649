package io.flts.stat.prophet;

/** How a component enters the model. */
enum Effect {
  /** Added to the trend, in units of the series. */
  ADDITIVE,
  /** Share of the trend. */
  MULTIPLICATIVE
}
