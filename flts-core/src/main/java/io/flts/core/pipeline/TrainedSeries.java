package io.flts.core.pipeline;

import io.flts.api.error.CovariateException;
import io.flts.api.error.FitFailedException;
import io.flts.api.error.FltsException;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.series.Frequency;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a fitted pipeline remembers of a raw training series: where it ends, what it knew of its
 * future, and why a preprocessor refused it, where one did.
 */
record TrainedSeries(
    String id, TimeIndex index, Map<String, double[]> future, @Nullable FltsException refusal) {

  static TrainedSeries of(TimeSeries series, @Nullable FltsException refusal) {
    int longest =
        series.covariates().stream().mapToInt(c -> c.length() - series.length()).max().orElse(0);
    return new TrainedSeries(
        series.id(), series.index(), FutureCovariates.carriedBy(series, longest).values(), refusal);
  }

  /** The same series after observations that follow next. */
  TrainedSeries continuedBy(TimeSeries more) {
    TimeIndex longer = index.slice(0, index.length() + more.length());
    return new TrainedSeries(id, longer, of(more, null).future(), refusal);
  }

  /** What is known of the steps to forecast: from the series itself, then from the request. */
  FutureCovariates.Window window(int horizon, FutureCovariates.@Nullable Window given) {
    TimeIndex steps = index.next(horizon);
    Map<String, double[]> values = new LinkedHashMap<>();
    future.forEach(
        (name, known) -> values.put(name, Arrays.copyOf(known, Math.min(known.length, horizon))));
    if (given != null) {
      if (!given.index().label(0).equals(steps.label(0))) {
        throw new CovariateException(
            "Future covariates of series '"
                + id
                + "' start at "
                + given.index().label(0)
                + "; the first step to forecast is "
                + steps.label(0)
                + ". Supply the values from there on.");
      }
      given
          .values()
          .forEach(
              (name, known) ->
                  values.put(name, Arrays.copyOf(known, Math.min(known.length, horizon))));
    }
    return new FutureCovariates.Window(steps, values);
  }

  void write(ModelWriter out) {
    out.text("id", id)
        .text("origin", index.originText())
        .integer("first", index.first())
        .integer("length", index.length());
    ZoneId zone = index.zone();
    if (zone != null) {
      out.text("zone", zone.getId());
    }
    if (refusal != null) {
      out.text("refusal", String.valueOf(refusal.getMessage()));
    }
    ModelWriter section = out.section("future");
    int number = 0;
    for (Map.Entry<String, double[]> known : future.entrySet()) {
      section
          .section(Integer.toString(number++))
          .text("name", known.getKey())
          .reals("values", known.getValue());
    }
  }

  static TrainedSeries read(Frequency frequency, ModelReader in) {
    TimeIndex index =
        TimeIndex.parse(
            in.text("origin"),
            in.integer("first"),
            in.has("zone") ? in.text("zone") : "",
            frequency,
            in.integer("length", 0, Integer.MAX_VALUE));
    Map<String, double[]> future = new LinkedHashMap<>();
    ModelReader section = in.section("future");
    for (String key : section.keys()) {
      future.put(section.section(key).text("name"), section.section(key).reals("values"));
    }
    FltsException refusal = in.has("refusal") ? new FitFailedException(in.text("refusal")) : null;
    return new TrainedSeries(in.text("id"), index, future, refusal);
  }
}
