package io.flts.dl.kernel;

/**
 * A matrix copied into the order a provider's product reads it.
 *
 * <p>The vector provider fills {@code panels} (columns in blocks of one tile, padded with zeros),
 * the plain provider {@code rows} (one array per row, because C2 vectorises loops over separate
 * arrays only). Storage grows and is never given back, so a training step reuses it.
 *
 * <p><b>Thread safety</b> confined while being packed; safe to read from any thread once published.
 *
 * @since 0.1.0
 */
public final class Packed {
  private static final float[] NONE = {};

  float[] panels = NONE;
  float[][] rows = new float[0][];
  int depth;
  int columns;

  /** Creates an empty matrix. */
  public Packed() {}

  void shape(int depth, int columns) {
    this.depth = depth;
    this.columns = columns;
  }

  float[] panels(int length) {
    if (panels.length < length) {
      panels = new float[length];
    }
    return panels;
  }

  float[][] rows(int count, int width) {
    if (rows.length < count || rows[0].length < width) {
      rows = new float[Math.max(count, rows.length)][width];
    }
    return rows;
  }
}
