package io.flts.dl.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The functions of {@link Activation} in vector lanes, bit for bit.
 *
 * <p>The coefficients are constants, not broadcasts: those would exceed what C2 inlines into one
 * loop, which then boxes every vector. For the same reason the limits are set by comparisons.
 */
final class VectorActivation {
  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

  private static final FloatVector P1 = spread(Activation.P1);
  private static final FloatVector P11 = spread(Activation.P11);
  private static final FloatVector P13 = spread(Activation.P13);
  private static final FloatVector P3 = spread(Activation.P3);
  private static final FloatVector P5 = spread(Activation.P5);
  private static final FloatVector P7 = spread(Activation.P7);
  private static final FloatVector P9 = spread(Activation.P9);
  private static final FloatVector Q0 = spread(Activation.Q0);
  private static final FloatVector Q2 = spread(Activation.Q2);
  private static final FloatVector Q4 = spread(Activation.Q4);
  private static final FloatVector Q6 = spread(Activation.Q6);
  private static final FloatVector HALF = spread(0.5f);
  private static final FloatVector MOST = spread(Activation.EDGE);
  private static final FloatVector LEAST = spread(-Activation.EDGE);

  private VectorActivation() {}

  static FloatVector logistic(FloatVector x) {
    return tanh(x.mul(HALF)).fma(HALF, HALF);
  }

  static FloatVector tanh(FloatVector value) {
    FloatVector x = value.blend(MOST, value.compare(VectorOperators.GT, MOST));
    x = x.blend(LEAST, x.compare(VectorOperators.LT, LEAST));
    FloatVector y = x.mul(x);
    FloatVector p = y.fma(P13, P11);
    p = p.fma(y, P9);
    p = p.fma(y, P7);
    p = p.fma(y, P5);
    p = p.fma(y, P3);
    p = p.fma(y, P1).mul(x);
    FloatVector q = y.fma(Q6, Q4);
    q = q.fma(y, Q2);
    q = q.fma(y, Q0);
    return p.div(q);
  }

  private static FloatVector spread(float value) {
    return FloatVector.broadcast(LANES, value);
  }
}
