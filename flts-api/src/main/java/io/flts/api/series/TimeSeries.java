package io.flts.api.series;

import io.flts.api.error.CovariateException;
import io.flts.api.error.InvalidSeriesException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A regular time series: an id, a time index, one target value per position, covariates and static
 * attributes.
 *
 * <p>{@code NaN} is a missing value; infinite values are refused. Several target columns of one
 * table are several series of one {@link Panel}. An empty series is legal; what a model needs it
 * says itself.
 *
 * <p>Immutable and thread-safe: arrays are copied in and out.
 *
 * <p>Example: {@code TimeSeries.of("site-7", LocalDateTime.parse("2024-01-01T00:00"),
 * Frequency.parse("h"), values)}
 *
 * @since 0.1.0
 */
public final class TimeSeries {
  private final String id;
  private final TimeIndex index;
  private final double[] values;
  private final Map<String, Covariate> covariates;
  private final StaticAttributes attributes;

  private TimeSeries(
      String id,
      TimeIndex index,
      double[] values,
      Map<String, Covariate> covariates,
      StaticAttributes attributes) {
    this.id = id;
    this.index = index;
    this.values = values;
    this.covariates = covariates;
    this.attributes = attributes;
  }

  /** A series of local times without a zone. */
  public static TimeSeries of(
      String id, LocalDateTime start, Frequency frequency, double... values) {
    return of(id, TimeIndex.of(start, frequency, values.length), values);
  }

  /** A series in a zone, whose clock changes it follows. */
  public static TimeSeries of(
      String id, ZonedDateTime start, Frequency frequency, double... values) {
    return of(id, TimeIndex.of(start, frequency, values.length), values);
  }

  /** A series in UTC. */
  public static TimeSeries of(String id, Instant start, Frequency frequency, double... values) {
    return of(id, TimeIndex.of(start, frequency, values.length), values);
  }

  /** A series on an index of the same length. */
  public static TimeSeries of(String id, TimeIndex index, double... values) {
    return builder(id, index, values).build();
  }

  /** A builder for a series with covariates or attributes. */
  public static Builder builder(String id, TimeIndex index, double... values) {
    return new Builder(id, index, values.clone());
  }

  /** A builder that starts from this series; the target values may be replaced. */
  public Builder toBuilder() {
    Builder builder = new Builder(id, index, values);
    builder.covariates.putAll(covariates);
    builder.attributes = attributes;
    return builder;
  }

  /** The id, unique within a panel. */
  public String id() {
    return id;
  }

  /** The time axis. */
  public TimeIndex index() {
    return index;
  }

  /** The step of the time axis. */
  public Frequency frequency() {
    return index.frequency();
  }

  /** Number of observations, missing ones included. */
  public int length() {
    return values.length;
  }

  /** The target at a position; {@code NaN} where missing. */
  public double get(int position) {
    return values[position];
  }

  /** A copy of the target. */
  public double[] toArray() {
    return values.clone();
  }

  /** A copy of the target at positions {@code from} (inclusive) to {@code to} (exclusive). */
  public double[] toArray(int from, int to) {
    return Arrays.copyOfRange(values, from, to);
  }

  /** Number of missing target values. */
  public int missing() {
    int count = 0;
    for (double value : values) {
      if (Double.isNaN(value)) {
        count++;
      }
    }
    return count;
  }

  /** The covariates in the order in which they were added; unmodifiable. */
  public List<Covariate> covariates() {
    return List.copyOf(covariates.values());
  }

  /** The covariate of a name. */
  public Optional<Covariate> covariate(String name) {
    return Optional.ofNullable(covariates.get(name));
  }

  /**
   * The covariate of a name, known for at least {@code horizon} steps beyond the last observation.
   *
   * @param horizon steps, 0 for the past only
   * @throws CovariateException where it is absent or too short
   */
  public Covariate requireCovariate(String name, int horizon) {
    Covariate covariate = covariates.get(name);
    if (covariate == null) {
      throw new CovariateException(
          "Series '"
              + id
              + "' has no covariate '"
              + name
              + "', which the model was fitted with. It has "
              + (covariates.isEmpty() ? "none" : String.join(", ", covariates.keySet()))
              + ". Supply it.");
    }
    if (covariate.length() < length() + horizon) {
      throw new CovariateException(
          "Covariate '"
              + name
              + "' of series '"
              + id
              + "' is known for "
              + (covariate.length() - length())
              + " steps beyond the last observation; horizon "
              + horizon
              + " needs "
              + horizon
              + ". Supply its future values.");
    }
    return covariate;
  }

  /** The static attributes. */
  public StaticAttributes attributes() {
    return attributes;
  }

  /**
   * The series at positions {@code from} (inclusive) to {@code to} (exclusive). Covariates known in
   * the future keep all their later values: they are known.
   */
  public TimeSeries slice(int from, int to) {
    if (from < 0 || to > values.length || to < from) {
      throw new IllegalArgumentException(
          "Slice from "
              + from
              + " to "
              + to
              + " does not lie within the "
              + values.length
              + " observations of series '"
              + id
              + "'.");
    }
    Map<String, Covariate> sliced = new LinkedHashMap<>();
    covariates.forEach(
        (name, covariate) ->
            sliced.put(
                name,
                covariate.slice(
                    from, covariate.kind() == Covariate.Kind.PAST ? to : covariate.length())));
    return new TimeSeries(
        id, index.slice(from, to), Arrays.copyOfRange(values, from, to), sliced, attributes);
  }

  /** The first {@code count} observations; see {@link #slice}. */
  public TimeSeries head(int count) {
    return slice(0, count);
  }

  /** The last {@code count} observations, or all where there are fewer. */
  public TimeSeries tail(int count) {
    return slice(Math.max(0, length() - count), length());
  }

  /** The same series with another target of the same length. */
  public TimeSeries withValues(double... target) {
    return toBuilder().values(target).build();
  }

  /** The same series under another id. */
  public TimeSeries withId(String newId) {
    return new TimeSeries(newId, index, values, covariates, attributes);
  }

  /** The same series with a covariate added or replaced. */
  public TimeSeries withCovariate(Covariate covariate) {
    return toBuilder().covariate(covariate).build();
  }

  /**
   * This series followed by another that goes on exactly where it ends and has the same covariates.
   * Later values of future covariates come from {@code more}.
   *
   * @throws InvalidSeriesException where {@code more} does not start at the next step
   * @throws CovariateException where it lacks a covariate
   */
  public TimeSeries append(TimeSeries more) {
    if (!index.isContinuedBy(more.index)) {
      throw new InvalidSeriesException(
          "Series '"
              + id
              + "' ends before "
              + index.label(length())
              + " at frequency "
              + frequency()
              + "; what is appended starts at "
              + more.index.label(0)
              + " at frequency "
              + more.frequency()
              + ". Append the observations that follow next.");
    }
    Builder joined =
        builder(id, index.slice(0, length() + more.length()), join(values, length(), more.values));
    joined.attributes = attributes;
    covariates.forEach(
        (name, covariate) -> {
          Covariate later = more.requireCovariate(name, 0);
          joined.covariate(
              Covariate.of(
                  name, covariate.kind(), join(covariate.toArray(), length(), later.toArray())));
        });
    return joined.build();
  }

  private static double[] join(double[] head, int count, double[] tail) {
    double[] joined = Arrays.copyOf(head, count + tail.length);
    System.arraycopy(tail, 0, joined, count, tail.length);
    return joined;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TimeSeries that
        && id.equals(that.id)
        && index.equals(that.index)
        && Arrays.equals(values, that.values)
        && covariates.equals(that.covariates)
        && attributes.equals(that.attributes);
  }

  @Override
  public int hashCode() {
    return 31 * id.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "TimeSeries "
        + id
        + ": "
        + index
        + (covariates.isEmpty() ? "" : " " + covariates.keySet());
  }

  /** Collects the parts of a series. Confined to one thread. */
  public static final class Builder {
    private final String id;
    private final TimeIndex index;
    private double[] values;
    private final Map<String, Covariate> covariates = new LinkedHashMap<>();
    private StaticAttributes attributes = StaticAttributes.none();

    private Builder(String id, TimeIndex index, double[] values) {
      if (id.isBlank()) {
        throw new IllegalArgumentException("A series needs an id.");
      }
      this.id = id;
      this.index = index;
      this.values = values;
    }

    /** Replaces the target; copied. */
    public Builder values(double... target) {
      values = target.clone();
      return this;
    }

    /** Adds a covariate, or replaces the one of the same name. */
    public Builder covariate(Covariate covariate) {
      covariates.put(covariate.name(), covariate);
      return this;
    }

    /** Sets the static attributes. */
    public Builder attributes(StaticAttributes newAttributes) {
      attributes = newAttributes;
      return this;
    }

    /**
     * The series.
     *
     * @throws InvalidSeriesException where a value is infinite or lengths do not agree
     */
    public TimeSeries build() {
      if (values.length != index.length()) {
        throw new InvalidSeriesException(
            "Series '"
                + id
                + "' has "
                + values.length
                + " values for an index of "
                + index.length()
                + " positions; give one value per position, NaN where it is missing.");
      }
      for (int i = 0; i < values.length; i++) {
        if (Double.isInfinite(values[i])) {
          throw new InvalidSeriesException(
              "Series '"
                  + id
                  + "' is "
                  + values[i]
                  + " at "
                  + index.label(i)
                  + "; values are finite, or NaN for missing. Correct the value or make it missing.");
        }
      }
      for (Covariate covariate : covariates.values()) {
        check(covariate);
      }
      return new TimeSeries(id, index, values, new LinkedHashMap<>(covariates), attributes);
    }

    private void check(Covariate covariate) {
      int given = covariate.length();
      boolean past = covariate.kind() == Covariate.Kind.PAST;
      if (past ? given != values.length : given < values.length) {
        throw new CovariateException(
            "Covariate '"
                + covariate.name()
                + "' of series '"
                + id
                + "' has "
                + given
                + " values for "
                + values.length
                + " observations; "
                + (past
                    ? "a past covariate has exactly as many."
                    : "a future covariate has at least as many.")
                + " Use NaN where it is missing.");
      }
    }
  }
}
