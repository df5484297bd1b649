package io.flts.stat.arima;

/**
 * The orders (p,d,q)(P,D,Q)[m] of a seasonal ARIMA model, and whether it has a constant.
 *
 * <p>With d + D = 0 the constant is the mean of the series, with d + D = 1 a linear drift; with
 * more differences a constant would be a polynomial trend of higher degree and is refused. A period
 * of 1 means no season. Immutable and thread-safe.
 *
 * @param p autoregressive order, at least 0
 * @param d number of ordinary differences, at least 0
 * @param q moving-average order, at least 0
 * @param seasonalP seasonal autoregressive order, at least 0
 * @param seasonalD number of seasonal differences, at least 0
 * @param seasonalQ seasonal moving-average order, at least 0
 * @param period seasonal period in observations, at least 1
 * @param constant whether a mean or drift is estimated
 * @since 0.1.0
 */
public record ArimaOrder(
    int p,
    int d,
    int q,
    int seasonalP,
    int seasonalD,
    int seasonalQ,
    int period,
    boolean constant) {

  /** Checks the ranges. */
  public ArimaOrder {
    if (p < 0 || d < 0 || q < 0 || seasonalP < 0 || seasonalD < 0 || seasonalQ < 0) {
      throw new IllegalArgumentException(
          "ARIMA orders must not be negative, got "
              + notation(p, d, q, seasonalP, seasonalD, seasonalQ, period));
    }
    if (period < 1) {
      throw new IllegalArgumentException("ARIMA period must be at least 1, got " + period);
    }
    if (period == 1 && seasonalP + seasonalD + seasonalQ > 0) {
      throw new IllegalArgumentException(
          "Seasonal ARIMA orders need a period of at least 2, got "
              + notation(p, d, q, seasonalP, seasonalD, seasonalQ, period)
              + "; set the period or leave P, D and Q at 0");
    }
    if (constant && d + seasonalD > 1) {
      throw new IllegalArgumentException(
          "A constant with d + D = "
              + (d + seasonalD)
              + " would be a polynomial trend of that degree; use it only with d + D <= 1");
    }
  }

  /**
   * Longest lag of a model, as in R. The state of the filter is as long, its covariance the square
   * of that, and a step with a missing value costs as much.
   */
  static final int LONGEST_LAG = 350;

  /** The longest lag of the autoregression, the moving average or the differences. */
  long longestLag() {
    long ar = p + (long) seasonalP * period;
    long ma = q + (long) seasonalQ * period;
    long differences = d + (long) seasonalD * period;
    return Math.max(differences, Math.max(ar, ma));
  }

  /** Number of estimated autoregressive and moving-average coefficients. */
  int armaCount() {
    return p + q + seasonalP + seasonalQ;
  }

  /** Observations lost to differencing, d + D·m. */
  int differencingLoss() {
    return d + seasonalD * period;
  }

  /** The usual notation, for example {@code (0,1,1)(0,1,1)[12] with drift}. */
  @Override
  public String toString() {
    String text = notation(p, d, q, seasonalP, seasonalD, seasonalQ, period);
    return constant ? text + (d + seasonalD == 0 ? " with mean" : " with drift") : text;
  }

  private static String notation(int p, int d, int q, int sp, int sd, int sq, int m) {
    String plain = "(" + p + "," + d + "," + q + ")";
    return m == 1 && sp + sd + sq == 0
        ? plain
        : plain + "(" + sp + "," + sd + "," + sq + ")[" + m + "]";
  }
}
