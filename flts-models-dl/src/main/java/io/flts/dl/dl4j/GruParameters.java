package io.flts.dl.dl4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.WeightInitUtil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Where the parameters of a {@link GruLayer} stand in Deeplearning4j's flat vector. */
final class GruParameters implements ParamInitializer {
  static final String INPUT = "W";
  static final String RECURRENT = "RW";
  static final String BIAS = "b";

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    long units = ((FeedForwardLayer) layer).getNOut();
    return 3 * units * (((FeedForwardLayer) layer).getNIn() + units + 2);
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return List.of(INPUT, RECURRENT, BIAS);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of(INPUT, RECURRENT);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of(BIAS);
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return !key.equals(BIAS);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return key.equals(BIAS);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray parameters, boolean initialize) {
    GruLayer layer = (GruLayer) conf.getLayer();
    Map<String, INDArray> table = views(layer, parameters);
    if (initialize) {
      long units = layer.getNOut();
      for (String key : weightKeys(layer)) {
        INDArray view = table.get(key);
        layer
            .getWeightInitFn()
            .init(
                view.size(0), units, view.shape(), WeightInitUtil.DEFAULT_WEIGHT_INIT_ORDER, view);
      }
      table.get(BIAS).assign(layer.getBiasInit());
    }
    table.keySet().forEach(conf::addVariable);
    return table;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradient) {
    return views((GruLayer) conf.getLayer(), gradient);
  }

  private static Map<String, INDArray> views(GruLayer layer, INDArray flat) {
    long in = layer.getNIn();
    long units = layer.getNOut();
    long afterInput = 3 * units * in;
    long afterRecurrent = afterInput + 3 * units * units;
    Map<String, INDArray> table = new LinkedHashMap<>();
    table.put(INPUT, view(flat, 0, afterInput).reshape('f', in, 3 * units));
    table.put(RECURRENT, view(flat, afterInput, afterRecurrent).reshape('f', units, 3 * units));
    table.put(BIAS, view(flat, afterRecurrent, afterRecurrent + 6 * units).reshape(1, 6 * units));
    return table;
  }

  private static INDArray view(INDArray flat, long from, long to) {
    return flat.rank() == 2
        ? flat.get(NDArrayIndex.point(0), NDArrayIndex.interval(from, to))
        : flat.get(NDArrayIndex.interval(from, to));
  }
}
