package io.flts.stat.safeguard;

import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.perseries.AppendableSeriesModel;
import io.flts.api.perseries.SeriesForecast;
import io.flts.api.perseries.SeriesForecastRequest;
import io.flts.api.series.TimeSeries;

/**
 * The (seasonal) naive model that answers, visibly, where the method asked for cannot be fitted.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class FallbackModel implements AppendableSeriesModel {

  private static final String KEY = "fallback-reason";

  private final Safeguard safeguard;
  private final int period;
  private final String reason;

  private FallbackModel(Safeguard safeguard, int period, String reason) {
    this.safeguard = safeguard;
    this.period = period;
    this.reason = reason;
  }

  /**
   * The fallback for a history.
   *
   * @param history observations, NaN = missing, at least one observed
   * @param period seasonal period, ≥ 1
   * @param reason why the method itself was not fitted
   */
  public static FallbackModel of(double[] history, int period, String reason) {
    return new FallbackModel(Safeguard.of(history, period), period, reason);
  }

  /** Whether a saved series model is a fallback. */
  public static boolean isWritten(ModelReader in) {
    return in.has(KEY);
  }

  /** Reads what {@link #write} wrote. */
  public static FallbackModel read(ModelReader in) {
    return new FallbackModel(
        Safeguard.read(in.section("safeguard")),
        in.integer("period", 1, Integer.MAX_VALUE),
        in.text(KEY));
  }

  @Override
  public SeriesForecast forecast(SeriesForecastRequest request) {
    return safeguard.fallback(request.horizon(), request.probabilities(), request.paths(), reason);
  }

  @Override
  public FallbackModel over(TimeSeries history) {
    return of(history.toArray(), period, reason);
  }

  @Override
  public FallbackModel append(TimeSeries observations) {
    return new FallbackModel(safeguard.append(observations.toArray()), period, reason);
  }

  @Override
  public void write(ModelWriter out) {
    out.text(KEY, reason).integer("period", period);
    safeguard.write(out.section("safeguard"));
  }

  @Override
  public String fallback() {
    return "naive: " + reason;
  }
}
