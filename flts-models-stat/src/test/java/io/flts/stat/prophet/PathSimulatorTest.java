package io.flts.stat.prophet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PathSimulatorTest {

  private static double[] draw(double[] theta, double[] changepoints, double[] t, int paths) {
    double[] ones = new double[t.length];
    Arrays.fill(ones, 1);
    double[] out = new double[paths * t.length];
    new PathSimulator(Growth.LINEAR, theta, changepoints, 0.1)
        .simulate(t, new double[0], ones, new double[t.length], paths, 3, out);
    return out;
  }

  @Test
  void normalDrawsHaveTheMomentsOfTheNormalDistribution() {
    NormalSource random = new NormalSource(42);
    int n = 2_000_000;
    double sum = 0;
    double square = 0;
    double fourth = 0;
    int beyondTail = 0;
    for (int i = 0; i < n; i++) {
      double x = random.normal();
      sum += x;
      square += x * x;
      fourth += x * x * x * x;
      beyondTail += Math.abs(x) > 3.4426 ? 1 : 0;
    }
    // Five standard errors of each statistic; 5.76e-4 is the two-sided tail probability.
    assertThat(sum / n).isCloseTo(0, within(5 / Math.sqrt(n)));
    assertThat(square / n).isCloseTo(1, within(5 * Math.sqrt(2.0 / n)));
    assertThat(fourth / n).isCloseTo(3, within(5 * Math.sqrt(96.0 / n)));
    assertThat(beyondTail / (double) n).isCloseTo(5.76e-4, within(5 * Math.sqrt(5.76e-4 / n)));
  }

  @Test
  void laplaceAndPoissonDrawsHaveTheirMeans() {
    NormalSource random = new NormalSource(1);
    int n = 400_000;
    double size = 0;
    long small = 0;
    long large = 0;
    for (int i = 0; i < n; i++) {
      size += Math.abs(random.laplace(0.7));
      small += random.poisson(2.5);
    }
    for (int i = 0; i < 20_000; i++) {
      large += random.poisson(75);
    }
    assertThat(size / n).isCloseTo(0.7, within(5 * 0.7 / Math.sqrt(n)));
    assertThat(small / (double) n).isCloseTo(2.5, within(5 * Math.sqrt(2.5 / n)));
    assertThat(large / 20_000.0).isCloseTo(75, within(5 * Math.sqrt(75 / 20_000.0)));
  }

  @Test
  void pathsCentreOnTheTrendAndSpreadAsTheModelSays() {
    double[] theta = {2, 1, 0.3, -0.1};
    double[] changepoints = {0.3, 0.6};
    double[] t = {1.0, 2.0};
    int paths = 200_000;
    double[] out = draw(theta, changepoints, t, paths);
    double[] mean = new double[2];
    double[] square = new double[2];
    for (int p = 0; p < paths; p++) {
      for (int i = 0; i < 2; i++) {
        double trend = TrendCurve.value(Growth.LINEAR, theta, changepoints, t[i], Double.NaN);
        double error = out[p * 2 + i] - trend;
        mean[i] += error / paths;
        square[i] += error * error / paths;
      }
    }
    // At t = 2: 2 changes expected on (1, 2], each Laplace(0.2) with variance 0.08, acting over a
    // uniform time with mean square 1/3; plus the noise.
    double variance = 2 * 0.08 / 3 + 0.01;
    assertThat(mean[0]).isCloseTo(0, within(5 * 0.1 / Math.sqrt(paths)));
    assertThat(mean[1]).isCloseTo(0, within(5 * Math.sqrt(variance / paths)));
    assertThat(square[0]).isCloseTo(0.01, within(0.0002));
    assertThat(square[1]).isCloseTo(variance, within(0.02 * variance));
  }

  @Test
  void selectedQuantilesAreThoseOfASortedSample() {
    int count = 501;
    double[] values = new double[count];
    NormalSource random = new NormalSource(9);
    for (int i = 0; i < count; i++) {
      values[i] = i % 7 == 0 ? 0.25 : random.normal();
    }
    double[] probabilities = {0.003, 0.025, 0.5, 0.901, 0.9995};
    double[][] quantiles = PathQuantiles.of(values, count, 1, probabilities);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    for (int q = 0; q < probabilities.length; q++) {
      double place = probabilities[q] * (count - 1);
      int low = (int) place;
      double expected = sorted[low] + (place - low) * (sorted[low + 1] - sorted[low]);
      assertThat(quantiles[q][0]).isCloseTo(expected, within(1e-15));
    }
  }

  @Test
  void quantilesOfValuesTooNearForADivisionAreThoseOfASortedSample() {
    double[] values = {3e-308, 1e-308, 2e-308, Double.MIN_VALUE, 0};
    double[][] quantiles = PathQuantiles.of(values, 5, 1, new double[] {0.25, 0.5, 0.75});
    assertThat(quantiles[0][0]).isEqualTo(Double.MIN_VALUE);
    assertThat(quantiles[1][0]).isEqualTo(1e-308);
    assertThat(quantiles[2][0]).isEqualTo(2e-308);
  }
}
