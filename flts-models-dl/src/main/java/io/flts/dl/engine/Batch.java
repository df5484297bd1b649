package io.flts.dl.engine;

/**
 * A block of windows, laid out as a network reads it.
 *
 * <p>{@code sequence} is time-major {@code [steps][rows][features]}; {@code extras} is {@code
 * [rows][extras]}, in segment mode segment-major {@code [segments][rows][extras]}; {@code target}
 * is {@code [rows][targets]}, NaN where unknown. <b>Thread safety</b> confined to one thread.
 *
 * @since 0.1.0
 */
public final class Batch {
  private final float[] sequence;
  private final float[] extras;
  private final float[] target;
  private final int[] channel;
  private int rows;

  /**
   * Makes room for up to {@code capacity} windows.
   *
   * @param targets numbers to predict per window (network width divided by quantiles)
   */
  public Batch(Architecture shape, int targets, int capacity) {
    sequence = new float[shape.steps() * shape.features() * capacity];
    extras = new float[shape.extrasPerWindow() * capacity];
    target = new float[targets * capacity];
    channel = new int[capacity];
  }

  /** Windows in use. */
  public int rows() {
    return rows;
  }

  /** Sets the number of windows in use. */
  public void rows(int count) {
    rows = count;
  }

  /** Live array of inputs. */
  public float[] sequence() {
    return sequence;
  }

  /** Live array of known numbers. */
  public float[] extras() {
    return extras;
  }

  /** Live array of targets. */
  public float[] target() {
    return target;
  }

  /** Live array of channel codes, one per window. */
  public int[] channel() {
    return channel;
  }
}
