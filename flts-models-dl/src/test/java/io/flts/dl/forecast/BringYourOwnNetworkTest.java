package io.flts.dl.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Frequency;
import io.flts.api.series.TimeSeries;
import io.flts.core.catalog.ServiceCatalog;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What docs/how-to/bring-your-own-network.md shows. */
class BringYourOwnNetworkTest {

  private static TimeSeries load() {
    double[] values = new double[14 * 24];
    Arrays.setAll(values, h -> 50 + 20 * Math.sin(h * Math.PI / 12));
    LocalDateTime start = LocalDateTime.parse("2026-06-01T00:00");
    return TimeSeries.of("site-7", start, Frequency.parse("h"), values);
  }

  private static MultiLayerConfiguration network() {
    // tag::network[]
    MultiLayerConfiguration network =
        new NeuralNetConfiguration.Builder()
            .updater(new Nadam(5e-3))
            .l2(1e-5)
            .list()
            .layer(
                new LastTimeStep(
                    new LSTM.Builder().nIn(0).nOut(24).activation(Activation.TANH).build()))
            .layer(new DenseLayer.Builder().nIn(24).nOut(16).activation(Activation.RELU).build())
            .layer(
                new OutputLayer.Builder(LossFunction.MSE)
                    .nIn(16)
                    .nOut(0)
                    .activation(Activation.IDENTITY)
                    .build())
            .build();
    // end::network[]
    return network;
  }

  private static FittedForecaster fit(
      ServiceCatalog catalog, MultiLayerConfiguration network, TimeSeries load) {
    // tag::fit[]
    Forecaster own =
        catalog
            .forecaster("dl4j")
            .with(Parameters.of("configuration", network.toJson(), "input", 24).and("epochs", 12));
    FittedForecaster fitted = own.fit(FitRequest.of(load).withHorizon(24).withSeed(7));
    String answers = fitted.provenance().notes().get("answers"); // "exported, kernels of FLTS"
    // end::fit[]
    assertThat(answers).isEqualTo("exported, kernels of FLTS");
    return fitted;
  }

  @Test
  @DisplayName("The how-to's network learns a daily wave")
  void howTo() {
    FittedForecaster fitted = fit(ServiceCatalog.load(), network(), load());
    double[] mean = fitted.forecast(24).mean();
    for (int h = 0; h < 24; h++) {
      assertThat(mean[h]).isBetween(25.0, 75.0);
    }
    assertThat(mean[6]).isGreaterThan(mean[18] + 15);
  }
}
