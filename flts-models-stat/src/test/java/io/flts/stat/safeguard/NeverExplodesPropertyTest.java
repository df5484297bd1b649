package io.flts.stat.safeguard;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.error.FitFailedException;
import io.flts.api.error.FltsException;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastFailure;
import io.flts.api.forecast.ForecastOutcome;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.perseries.PerSeriesForecaster;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/**
 * Every per-series method of the module over hostile series; the whole of it, over 20,000 of
 * another kind and over all measuring data, is {@code benchmarks never-explodes}.
 */
class NeverExplodesPropertyTest {

  private static final LocalDateTime START = LocalDateTime.parse("2001-01-01T00:00");

  private static final List<Forecaster> METHODS =
      ServiceLoader.load(Forecaster.class).stream()
          .map(ServiceLoader.Provider::get)
          .filter(one -> one instanceof PerSeriesForecaster)
          .filter(one -> one.getClass().getPackageName().startsWith("io.flts.stat"))
          .toList();

  /** One value of any magnitude, with the troublesome ones often. */
  private static Arbitrary<Double> value() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.doubles().between(-100, 100)),
        Tuple.of(3, Arbitraries.of(0.0, 1.0, -1.0, 5.0)),
        Tuple.of(1, Arbitraries.of(1e12, -1e12, 1e-12, 1e300, -1e300, 1e-300, Double.MIN_VALUE)),
        Tuple.of(1, Arbitraries.of(Double.MAX_VALUE, -Double.MAX_VALUE)),
        Tuple.of(1, Arbitraries.just(Double.NaN)));
  }

  /** A pattern repeated or carried on by a factor, so that it may be exact, explosive or flat. */
  private static double[] carriedOn(List<Double> pattern, int length, double factor) {
    double[] y = new double[length];
    for (int t = 0; t < length; t++) {
      double power = Math.pow(factor, (double) t / pattern.size());
      double v = pattern.get(t % pattern.size()) * power;
      y[t] = Double.isInfinite(v) ? Math.copySign(Double.MAX_VALUE, v) : v;
    }
    if (Arrays.stream(y).allMatch(Double::isNaN)) {
      y[0] = 1;
    }
    return y;
  }

  @Provide
  static Arbitrary<Tuple2<String, double[]>> hostile() {
    Arbitrary<double[]> free =
        value()
            .list()
            .ofMinSize(1)
            .ofMaxSize(60)
            .map(values -> carriedOn(values, values.size(), 1));
    Arbitrary<double[]> patterned =
        net.jqwik.api.Combinators.combine(
                value().list().ofMinSize(1).ofMaxSize(13),
                Arbitraries.integers().between(1, 80),
                Arbitraries.of(1.0, 1.0, 1.5, 0.1, 10.0))
            .as(NeverExplodesPropertyTest::carriedOn);
    Arbitrary<String> frequencies = Arbitraries.of("MS", "QS", "YS", "D", "h");
    return net.jqwik.api.Combinators.combine(frequencies, Arbitraries.oneOf(free, patterned))
        .as(Tuple::of);
  }

  @Property(tries = 40)
  @Label("Finite, bounded and never but for a documented reason refused")
  void neverExplodes(@ForAll("hostile") Tuple2<String, double[]> input) {
    assertThat(METHODS).hasSizeGreaterThan(20);
    double[] y = input.get2();
    TimeSeries series = TimeSeries.of("hostile", START, Frequency.parse(input.get1()), y);
    ForecastBound bound = ForecastBound.of(y);
    for (Forecaster method : METHODS) {
      ForecastOutcome outcome = outcome(method, series);
      if (outcome instanceof ForecastFailure failure) {
        assertThat(failure.cause())
            .as("%s over %s", method.name(), Arrays.toString(y))
            .isNotInstanceOf(FitFailedException.class);
      } else if (outcome instanceof Forecast forecast) {
        check(method.name() + " over " + Arrays.toString(y), forecast, bound);
      }
    }
  }

  private static ForecastOutcome outcome(Forecaster method, TimeSeries series) {
    ForecastRequest request = ForecastRequest.of(14);
    if (method.capabilities().has(Capability.QUANTILES)) {
      request = request.withLevels(Levels.of(0.8, 0.99));
    }
    if (method.capabilities().has(Capability.PATHS)) {
      request = request.withPaths(3);
    }
    try {
      return method
          .fit(FitRequest.of(Panel.of(series)).withHorizon(14))
          .forecast(request)
          .outcome(series.id());
    } catch (FltsException e) {
      return new ForecastFailure(series.id(), e);
    }
  }

  private static void check(String what, Forecast forecast, ForecastBound bound) {
    check(what, forecast.mean(), bound);
    for (double[] row : forecast.quantiles().toArray()) {
      check(what, row, bound);
    }
    for (double[] path : forecast.paths()) {
      check(what, path, bound);
    }
  }

  private static void check(String what, double[] row, ForecastBound bound) {
    for (int i = 0; i < row.length; i++) {
      if (!bound.admits(row[i], i + 1)) {
        throw new AssertionError(what + ": step " + (i + 1) + " is " + row[i]);
      }
    }
  }
}
