package io.flts.examples.benchmarks;

import java.util.Collection;
import java.util.Map;

/**
 * The measures of one method averaged over some series of a set; NaN where there are none.
 *
 * @param count number of series
 * @param smape mean sMAPE in percent
 * @param mase mean MASE
 * @param owa mean of sMAPE and MASE, each relative to Naive2 on the same series
 * @param covered80 share of values inside the 80 % intervals
 * @param covered95 share of values inside the 95 % intervals
 * @param msis mean scaled interval score at 95 %
 */
record MethodScore(
    int count,
    double smape,
    double mase,
    double owa,
    double covered80,
    double covered95,
    double msis) {

  static MethodScore average(
      Map<String, CaseScore> scores, Collection<String> ids, Map<String, CaseScore> naive2) {
    double[] sums = new double[7];
    for (String id : ids) {
      CaseScore score = scores.get(id);
      CaseScore base = naive2.get(id);
      double[] values = {
        score.smape(),
        score.mase(),
        score.covered80(),
        score.covered95(),
        score.msis(),
        base.smape(),
        base.mase()
      };
      for (int k = 0; k < sums.length; k++) {
        sums[k] += values[k];
      }
    }
    int n = ids.size();
    for (int k = 0; k < sums.length; k++) {
      sums[k] = n == 0 ? Double.NaN : sums[k] / n;
    }
    return new MethodScore(
        n,
        sums[0],
        sums[1],
        relative(sums[0], sums[1], sums[5], sums[6]),
        sums[2],
        sums[3],
        sums[4]);
  }

  /** OWA of averages, given the averages of Naive2. */
  static double relative(double smape, double mase, double smape2, double mase2) {
    return (smape / smape2 + mase / mase2) / 2;
  }
}
