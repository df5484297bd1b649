package io.flts.dl.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/**
 * Small networks of a caller's own, as JSON, every size that follows from the windows left at 0.
 */
public enum OwnNetworks {
  /** Two LSTM layers and a dense one: exported. */
  LSTM_STACK(true) {
    @Override
    Layer[] layers() {
      return new Layer[] {
        lstm(0, 8),
        new LastTimeStep(lstm(8, 8)),
        new DropoutLayer.Builder(0.9).build(),
        dense(8, 6, Activation.RELU),
        output(6)
      };
    }
  },
  /** Our GRU layer: exported. */
  GRU(true) {
    @Override
    Layer[] layers() {
      return new Layer[] {new LastTimeStep(GruLayer.of(0, 8)), output(8)};
    }
  },
  /** Dense layers over flat windows: exported. */
  DENSE(true) {
    @Override
    Layer[] layers() {
      return new Layer[] {
        dense(0, 12, Activation.RELU),
        dense(12, 12, Activation.RELU),
        dense(12, 5, Activation.RELU),
        output(5)
      };
    }
  },
  /** Widths that our shapes cannot say. */
  NARROWING(false) {
    @Override
    Layer[] layers() {
      return new Layer[] {lstm(0, 8), new LastTimeStep(lstm(8, 4)), output(4)};
    }
  },
  /** A convolution over time, batch normalisation. */
  CONVOLUTION(false) {
    @Override
    Layer[] layers() {
      return new Layer[] {
        new Convolution1DLayer.Builder(3).nIn(0).nOut(6).activation(Activation.LEAKYRELU).build(),
        new GlobalPoolingLayer(PoolingType.AVG),
        dense(6, 5, Activation.TANH),
        new BatchNormalization(),
        output(5)
      };
    }
  },
  /** A layer in both directions over a plain recurrent one. */
  BIDIRECTIONAL(false) {
    @Override
    Layer[] layers() {
      return new Layer[] {
        new SimpleRnn.Builder().activation(Activation.TANH).nIn(0).nOut(5).build(),
        new LastTimeStep(new Bidirectional(Bidirectional.Mode.ADD, lstm(5, 4))),
        output(4)
      };
    }
  };

  private final boolean exported;

  OwnNetworks(boolean exported) {
    this.exported = exported;
  }

  abstract Layer[] layers();

  /** Whether our frozen form can say it. */
  public boolean exported() {
    return exported;
  }

  /** The configuration. */
  public String json() {
    return json(layers());
  }

  static String json(Layer... layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(7).updater(new Adam(0.01)).list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    return list.build().toJson();
  }

  static LSTM lstm(int in, int units) {
    return new LSTM.Builder().activation(Activation.TANH).nIn(in).nOut(units).build();
  }

  static DenseLayer dense(int in, int units, Activation activation) {
    return new DenseLayer.Builder().activation(activation).nIn(in).nOut(units).build();
  }

  static OutputLayer output(int in) {
    return new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
        .activation(Activation.IDENTITY)
        .nIn(in)
        .nOut(0)
        .build();
  }
}
