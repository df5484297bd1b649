package io.flts.stat.stationarity;

/** P values by straight lines between tabulated critical values, held at the ends of the table. */
final class CriticalValues {
  private CriticalValues() {}

  /**
   * P value of a statistic.
   *
   * @param critical critical values, ascending
   * @param level significance level of each
   */
  static double pValue(double statistic, double[] critical, double[] level) {
    int last = critical.length - 1;
    if (!(statistic > critical[0])) {
      return level[0];
    }
    if (statistic >= critical[last]) {
      return level[last];
    }
    int i = 1;
    while (critical[i] < statistic) {
      i++;
    }
    double share = (statistic - critical[i - 1]) / (critical[i] - critical[i - 1]);
    return level[i - 1] + share * (level[i] - level[i - 1]);
  }
}
