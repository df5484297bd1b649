package io.flts.stat.saved;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.bundle.BundleSchema;
import io.flts.core.bundle.ForecasterBundle;
import io.flts.stat.arima.Arima;
import io.flts.stat.arima.AutoArima;
import io.flts.stat.ets.Ets;
import io.flts.stat.theta.AutoTheta;
import io.flts.stat.theta.DynamicTheta;
import io.flts.stat.theta.Theta;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A saved model costs less than 2 KB for every series of its panel, whatever the history. */
class SavedSizeTest {

  private static final int LIMIT = 2048;
  private static final LocalDateTime START = LocalDateTime.parse("2015-01-01T00:00");

  static Stream<Forecaster> methods() {
    return Stream.of(
        new Ets(),
        new Ets().with(Parameters.of("model", "MAM")),
        new Theta(),
        new DynamicTheta(),
        new AutoTheta(),
        new Arima(),
        new AutoArima());
  }

  /** A large order beside the chosen one, which may happen to be small. */
  static Stream<Forecaster> hourlyMethods() {
    Parameters large = Parameters.of("p", 3).and("q", 3).and("seasonal-p", 2).and("seasonal-q", 2);
    return Stream.concat(methods(), Stream.of(new Arima().with(large)));
  }

  @ParameterizedTest
  @MethodSource("methods")
  @DisplayName("One more monthly series of 120 values adds less than 2 KB to the bundle")
  void monthly(Forecaster method) throws IOException {
    assertThat(bytesPerSeries(method, "MS", 12, 120)).isLessThan(LIMIT);
  }

  @ParameterizedTest
  @MethodSource("methods")
  @DisplayName("One more quarterly series of 60 values adds less than 2 KB to the bundle")
  void quarterly(Forecaster method) throws IOException {
    assertThat(bytesPerSeries(method, "QS", 4, 60)).isLessThan(LIMIT);
  }

  @ParameterizedTest
  @MethodSource("hourlyMethods")
  @DisplayName("One more hourly series of 480 values adds less than 2 KB to the bundle")
  void hourly(Forecaster method) throws IOException {
    assertThat(bytesPerSeries(method, "h", 24, 480)).isLessThan(LIMIT);
  }

  private static int bytesPerSeries(Forecaster method, String frequency, int m, int length)
      throws IOException {
    int few = bytes(method, panel(1, frequency, m, length));
    int many = bytes(method, panel(2, frequency, m, length));
    return many - few;
  }

  private static int bytes(Forecaster method, Panel panel) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ForecasterBundle.of(method, method.fit(FitRequest.of(panel)), BundleSchema.none(), Map.of())
        .write(out);
    return out.size();
  }

  private static Panel panel(int count, String frequency, int m, int length) {
    Random random = new Random(7);
    List<TimeSeries> series = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] y = new double[length];
      double level = 100 + i;
      for (int t = 0; t < length; t++) {
        level += 0.1 + 0.5 * random.nextGaussian();
        y[t] = level * (1 + 0.2 * Math.sin(2 * Math.PI * t / m)) + random.nextGaussian();
      }
      series.add(TimeSeries.of("store-" + i, START, Frequency.parse(frequency), y));
    }
    return Panel.of(series);
  }
}
