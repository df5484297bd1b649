package io.flts.dl.dl4j;

import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Forward and backward pass of a {@link GruLayer}, out of elementary ND4J operations.
 *
 * <p>The backward pass runs the forward pass again rather than keep its states between the two
 * calls, as Deeplearning4j's LSTM does: workspaces may have been closed in between.
 */
final class GruComputation extends BaseRecurrentLayer<GruLayer> {
  private static final long serialVersionUID = 1L;
  private static final String STATE = "state";

  GruComputation(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  /** One step as the backward pass needs it; {@code before} is null for a zero state. */
  private record Step(
      INDArray x,
      @Nullable INDArray before,
      INDArray reset,
      INDArray update,
      INDArray candidate,
      INDArray carried,
      INDArray state) {}

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    return states(steps(input, null), workspaces);
  }

  @Override
  public INDArray activate(INDArray next, boolean training, LayerWorkspaceMgr workspaces) {
    setInput(next, workspaces);
    return activate(training, workspaces);
  }

  private Step[] steps(INDArray sequence, @Nullable INDArray start) {
    if (sequence.rank() != 3) {
      throw new IllegalStateException(
          "GruLayer reads [windows, features, steps]; it was given an array of rank "
              + sequence.rank()
              + ". Set the input type to recurrent.");
    }
    Step[] steps = new Step[(int) sequence.size(2)];
    INDArray before = start;
    for (int t = 0; t < steps.length; t++) {
      steps[t] = step(sequence.get(at(t)).dup(), before);
      before = steps[t].state();
    }
    return steps;
  }

  private Step step(INDArray x, @Nullable INDArray before) {
    long units = layerConf().getNOut();
    INDArray bias = getParam(GruParameters.BIAS);
    INDArray fromInput = x.mmul(getParam(GruParameters.INPUT)).addiRowVector(part(bias, 0, 3));
    INDArray fromState =
        before == null
            ? Nd4j.zeros(x.dataType(), x.size(0), 3 * units)
            : before.mmul(getParam(GruParameters.RECURRENT));
    fromState.addiRowVector(part(bias, 3, 6));
    INDArray reset = Transforms.sigmoid(part(fromInput, 0, 1).add(part(fromState, 0, 1)), false);
    INDArray update = Transforms.sigmoid(part(fromInput, 1, 2).add(part(fromState, 1, 2)), false);
    INDArray carried = part(fromState, 2, 3).dup();
    INDArray candidate = Transforms.tanh(reset.mul(carried).addi(part(fromInput, 2, 3)), false);
    INDArray state = update.rsub(1).muli(candidate);
    if (before != null) {
      state.addi(update.mul(before));
    }
    return new Step(x, before, reset, update, candidate, carried, state);
  }

  private INDArray states(Step[] steps, LayerWorkspaceMgr workspaces) {
    long windows = steps[0].state().size(0);
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            steps[0].state().dataType(),
            new long[] {windows, layerConf().getNOut(), steps.length},
            'f');
    for (int t = 0; t < steps.length; t++) {
      out.put(at(t), steps[t].state());
    }
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    Step[] steps = steps(input, null);
    INDArray inputWeight = getParam(GruParameters.INPUT);
    INDArray recurrentWeight = getParam(GruParameters.RECURRENT);
    INDArray dInputWeight = gradientViews.get(GruParameters.INPUT).assign(0);
    INDArray dRecurrentWeight = gradientViews.get(GruParameters.RECURRENT).assign(0);
    INDArray dBias = gradientViews.get(GruParameters.BIAS).assign(0);
    INDArray dInput =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape(), 'f');
    INDArray dNext = null;
    for (int t = steps.length - 1; t >= 0; t--) {
      Step s = steps[t];
      INDArray dState = epsilon.get(at(t)).dup();
      if (dNext != null) {
        dState.addi(dNext);
      }
      INDArray dCandidate =
          dState.mul(s.update().rsub(1)).muli(s.candidate().mul(s.candidate()).rsubi(1));
      INDArray overUpdate =
          s.before() == null ? s.candidate().neg() : s.before().sub(s.candidate());
      INDArray dUpdate = overUpdate.muli(dState).muli(s.update()).muli(s.update().rsub(1));
      INDArray dReset = dCandidate.mul(s.carried()).muli(s.reset()).muli(s.reset().rsub(1));
      INDArray dFromInput = Nd4j.concat(1, dReset, dUpdate, dCandidate);
      INDArray dFromState = Nd4j.concat(1, dReset, dUpdate, dCandidate.mul(s.reset()));
      dInputWeight.addi(s.x().transpose().mmul(dFromInput));
      part(dBias, 0, 3).addi(dFromInput.sum(true, 0));
      part(dBias, 3, 6).addi(dFromState.sum(true, 0));
      dInput.put(at(t), dFromInput.mmul(inputWeight.transpose()));
      dNext = dState.muli(s.update());
      if (s.before() != null) {
        dRecurrentWeight.addi(s.before().transpose().mmul(dFromState));
        dNext.addi(dFromState.mmul(recurrentWeight.transpose()));
      }
    }
    Gradient gradient = new DefaultGradient();
    gradient.gradientForVariable().put(GruParameters.INPUT, dInputWeight);
    gradient.gradientForVariable().put(GruParameters.RECURRENT, dRecurrentWeight);
    gradient.gradientForVariable().put(GruParameters.BIAS, dBias);
    weightNoiseParams.clear();
    return new Pair<>(gradient, backpropDropOutIfPresent(dInput));
  }

  private static INDArrayIndex[] at(int step) {
    return new INDArrayIndex[] {NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(step)};
  }

  private INDArray part(INDArray gates, int from, int to) {
    long units = layerConf().getNOut();
    return gates.get(NDArrayIndex.all(), NDArrayIndex.interval(from * units, to * units));
  }

  @Override
  public INDArray rnnTimeStep(INDArray next, LayerWorkspaceMgr workspaces) {
    setInput(next, workspaces);
    return rnnActivateUsingStoredState(next, false, false, workspaces);
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray next, boolean training, boolean storeLast, LayerWorkspaceMgr workspaces) {
    Map<String, INDArray> kept = storeLast ? tBpttStateMap : stateMap;
    Step[] steps = steps(next, kept.get(STATE));
    kept.put(STATE, steps[steps.length - 1].state().detach());
    return states(steps, workspaces);
  }

  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int length, LayerWorkspaceMgr workspaces) {
    throw new UnsupportedOperationException(
        "GruLayer is trained over whole windows only. Use BackpropType.Standard.");
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }
}
