package io.flts.dl.dl4j;

import io.flts.dl.engine.Architecture;
import io.flts.dl.engine.Batch;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Our batches as arrays of ND4J. */
final class BatchArrays {

  private BatchArrays() {}

  /** Inputs and targets; unknown targets stay NaN, which our own losses leave out. */
  static DataSet example(Architecture shape, Batch batch, int targets) {
    float[] values = Arrays.copyOf(batch.target(), batch.rows() * targets);
    return new DataSet(input(shape, batch), matrix(values, batch.rows(), targets));
  }

  /** The same for a loss that knows no NaN: unknown targets are zero, and masked. */
  static DataSet masked(Architecture shape, Batch batch, int targets) {
    float[] values = Arrays.copyOf(batch.target(), batch.rows() * targets);
    float[] known = new float[values.length];
    boolean whole = true;
    for (int i = 0; i < values.length; i++) {
      boolean there = values[i] == values[i];
      known[i] = there ? 1f : 0f;
      values[i] = there ? values[i] : 0f;
      whole &= there;
    }
    INDArray labels = matrix(values, batch.rows(), targets);
    INDArray input = input(shape, batch);
    return whole
        ? new DataSet(input, labels)
        : new DataSet(input, labels, null, matrix(known, batch.rows(), targets));
  }

  /**
   * What a network reads. A sequence is {@code [steps][windows][features]} here and {@code
   * [windows, features, steps]} there; flat windows are rows.
   */
  static INDArray input(Architecture shape, Batch batch) {
    if (!shape.body().recurs()) {
      float[] rows = Arrays.copyOf(batch.extras(), batch.rows() * shape.extras());
      return matrix(rows, batch.rows(), shape.extras());
    }
    int length = shape.steps() * batch.rows() * shape.features();
    return Nd4j.createFromArray(Arrays.copyOf(batch.sequence(), length))
        .reshape('c', shape.steps(), batch.rows(), shape.features())
        .permute(1, 2, 0);
  }

  private static INDArray matrix(float[] values, int rows, int columns) {
    return Nd4j.createFromArray(values).reshape('c', rows, columns);
  }
}
