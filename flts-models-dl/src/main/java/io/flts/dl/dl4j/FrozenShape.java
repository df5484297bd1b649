package io.flts.dl.dl4j;

import io.flts.dl.engine.Architecture;
import io.flts.dl.engine.Body;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/**
 * Somebody's network as one of our shapes, where it is one: LSTM or GRU layers of one width under a
 * {@code LastTimeStep}, or dense rectified layers of one width, then perhaps one more dense
 * rectified layer, then a linear output.
 *
 * @param architecture the same network in our words
 * @param places index of the Deeplearning4j layer that holds each of our layers, in order
 */
record FrozenShape(Architecture architecture, int[] places) {

  /** The shape, or null where ours cannot say it. */
  static @Nullable FrozenShape of(MultiLayerConfiguration configuration, Architecture windows) {
    if (!configuration.getInputPreProcessors().isEmpty()) {
      return null;
    }
    List<Layer> layers = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < configuration.getConfs().size(); i++) {
      Layer layer = configuration.getConf(i).getLayer();
      // Answers are given without dropout.
      if (layer.getClass() != DropoutLayer.class) {
        layers.add(layer);
        places.add(i);
      }
    }
    int recurrent = windows.body().recurs() ? recurrent(layers) : 0;
    if (recurrent < 0 || !isOutput(layers.get(layers.size() - 1))) {
      return null;
    }
    List<Layer> dense = layers.subList(recurrent, layers.size() - 1);
    if (!dense.stream().allMatch(FrozenShape::isRectified)) {
      return null;
    }
    int[] widths = dense.stream().mapToInt(FrozenShape::units).toArray();
    Architecture architecture =
        recurrent > 0
            ? recurrent(windows, layers.get(0), recurrent, widths)
            : dense(windows, widths);
    return architecture == null
        ? null
        : new FrozenShape(architecture, places.stream().mapToInt(i -> i).toArray());
  }

  /** How many layers recur, or −1 where ours cannot. */
  private static int recurrent(List<Layer> layers) {
    Layer first = OwnNetwork.inner(layers.get(0));
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      boolean last = layer.getClass() == LastTimeStep.class;
      Layer cell = last ? ((LastTimeStep) layer).getUnderlying() : layer;
      if (!isCell(cell) || cell.getClass() != first.getClass() || units(cell) != units(first)) {
        return -1;
      }
      if (last) {
        return i + 1;
      }
    }
    return -1;
  }

  private static boolean isCell(Layer layer) {
    return layer.getClass() == GruLayer.class
        || (layer.getClass() == LSTM.class
            && is(((LSTM) layer).getActivationFn(), ActivationTanH.class)
            && is(((LSTM) layer).getGateActivationFn(), ActivationSigmoid.class));
  }

  private static boolean isRectified(Layer layer) {
    return layer.getClass() == DenseLayer.class
        && ((DenseLayer) layer).hasBias()
        && !((DenseLayer) layer).hasLayerNorm()
        && rectifies(((BaseLayer) layer).getActivationFn());
  }

  private static boolean rectifies(IActivation activation) {
    // Leaks, thresholds and ceilings are parameters of the same class.
    return is(activation, ActivationReLU.class) && activation.equals(new ActivationReLU());
  }

  private static boolean isOutput(Layer layer) {
    return layer.getClass() == OutputLayer.class
        && ((OutputLayer) layer).hasBias()
        && is(((OutputLayer) layer).getActivationFn(), ActivationIdentity.class);
  }

  private static boolean is(IActivation activation, Class<?> type) {
    return activation != null && activation.getClass() == type;
  }

  private static int units(Layer layer) {
    return (int) ((FeedForwardLayer) layer).getNOut();
  }

  private static @Nullable Architecture recurrent(
      Architecture windows, Layer first, int layers, int[] widths) {
    if (widths.length > 1) {
      return null;
    }
    Layer cell = OwnNetwork.inner(first);
    return new Architecture(
        cell.getClass() == GruLayer.class ? Body.GRU : Body.LSTM,
        windows.steps(),
        windows.features(),
        0,
        units(cell),
        layers,
        0,
        widths.length == 0 ? 0 : widths[0],
        0,
        0,
        windows.outputs(),
        0);
  }

  private static @Nullable Architecture dense(Architecture windows, int[] widths) {
    int same = 0;
    while (same < widths.length && widths[same] == widths[0]) {
      same++;
    }
    if (widths.length - same > 1) {
      return null;
    }
    return new Architecture(
        Body.MLP,
        0,
        0,
        0,
        widths.length == 0 ? 1 : widths[0],
        same,
        windows.extras(),
        same < widths.length ? widths[same] : 0,
        0,
        0,
        windows.outputs(),
        0);
  }
}
