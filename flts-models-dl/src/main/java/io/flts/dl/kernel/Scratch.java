package io.flts.dl.kernel;

/**
 * Working rows of one thread.
 *
 * <p>Confined to one thread while in use; grows on demand.
 *
 * @since 0.1.0
 */
public final class Scratch {
  private static final int ROWS = 9;
  private static final int TILE_ROWS = 6;

  private float[][] rows = new float[ROWS][0];
  private float[] tile = {};
  private float[] block = {};
  private float[] zeros = {};

  /** Creates empty scratch. */
  public Scratch() {}

  float[][] rows(int width) {
    if (rows[0].length < width) {
      rows = new float[ROWS][width];
    }
    return rows;
  }

  float[] tile(int width) {
    if (tile.length < TILE_ROWS * width) {
      tile = new float[TILE_ROWS * width];
    }
    return tile;
  }

  float[] block(int length) {
    if (block.length < length) {
      block = new float[length];
    }
    return block;
  }

  /** Zeros to read from; whoever writes to them breaks every later answer. */
  float[] zeros(int length) {
    if (zeros.length < length) {
      zeros = new float[length];
    }
    return zeros;
  }
}
