package io.flts.dl.engine;

/**
 * What turns a window into features for the output layer.
 *
 * @since 0.1.0
 */
public enum Body {
  /** Long short-term memory; gates input, forget, cell, output. */
  LSTM(4),
  /** Gated recurrent unit with the reset gate after the recurrent product. */
  GRU(3),
  /** Dense layers with rectified units over the flattened window. */
  MLP(0);

  private final int gates;

  Body(int gates) {
    this.gates = gates;
  }

  int gates() {
    return gates;
  }

  /** Whether it reads a sequence step by step. */
  public boolean recurs() {
    return gates > 0;
  }
}
