package io.flts.stat.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.forecast.Deadline;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every step against normal equations that are set up and solved for that step alone. */
class WindowRegressionTest {

  private static final int WINDOW = 5;
  private static final int HORIZON = 12;
  private static final double RIDGE = 1e-3;

  @ParameterizedTest(name = "{0} missing targets, {1} future columns")
  @CsvSource({"0, 0", "0, 2", "9, 0", "9, 2", "60, 1"})
  @DisplayName("Updated factors give the coefficients and deviations of a fresh solution")
  void everyStep(int missing, int future) {
    Random random = new Random(11 + missing + future);
    int length = 140;
    double[][] columns = new double[2 + future][length];
    for (int t = 0; t < length; t++) {
      for (double[] column : columns) {
        column[t] = (t > 0 ? 0.8 * column[t - 1] : 0) + random.nextGaussian();
      }
    }
    for (int i = 0; i < missing; i++) {
      columns[0][1 + random.nextInt(length - 1)] = Double.NaN;
    }
    int[] futureColumns = new int[future];
    for (int i = 0; i < future; i++) {
      futureColumns[i] = 2 + i;
    }
    double[] target = columns[0].clone();
    double[][] filled = new double[columns.length][];
    for (int c = 0; c < columns.length; c++) {
      filled[c] = columns[c].clone();
      Columns.carryForward(filled[c]);
    }
    WindowRegression regression = new WindowRegression(columns, futureColumns, WINDOW, RIDGE);
    double penalty = (RIDGE + 1e-10) * regression.rows(HORIZON);
    WindowRegression.Step[] steps = regression.fit(HORIZON, Deadline.none());
    for (int ahead = 1; ahead <= HORIZON; ahead++) {
      compare(steps[ahead - 1], filled, target, futureColumns, ahead, penalty);
    }
  }

  private static void compare(
      WindowRegression.Step step,
      double[][] filled,
      double[] target,
      int[] future,
      int ahead,
      double penalty) {
    int shared = filled.length * WINDOW + 1;
    int p = shared + future.length;
    RealMatrix gram = new Array2DRowRealMatrix(p, p);
    RealVector right = new ArrayRealVector(p);
    for (int t = WINDOW - 1; t + ahead < target.length; t++) {
      if (!Double.isNaN(target[t + ahead])) {
        RealVector row = row(filled, future, t, ahead);
        gram = gram.add(row.outerProduct(row));
        right = right.add(row.mapMultiply(target[t + ahead]));
      }
    }
    for (int i = 0; i < p; i++) {
      gram.addToEntry(i, i, i == shared - 1 ? 0 : penalty);
    }
    RealVector expected = new LUDecomposition(gram).getSolver().solve(right);
    for (int i = 0; i < p; i++) {
      assertThat(step.coefficients()[i]).isCloseTo(expected.getEntry(i), within(1e-9));
    }
    double squares = 0;
    int rows = 0;
    for (int t = WINDOW - 1; t + ahead < target.length; t++) {
      if (!Double.isNaN(target[t + ahead])) {
        double e = target[t + ahead] - row(filled, future, t, ahead).dotProduct(expected);
        squares += e * e;
        rows++;
      }
    }
    double deviation = Math.sqrt(squares / (rows - p));
    assertThat(step.deviation()).isCloseTo(deviation, within(1e-9 * deviation));
  }

  private static RealVector row(double[][] filled, int[] future, int t, int ahead) {
    int shared = filled.length * WINDOW + 1;
    double[] row = new double[shared + future.length];
    for (int c = 0; c < filled.length; c++) {
      for (int i = 0; i < WINDOW; i++) {
        row[c * WINDOW + i] = filled[c][t - WINDOW + 1 + i];
      }
    }
    row[shared - 1] = 1;
    for (int i = 0; i < future.length; i++) {
      row[shared + i] = filled[future[i]][t + ahead];
    }
    return new ArrayRealVector(row, false);
  }
}
