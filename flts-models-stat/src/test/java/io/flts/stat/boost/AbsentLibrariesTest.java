package io.flts.stat.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Frequency;
import io.flts.api.series.TimeSeries;
import io.flts.core.bundle.BundleSchema;
import io.flts.core.bundle.ForecasterBundle;
import io.flts.stat.smile.RandomForestForecaster;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A world without XGBoost4J and Smile: their jars are hidden by a class loader of its own. */
class AbsentLibrariesTest {

  private static final List<String> HIDDEN = List.of("xgboost4j", "smile-", "kryo");

  /** Runs a function in that world; only types of the JDK pass between the worlds. */
  @SuppressWarnings("unchecked")
  private static Object without(Class<?> function, Object argument) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      File file = new File(entry);
      if (HIDDEN.stream().noneMatch(file.getName()::startsWith)) {
        urls.add(file.toURI().toURL());
      }
    }
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      Class<?> other = Class.forName(function.getName(), true, loader);
      var constructor = other.getDeclaredConstructor();
      constructor.setAccessible(true);
      return ((Function<Object, Object>) constructor.newInstance()).apply(argument);
    } finally {
      Thread.currentThread().setContextClassLoader(context);
    }
  }

  static TimeSeries series() {
    Random random = new Random(3);
    double[] values = new double[150];
    for (int t = 0; t < values.length; t++) {
      values[t] = 50 + 10 * Math.sin(2 * Math.PI * t / 12) + random.nextGaussian();
    }
    return TimeSeries.of(
        "site", LocalDateTime.parse("2010-01-01T00:00"), Frequency.parse("MS"), values);
  }

  @Test
  @DisplayName("Absent libraries are told with a remedy, fits are refused, everything else works")
  void absenceIsToldAndHarmless() throws Exception {
    @SuppressWarnings("unchecked")
    Map<String, String> seen = (Map<String, String>) without(AbsentWorld.Look.class, "");
    assertThat(seen.get("xgboost-class")).isEqualTo("absent");
    assertThat(seen.get("smile-class")).isEqualTo("absent");
    assertThat(seen.get("xgboost")).contains("xgboost4j_2.12").contains("libgomp1");
    assertThat(seen.get("random-forest")).contains("smile-core:2.6.0");
    assertThat(seen.get("xgboost-fit")).contains("xgboost4j_2.12");
    assertThat(seen.get("random-forest-fit")).contains("smile-core:2.6.0");
    assertThat(seen.get("catalog-fit")).contains("xgboost4j_2.12");
    assertThat(seen.get("ridge-fit")).isEqualTo("12 steps");
    assertThat(seen.get("seasonal-naive-fit")).isEqualTo("12 steps");
  }

  @Test
  @DisplayName("A saved model forecasts the same bits without the library that trained it")
  void savedModelsForecastWithoutLibraries() throws Exception {
    assumeTrue(Boosting.availability().isAvailable(), Boosting.availability().reason());
    Forecaster boosted =
        new XgboostForecaster().with(Parameters.of("rounds", 30, "learning-rate", 0.3));
    Forecaster forest = new RandomForestForecaster().with(Parameters.of("trees", 5));
    for (Forecaster forecaster : List.of(boosted, forest)) {
      FittedForecaster fitted = forecaster.fit(FitRequest.of(series()).withHorizon(12));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ForecasterBundle.of(forecaster, fitted, BundleSchema.none(), Map.of()).write(bytes);
      Object answer = without(AbsentWorld.Forecast.class, bytes.toByteArray());
      assertThat((double[]) answer)
          .as(forecaster.name())
          .containsExactly(fitted.forecast(12).mean());
    }
  }
}
