package io.flts.stat.prophet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MapProblemTest {

  private static MapProblem problem(Growth growth) {
    Random random = new Random(5);
    int n = 40;
    double[] t = new double[n];
    double[] y = new double[n];
    double[] cap = new double[n];
    double[] features = new double[n * 3];
    for (int i = 0; i < n; i++) {
      t[i] = i / (n - 1.0);
      y[i] = random.nextGaussian();
      cap[i] = 1.5 + 0.2 * t[i];
    }
    for (int i = 0; i < features.length; i++) {
      features[i] = random.nextGaussian();
    }
    double[] changepoints = growth == Growth.FLAT ? new double[0] : new double[] {0.2, 0.55};
    return new MapProblem(
        growth, t, y, cap, changepoints, features, new boolean[] {false, true, true});
  }

  private static double[] parameters(MapProblem problem) {
    Random random = new Random(8);
    double[] theta = new double[problem.columns];
    for (int i = 0; i < theta.length; i++) {
      theta[i] = 0.4 * random.nextGaussian();
    }
    if (problem.growth == Growth.FLAT) {
      theta[MapProblem.RATE] = 0;
    }
    return theta;
  }

  @ParameterizedTest
  @EnumSource(Growth.class)
  void derivativesAgreeWithDifferences(Growth growth) {
    MapProblem problem = problem(growth);
    double[] theta = parameters(problem);
    double[] derivatives = new double[problem.columns];
    double step = 1e-6;
    for (int row = 0; row < problem.rows(); row++) {
      double value = problem.derivatives(row, theta, derivatives, 0);
      assertThat(value).isCloseTo(problem.value(row, theta), within(1e-14));
      for (int i = 0; i < theta.length; i++) {
        double kept = theta[i];
        theta[i] = kept + step;
        double above = problem.value(row, theta);
        theta[i] = kept - step;
        double below = problem.value(row, theta);
        theta[i] = kept;
        assertThat(derivatives[i])
            .as("row %d, parameter %d", row, i)
            .isCloseTo((above - below) / (2 * step), within(1e-7));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Growth.class)
  void normalEquationsAreTheSumOfOuterProducts(Growth growth) {
    MapProblem problem = problem(growth);
    double[] theta = parameters(problem);
    int p = problem.columns;
    double[] gram = new double[p * p];
    double[] moment = new double[p];
    double square = problem.normalEquations(theta, gram, moment);
    double[] row = new double[p];
    double[] expectedGram = new double[p * p];
    double[] expectedMoment = new double[p];
    double expectedSquare = 0;
    for (int r = 0; r < problem.rows(); r++) {
      double target = problem.y[r] - problem.derivatives(r, theta, row, 0);
      for (int i = 0; i < p; i++) {
        target += row[i] * theta[i];
      }
      expectedSquare += target * target;
      for (int i = 0; i < p; i++) {
        expectedMoment[i] += row[i] * target;
        for (int j = 0; j < p; j++) {
          expectedGram[i * p + j] += row[i] * row[j];
        }
      }
    }
    assertThat(square).isCloseTo(expectedSquare, within(1e-12 * expectedSquare));
    for (int i = 0; i < p * p; i++) {
      assertThat(gram[i]).isCloseTo(expectedGram[i], within(1e-11));
    }
    for (int i = 0; i < p; i++) {
      assertThat(moment[i]).isCloseTo(expectedMoment[i], within(1e-11));
    }
  }
}
