package io.flts.stat.optimize;

/**
 * A criterion that is a monotone function of a sum of squares, given by its normal equations.
 *
 * <p>Implementations own their buffers and are confined to one thread.
 *
 * @since 0.1.0
 */
public interface SumOfSquares {

  /**
   * The criterion at a point: lower is better, +∞ where the point is not feasible.
   *
   * @param point coordinates; not modified
   */
  double value(double[] point);

  /**
   * The criterion at a feasible point, with the normal equations of its sum of squares there.
   *
   * @param point coordinates; not modified
   * @param gram receives JᵀJ, row-major, at least the lower triangle
   * @param gradient receives Jᵀr, half the gradient of the sum of squares
   */
  double linearize(double[] point, double[] gram, double[] gradient);
}
