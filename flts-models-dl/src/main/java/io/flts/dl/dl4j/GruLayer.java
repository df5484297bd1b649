package io.flts.dl.dl4j;

import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A gated recurrent unit as a layer of Deeplearning4j, which has none of its own.
 *
 * <p>With gates reset r, update z and candidate n, the reset gate applied after the recurrent
 * product as PyTorch and cuDNN do:
 *
 * <pre>
 *   r = σ(x·Wr + br + h·Ur + cr)    z = σ(x·Wz + bz + h·Uz + cz)
 *   n = tanh(x·Wn + bn + r ∘ (h·Un + cn))    h' = (1 − z) ∘ n + z ∘ h
 * </pre>
 *
 * <p>Parameters {@code W} [inputs, 3·units], {@code RW} [units, 3·units] and {@code b} [1, 6·units]
 * (input bias, then recurrent bias), each in the order r, z, n. The backward pass is our own: the
 * op {@code gru_bp} of ND4J 1.0.0-M2.1 returns wrong gradients. Input and output are {@code
 * [windows, features, steps]}; masks are not supported. <b>Thread safety</b> as all layers of
 * Deeplearning4j: confined to one thread.
 *
 * @since 0.1.0
 */
public final class GruLayer extends BaseRecurrentLayer {
  private static final long serialVersionUID = 1L;

  /** For Deeplearning4j's JSON reader. */
  public GruLayer() {}

  private GruLayer(Builder builder) {
    super(builder);
  }

  /** A layer of {@code units} units over {@code inputs} features. */
  public static GruLayer of(int inputs, int units) {
    return new Builder().nIn(inputs).nOut(units).build();
  }

  /** Builds layers the way Deeplearning4j's own are built. */
  public static final class Builder extends BaseRecurrentLayer.Builder<Builder> {
    @Override
    @SuppressWarnings("unchecked")
    public GruLayer build() {
      return new GruLayer(this);
    }
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    LayerValidation.assertNInNOutSet("GruLayer", getLayerName(), index, getNIn(), getNOut());
    GruComputation layer = new GruComputation(conf, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    Map<String, INDArray> table = initializer().init(conf, parameters, initialize);
    layer.setParamTable(table);
    layer.setConf(conf);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return new GruParameters();
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    long numbers = new GruParameters().numParams(this);
    return new LayerMemoryReport.Builder(getLayerName(), GruLayer.class, input, input)
        .standardMemory(numbers, numbers)
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(0, 0)
        .build();
  }
}
