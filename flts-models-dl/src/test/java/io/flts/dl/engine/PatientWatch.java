package io.flts.dl.engine;

/** Lets training run to its end. */
final class PatientWatch implements Watch {
  @Override
  public boolean goOn() {
    return true;
  }

  @Override
  public void epoch(int epoch, double loss, double validation) {}
}
