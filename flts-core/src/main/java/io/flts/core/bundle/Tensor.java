package io.flts.core.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An array of a model under its path, and how it becomes little-endian bytes and back. */
record Tensor(String path, Type type, int length, Object array) {

  private static final int CHUNK = 1 << 16;

  /**
   * The element types in the order in which their tensors stand: widest first keeps all aligned.
   */
  enum Type {
    F64("$f64", 8),
    F32("$f32", 4),
    I32("$i32", 4);

    final String marker;
    final int bytes;

    Type(String marker, int bytes) {
      this.marker = marker;
      this.bytes = bytes;
    }
  }

  static Tensor of(String path, double[] array) {
    return new Tensor(path, Type.F64, array.length, array);
  }

  static Tensor of(String path, float[] array) {
    return new Tensor(path, Type.F32, array.length, array);
  }

  static Tensor of(String path, int[] array) {
    return new Tensor(path, Type.I32, array.length, array);
  }

  long bytes() {
    return (long) length * type.bytes;
  }

  void write(OutputStream out) throws IOException {
    byte[] chunk = new byte[(int) Math.min(CHUNK, bytes())];
    ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
    for (int done = 0; done < length; ) {
      int count = Math.min(chunk.length / type.bytes, length - done);
      switch (type) {
        case F64 -> buffer.asDoubleBuffer().put((double[]) array, done, count);
        case F32 -> buffer.asFloatBuffer().put((float[]) array, done, count);
        case I32 -> buffer.asIntBuffer().put((int[]) array, done, count);
      }
      out.write(chunk, 0, count * type.bytes);
      done += count;
    }
  }

  /** Reads an array; whoever calls has checked that the entry is long enough. */
  static Tensor read(String path, Type type, int length, EntryInput in) throws IOException {
    Object array =
        switch (type) {
          case F64 -> new double[length];
          case F32 -> new float[length];
          case I32 -> new int[length];
        };
    byte[] chunk = new byte[(int) Math.min(CHUNK, (long) length * type.bytes)];
    ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
    for (int done = 0; done < length; ) {
      int count = Math.min(chunk.length / type.bytes, length - done);
      in.read(chunk, count * type.bytes);
      switch (type) {
        case F64 -> buffer.asDoubleBuffer().get((double[]) array, done, count);
        case F32 -> buffer.asFloatBuffer().get((float[]) array, done, count);
        case I32 -> buffer.asIntBuffer().get((int[]) array, done, count);
      }
      done += count;
    }
    return new Tensor(path, type, length, array);
  }
}
