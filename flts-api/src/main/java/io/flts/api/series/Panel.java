package io.flts.api.series;

import io.flts.api.error.InvalidSeriesException;
import io.flts.api.error.UnknownSeriesException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An ordered collection of series that share a frequency and differ in id; never empty.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Panel implements Iterable<TimeSeries> {
  private final Map<String, TimeSeries> byId;
  private final List<TimeSeries> series;

  private Panel(Collection<TimeSeries> series) {
    if (series.isEmpty()) {
      throw new IllegalArgumentException("A panel needs at least one series.");
    }
    this.series = List.copyOf(series);
    this.byId = new LinkedHashMap<>();
    Frequency frequency = this.series.get(0).frequency();
    for (TimeSeries one : this.series) {
      if (byId.put(one.id(), one) != null) {
        throw new InvalidSeriesException(
            "Series '" + one.id() + "' occurs twice in the panel; ids must differ.");
      }
      if (!one.frequency().equals(frequency)) {
        throw new InvalidSeriesException(
            "Series '"
                + one.id()
                + "' has frequency "
                + one.frequency()
                + ", the panel "
                + frequency
                + "; put series of different frequencies into different panels.");
      }
    }
  }

  /** A panel of the given series. */
  public static Panel of(TimeSeries... series) {
    return new Panel(List.of(series));
  }

  /** A panel of the given series, in their order. */
  public static Panel of(Collection<TimeSeries> series) {
    return new Panel(series);
  }

  /** Number of series, at least 1. */
  public int size() {
    return series.size();
  }

  /** The series at a place, from 0. */
  public TimeSeries get(int place) {
    return series.get(place);
  }

  /**
   * The series of an id.
   *
   * @throws UnknownSeriesException where there is none
   */
  public TimeSeries get(String id) {
    TimeSeries found = byId.get(id);
    if (found == null) {
      throw new UnknownSeriesException(
          "No series '"
              + id
              + "' in a panel of "
              + size()
              + " series; the first is '"
              + series.get(0).id()
              + "'.");
    }
    return found;
  }

  /** Whether there is a series of an id. */
  public boolean contains(String id) {
    return byId.containsKey(id);
  }

  /** The series in order; unmodifiable. */
  public List<TimeSeries> series() {
    return series;
  }

  /** The frequency all series share. */
  public Frequency frequency() {
    return series.get(0).frequency();
  }

  /** The panel of the results of a function applied to every series, in the same order. */
  public Panel map(UnaryOperator<TimeSeries> function) {
    return new Panel(series.stream().map(function).toList());
  }

  /**
   * SHA-256, in hex, of everything in the panel: ids, times, values, covariates, attributes. The
   * same data give the same fingerprint on every machine.
   */
  public String fingerprint() {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
    for (TimeSeries one : series) {
      text(digest, one.id());
      text(digest, one.index().toString());
      numbers(digest, one.toArray());
      for (Covariate covariate : one.covariates()) {
        text(digest, covariate.name());
        text(digest, covariate.kind().name());
        numbers(digest, covariate.toArray());
      }
      text(digest, one.attributes().toString());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void text(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static void numbers(MessageDigest digest, double[] numbers) {
    ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES + Double.BYTES * numbers.length);
    buffer.putInt(numbers.length);
    for (double number : numbers) {
      buffer.putLong(Double.doubleToLongBits(number)); // one bit pattern for all NaNs
    }
    digest.update(buffer.array());
  }

  @Override
  public Iterator<TimeSeries> iterator() {
    return series.iterator();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Panel that && series.equals(that.series);
  }

  @Override
  public int hashCode() {
    return series.hashCode();
  }

  @Override
  public String toString() {
    return "Panel of " + size() + " series, frequency " + frequency();
  }
}
