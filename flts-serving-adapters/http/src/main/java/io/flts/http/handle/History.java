package io.flts.http.handle;

import io.flts.api.series.StaticAttributes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The history a request brings, before it is a series.
 *
 * @param pointer where it stands in the body
 * @param target the values, NaN where missing
 * @param columns covariates by name, as long as the target
 * @param future values of covariates over the horizon, by name
 * @param attributes static attributes
 * @param times how the values lie in time
 */
record History(
    String pointer,
    double[] target,
    Map<String, double[]> columns,
    Map<String, double[]> future,
    StaticAttributes attributes,
    Times times) {

  /**
   * How values lie in time.
   *
   * @param labels a time per value, or {@code null}
   * @param steps a whole number per value, or {@code null}
   * @param start time of the first value, or empty
   * @param zone zone of the times, or empty
   * @param frequency as the request says, or empty
   * @param pointer where labels or start stand
   * @param frequencyPointer where the frequency stands
   * @param mayFloat whether a history without any time is put somewhere, as a dialect demands
   */
  record Times(
      @Nullable List<String> labels,
      double @Nullable [] steps,
      String start,
      String zone,
      String frequency,
      String pointer,
      String frequencyPointer,
      boolean mayFloat) {}
}
