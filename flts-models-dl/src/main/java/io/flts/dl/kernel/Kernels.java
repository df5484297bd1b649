package io.flts.dl.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The inner loops of training and inference over row-major {@code float} arrays.
 *
 * <p>Matrices are (array, offset, stride) triples, stride = distance between rows. Every element of
 * a product is one chain of fused multiply-adds in ascending depth, whatever the tile shape, the
 * number of rows or the provider: a window computed alone and the same window inside a batch give
 * the same bits. Gate order is input, forget, cell, output (LSTM) and reset, update, candidate
 * (GRU).
 *
 * <p><b>Thread safety</b> providers are stateless and thread-safe; {@link Scratch} and the arrays
 * are the caller's and confined to one thread while in use. Offsets are not checked beyond the
 * array bounds of the JVM.
 *
 * @since 0.1.0
 */
public interface Kernels {

  /** Name of the provider: {@code vector} or {@code plain}. */
  String name();

  /**
   * Copies a matrix into the form {@link #product} reads.
   *
   * @param b source; {@code depth × columns}, or {@code columns × depth} when {@code transposed}
   */
  void pack(
      float[] b, int offset, int stride, boolean transposed, int depth, int columns, Packed into);

  /**
   * {@code C = op(A)·B} or {@code C += op(A)·B} for a packed {@code B}.
   *
   * @param transposedA whether {@code A} is stored {@code depth × rows}
   * @param depth summed length; rows {@code [fromDepth, fromDepth + depth)} of {@code B} take part
   */
  void product(
      boolean transposedA,
      int rows,
      int depth,
      float[] a,
      int aOffset,
      int aStride,
      Packed b,
      int fromDepth,
      float[] c,
      int cOffset,
      int cStride,
      boolean add,
      Scratch scratch);

  /** Adds the sum of {@code rows} rows of width {@code columns} to {@code out}, in row order. */
  void addRows(int rows, int columns, float[] a, int aOffset, float[] out, int outOffset);

  /**
   * LSTM cell: pre-activations {@code [rows][4·hidden]} become gates in place.
   *
   * @param cellBefore previous cell state, {@code null} for zero
   * @param squashed receives tanh of the new cell state
   */
  void lstmForward(
      int rows,
      int hidden,
      float[] gates,
      int gatesAt,
      float @Nullable [] cellBefore,
      int cellBeforeAt,
      float[] cell,
      float[] squashed,
      float[] state,
      int stateAt,
      Scratch scratch);

  /**
   * Backward pass of {@link #lstmForward}: {@code dState} and {@code dCell} to {@code dGates}.
   *
   * <p>{@code cell}-like arrays ({@code squashed}, {@code state}) share {@code stateAt}. {@code
   * dCell} is read and replaced by the gradient of the previous cell state.
   */
  void lstmBackward(
      int rows,
      int hidden,
      float[] gates,
      int gatesAt,
      float @Nullable [] cellBefore,
      int cellBeforeAt,
      float[] squashed,
      int stateAt,
      float[] dState,
      float[] dCell,
      float[] dGates,
      Scratch scratch);

  /**
   * GRU cell with the reset gate applied after the recurrent product.
   *
   * @param gates input products {@code [rows][3·hidden]}, replaced by the gates
   * @param recurrent recurrent products with their bias, {@code [rows][3·hidden]}
   * @param stateBefore previous state, {@code null} for zero
   * @param carried receives the candidate third of {@code recurrent}, needed by the backward pass
   */
  void gruForward(
      int rows,
      int hidden,
      float[] gates,
      int gatesAt,
      float[] recurrent,
      float @Nullable [] stateBefore,
      int stateBeforeAt,
      float[] carried,
      float[] state,
      int stateAt,
      Scratch scratch);

  /**
   * Backward pass of {@link #gruForward}.
   *
   * @param dState gradient of the new state; replaced by its direct part for the previous state
   * @param dGates receives the gradient of the input products
   * @param dRecurrent receives the gradient of the recurrent products, same place as {@code dGates}
   */
  void gruBackward(
      int rows,
      int hidden,
      float[] gates,
      int gatesAt,
      float @Nullable [] stateBefore,
      int stateBeforeAt,
      float[] carried,
      int stateAt,
      float[] dState,
      float[] dGates,
      float[] dRecurrent,
      Scratch scratch);

  /**
   * One AdamW step over {@code [from, to)}.
   *
   * @param scale factor on the gradient (norm clipping)
   * @param rate learning rate divided by the first-moment bias correction
   * @param correction inverse second-moment bias correction
   * @param keep one minus learning rate times weight decay
   */
  void adam(
      int from,
      int to,
      float[] weights,
      float[] gradient,
      float[] first,
      float[] second,
      float scale,
      float rate,
      float correction,
      float keep);
}
