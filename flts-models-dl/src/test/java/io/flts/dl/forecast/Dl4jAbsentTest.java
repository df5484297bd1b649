package io.flts.dl.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import io.flts.core.bundle.BundleSchema;
import io.flts.core.bundle.ForecasterBundle;
import io.flts.core.bundle.ModelBundle;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.dl.dl4j.OwnNetworks;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of a caller's own where Deeplearning4j is not. */
class Dl4jAbsentTest {
  private static final List<String> JARS = List.of("deeplearning4j", "nd4j", "javacpp");

  @TempDir Path folder;

  private static TimeSeries wave() {
    double[] values = new double[120];
    Arrays.setAll(values, i -> 50 + 10 * Math.sin(i * 0.3));
    return TimeSeries.of("wave", TimeIndex.ofSteps(0, values.length), values);
  }

  /** Run in a JVM of its own. */
  public static final class Alone {
    private Alone() {}

    /** Says whether dl4j is there, what a fit answers, and what each bundle named forecasts. */
    public static void main(String[] arguments) {
      System.err.println("AVAILABLE " + new Dl4j().availability());
      try {
        new Dl4j().fit(wave());
      } catch (IllegalStateException e) {
        System.err.println("REFUSED " + e.getMessage());
      }
      for (String file : arguments) {
        try {
          ModelBundle bundle = ModelBundle.read(Path.of(file));
          FittedForecaster read = ForecasterBundle.read(bundle, ServiceCatalog.load()).fitted();
          System.err.println("FORECAST " + Arrays.toString(read.forecast(4).mean()));
        } catch (Exception e) {
          System.err.println("UNREAD " + e.getMessage());
        }
      }
    }
  }

  private String saved(OwnNetworks network, StringBuilder mean) throws Exception {
    Forecaster forecaster =
        new Dl4j().with(Parameters.of("configuration", network.json(), "epochs", 1));
    FittedForecaster fitted = forecaster.fit(FitRequest.of(wave()).withHorizon(2));
    mean.append(Arrays.toString(fitted.forecast(4).mean()));
    Path file = folder.resolve(network.name());
    ForecasterBundle.of(forecaster, fitted, BundleSchema.none(), Map.of()).write(file);
    return file.toString();
  }

  @Test
  @DisplayName("The absence is told with a remedy; an exported model still forecasts the same bits")
  void absenceIsTold() throws Exception {
    StringBuilder exported = new StringBuilder();
    StringBuilder other = new StringBuilder();
    String[] files = {saved(OwnNetworks.LSTM_STACK, exported), saved(OwnNetworks.NARROWING, other)};
    String said = EngineChoiceTest.run(Alone.class, JARS, files)[1];
    assertThat(said)
        .contains("AVAILABLE Availability[isAvailable=false, reason=Deeplearning4j is not")
        .contains("REFUSED 'dl4j' cannot be fitted. Deeplearning4j is not on the class path. Add")
        .contains("FORECAST " + exported)
        .contains("UNREAD ")
        .contains("cannot be read: its layers answer through Deeplearning4j")
        .contains("nd4j-native-platform:1.0.0-M2.1");
    assertThat(EngineChoiceTest.run(Alone.class, List.of("nd4j-native"), files)[1])
        .contains("reason=No ND4J backend is on the class path. Add")
        .contains("FORECAST " + exported);
    assertThat(EngineChoiceTest.run(Alone.class, List.of(), files)[1])
        .contains("FORECAST " + exported)
        .contains("FORECAST " + other);
  }
}
