package io.flts.dl.dl4j;

import io.flts.dl.engine.Architecture;
import io.flts.dl.engine.Body;
import io.flts.dl.engine.Layout;
import io.flts.dl.engine.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Carries weights between our flat vector and the parameter tables of a Deeplearning4j network.
 *
 * <p>Deeplearning4j's LSTM orders its gates cell, forget, output, input; ours input, forget, cell,
 * output.
 */
final class WeightExchange {
  private static final int[] LSTM_ORDER = {2, 1, 3, 0};
  private static final int[] GRU_ORDER = {0, 1, 2};

  private final Architecture shape;
  private final Map<String, Tensor> tensors = new HashMap<>();
  private final MultiLayerNetwork network;
  private final int[] places;

  /** For a network whose layers are ours, one by one. */
  WeightExchange(Layout layout, MultiLayerNetwork network) {
    this(layout, network, IntStream.range(0, network.getnLayers()).toArray());
  }

  /** For a network with other layers between; {@code places[i]} is the index of our layer i. */
  WeightExchange(Layout layout, MultiLayerNetwork network, int[] places) {
    shape = layout.shape();
    this.network = network;
    this.places = places;
    layout.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
  }

  void give(float[] weights) {
    each(
        (tensor, table, key, column, order) -> {
          INDArray parameter = network.getParam(places[table] + "_" + key);
          // Biases are vectors there; reshaped, both are views of the network's own memory.
          INDArray matrix = parameter.rank() == 1 ? parameter.reshape(1, -1) : parameter;
          float[] moved = gates(weights, tensor, order, false);
          for (int i = 0; i < moved.length; i++) {
            matrix.putScalar(i / tensor.columns(), column + i % tensor.columns(), moved[i]);
          }
        });
  }

  void take(float[] weights) {
    each(
        (tensor, table, key, column, order) -> {
          float[] all = network.getParam(places[table] + "_" + key).dup('c').data().asFloat();
          int width = all.length / tensor.rows();
          float[] part = new float[tensor.size()];
          for (int r = 0; r < tensor.rows(); r++) {
            System.arraycopy(all, r * width + column, part, r * tensor.columns(), tensor.columns());
          }
          float[] ours =
              gates(part, new Tensor("part", 0, tensor.rows(), tensor.columns()), order, true);
          System.arraycopy(ours, 0, weights, tensor.offset(), ours.length);
        });
  }

  /** A tensor of ours and where it stands there. */
  private interface Place {
    void at(Tensor tensor, int layer, String key, int column, int[] order);
  }

  private void each(Place place) {
    int[] plain = {0};
    boolean recurs = shape.body().recurs();
    for (int l = 0; l < shape.layers() && !recurs; l++) {
      place.at(tensor("layer" + l + ".weight"), l, "W", 0, plain);
      place.at(tensor("layer" + l + ".bias"), l, "b", 0, plain);
    }
    boolean gru = shape.body() == Body.GRU;
    int[] order = gru ? GRU_ORDER : LSTM_ORDER;
    int gates = order.length * shape.hidden();
    for (int l = 0; l < shape.layers() && recurs; l++) {
      String name = "layer" + l + ".";
      place.at(tensor(name + "input.weight"), l, "W", 0, order);
      place.at(tensor(name + "recurrent.weight"), l, "RW", 0, order);
      place.at(tensor(name + "input.bias"), l, "b", 0, order);
      if (gru) {
        place.at(tensor(name + "recurrent.bias"), l, "b", gates, order);
      }
    }
    int next = shape.layers();
    if (shape.head() > 0) {
      place.at(tensor("head.weight"), next, "W", 0, plain);
      place.at(tensor("head.bias"), next++, "b", 0, plain);
    }
    place.at(tensor("out.weight"), next, "W", 0, plain);
    place.at(tensor("out.bias"), next, "b", 0, plain);
  }

  private Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalStateException("No tensor " + name + " in " + tensors.keySet());
    }
    return tensor;
  }

  /** Column blocks moved from our order of gates to theirs, or back. */
  private static float[] gates(float[] from, Tensor t, int[] order, boolean back) {
    float[] moved = new float[t.size()];
    int width = t.columns() / order.length;
    for (int r = 0; r < t.rows(); r++) {
      for (int g = 0; g < order.length; g++) {
        int ours = t.offset() + r * t.columns() + order[g] * width;
        int theirs = r * t.columns() + g * width;
        if (back) {
          System.arraycopy(from, t.offset() + theirs, moved, ours - t.offset(), width);
        } else {
          System.arraycopy(from, ours, moved, theirs, width);
        }
      }
    }
    return moved;
  }
}
