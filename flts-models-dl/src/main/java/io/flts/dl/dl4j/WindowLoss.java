package io.flts.dl.dl4j;

import io.flts.dl.engine.Loss;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * The loss of our own engine as Deeplearning4j calls it: point and pinball losses, unknown targets
 * left out, mean over targets.
 *
 * <p>The output layer must be linear; masks are not supported.
 */
final class WindowLoss implements ILossFunction {
  private static final long serialVersionUID = 1L;

  private final transient Loss loss;

  WindowLoss(Loss loss) {
    this.loss = loss;
  }

  @Override
  public double computeScore(
      INDArray labels, INDArray output, IActivation linear, INDArray mask, boolean average) {
    return computeGradientAndScore(labels, output, linear, mask, average).getFirst();
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray output, IActivation linear, INDArray mask) {
    INDArray scores = Nd4j.create(output.dataType(), output.size(0), 1);
    for (long row = 0; row < output.size(0); row++) {
      scores.putScalar(row, computeScore(one(labels, row), one(output, row), linear, mask, true));
    }
    return scores;
  }

  private static INDArray one(INDArray matrix, long row) {
    return matrix.getRow(row, true);
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray output, IActivation linear, INDArray mask) {
    return computeGradientAndScore(labels, output, linear, mask, true).getSecond();
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels, INDArray output, IActivation linear, INDArray mask, boolean average) {
    float[] answers = output.dup('c').data().asFloat();
    float[] targets = labels.dup('c').data().asFloat();
    float[] gradient = new float[answers.length];
    double sum = loss.of(answers, targets, targets.length, 1f / targets.length, gradient);
    INDArray wide = Nd4j.createFromArray(gradient).reshape('c', output.shape());
    return new Pair<>(sum / targets.length, wide.castTo(output.dataType()));
  }

  @Override
  public String name() {
    return "flts-window-loss";
  }
}
