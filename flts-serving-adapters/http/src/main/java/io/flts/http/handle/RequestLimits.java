package io.flts.http.handle;

/**
 * How much one request may ask for. What goes beyond is refused with the limit in the message.
 *
 * @param bodyBytes longest body
 * @param bodiesBytes bytes of all bodies being read or answered at once; a request that finds them
 *     taken is refused with a time to come back
 * @param series most series
 * @param points most numbers in the body
 * @param horizon most steps to forecast
 * @param quantiles most quantiles, two per interval
 * @param answerNumbers most numbers in an answer: series, times steps, times one more than
 *     quantiles
 * @param nesting deepest nesting of a body
 * @since 0.1.0
 */
public record RequestLimits(
    int bodyBytes,
    int bodiesBytes,
    int series,
    int points,
    int horizon,
    int quantiles,
    int answerNumbers,
    int nesting) {

  /** Refuses limits below 1, and bodies that never fit. */
  public RequestLimits {
    if (Math.min(bodyBytes, Math.min(series, Math.min(points, horizon))) < 1
        || Math.min(quantiles, Math.min(answerNumbers, nesting)) < 1
        || bodiesBytes < bodyBytes) {
      throw new IllegalArgumentException(
          "Every limit of a request must be at least 1, and all bodies together ("
              + bodiesBytes
              + " bytes) at least as large as one ("
              + bodyBytes
              + " bytes).");
    }
  }

  /**
   * 16 MiB per body and 64 MiB for all, 10,000 series, 2 million points, 10,000 steps, 99
   * quantiles, 2 million numbers in an answer, 32 levels.
   */
  public static RequestLimits standard() {
    return new RequestLimits(16 << 20, 64 << 20, 10_000, 2_000_000, 10_000, 99, 2_000_000, 32);
  }

  /** Other sizes of bodies. */
  public RequestLimits withBodies(int newBodyBytes, int newBodiesBytes) {
    return new RequestLimits(
        newBodyBytes, newBodiesBytes, series, points, horizon, quantiles, answerNumbers, nesting);
  }

  /** Other numbers of series, points and steps. */
  public RequestLimits withSizes(int newSeries, int newPoints, int newHorizon) {
    return new RequestLimits(
        bodyBytes,
        bodiesBytes,
        newSeries,
        newPoints,
        newHorizon,
        quantiles,
        answerNumbers,
        nesting);
  }
}
