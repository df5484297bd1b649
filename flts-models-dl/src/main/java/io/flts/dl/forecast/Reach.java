package io.flts.dl.forecast;

/**
 * How far normalised targets of training reached: answers beyond three times that are cut.
 *
 * <p>A network far outside what it was trained on may answer anything; this keeps it plausible.
 *
 * @param most largest absolute normalised target
 */
record Reach(float most) {
  private static final float FACTOR = 3f;

  static Reach of(WindowShape shape, Windows training) {
    float most = 0;
    float[] target = new float[shape.answered()];
    float[] window = new float[shape.input()];
    for (int i = 0; i < training.count(); i++) {
      training.target(i, window, target, 0);
      for (float value : target) {
        most = value == value ? Math.max(most, Math.abs(value)) : most;
      }
    }
    return new Reach(most);
  }

  float cut(float value) {
    float limit = FACTOR * most;
    return value == value ? Math.max(-limit, Math.min(limit, value)) : 0f;
  }
}
