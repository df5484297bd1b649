package io.flts.stat.prophet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class SignedActiveSetPropertyTest {

  /** Nearly collinear hinges, as changepoints give them. */
  private static double[] hingeGram(int size, int rows) {
    double[] gram = new double[size * size];
    for (int r = 0; r < rows; r++) {
      double t = r / (rows - 1.0);
      for (int i = 0; i < size; i++) {
        double a = Math.max(0, t - (i + 1.0) / (size + 2));
        for (int j = 0; j < size; j++) {
          gram[i * size + j] += a * Math.max(0, t - (j + 1.0) / (size + 2));
        }
      }
    }
    return gram;
  }

  @Property(tries = 60)
  void theResultIsOptimal(
      @ForAll @IntRange(min = 1, max = 30) int size,
      @ForAll @DoubleRange(min = -6, max = 1) double exponent,
      @ForAll long seed) {
    double lambda = Math.pow(10, exponent);
    double[] s = hingeGram(size, 200);
    Random random = new Random(seed);
    double[] truth = new double[size];
    for (int i = 0; i < size; i++) {
      truth[i] = random.nextInt(4) == 0 ? random.nextGaussian() : 0;
    }
    double[] c = new double[size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        c[i] += s[i * size + j] * truth[j];
      }
      c[i] += 0.1 * random.nextGaussian();
    }
    double[] x = new double[size];
    new SignedActiveSet(size).minimise(s, c, lambda, x);

    // The conditions that characterise the minimum of a convex function.
    double scale = 0;
    for (double value : c) {
      scale = Math.max(scale, Math.abs(value));
    }
    for (int i = 0; i < size; i++) {
      double gradient = -c[i];
      for (int j = 0; j < size; j++) {
        gradient += s[i * size + j] * x[j];
      }
      double slack = 1e-6 * (scale + lambda);
      if (x[i] == 0) {
        assertThat(Math.abs(gradient)).isLessThanOrEqualTo(lambda + slack);
      } else {
        assertThat(Math.abs(gradient + lambda * Math.signum(x[i]))).isLessThanOrEqualTo(slack);
      }
    }
  }
}
