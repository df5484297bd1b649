package io.flts.api.perseries;

import io.flts.api.error.FitFailedException;
import io.flts.api.error.FltsException;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.series.Frequency;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One series of a fitted panel: its model, or why it has none; where its history ends; and what it
 * knew of its future at fit time.
 */
record FittedSeries(
    String id,
    TimeIndex index,
    FutureCovariates.Window future,
    @Nullable SeriesModel model,
    @Nullable FltsException failure) {

  static FittedSeries of(TimeSeries series, SeriesModel model) {
    return new FittedSeries(series.id(), series.index(), knownFuture(series), model, null);
  }

  static FittedSeries failed(TimeSeries series, FltsException failure) {
    return new FittedSeries(series.id(), series.index(), knownFuture(series), null, failure);
  }

  private static FutureCovariates.Window knownFuture(TimeSeries series) {
    int longest =
        series.covariates().stream().mapToInt(c -> c.length() - series.length()).max().orElse(0);
    return FutureCovariates.carriedBy(series, longest);
  }

  void addModelTo(List<SeriesModel> models) {
    if (model != null) {
      models.add(model);
    }
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
    if (future.index().length() > 0) {
      ModelWriter section = out.section("future");
      int number = 0;
      for (var entry : future.values().entrySet()) {
        section
            .section(Integer.toString(number++))
            .text("name", entry.getKey())
            .reals("values", entry.getValue());
      }
    }
    if (model != null) {
      model.write(out.section("model"));
    } else {
      out.text("failure", failure == null ? "" : String.valueOf(failure.getMessage()));
    }
  }

  static FittedSeries read(PerSeriesForecaster forecaster, Frequency frequency, ModelReader in) {
    TimeIndex index =
        TimeIndex.parse(
            in.text("origin"),
            in.integer("first"),
            in.has("zone") ? in.text("zone") : "",
            frequency,
            in.integer("length", 0, Integer.MAX_VALUE));
    FutureCovariates.Window future = new FutureCovariates.Window(index.next(0), java.util.Map.of());
    if (in.has("future")) {
      ModelReader section = in.section("future");
      int longest = 0;
      for (String key : section.keys()) {
        double[] values = section.section(key).reals("values");
        longest = Math.max(longest, values.length);
        future = future.with(section.section(key).text("name"), values);
      }
      future = new FutureCovariates.Window(index.next(longest), future.values());
    }
    if (in.has("model")) {
      return new FittedSeries(
          in.text("id"), index, future, forecaster.readSeries(in.section("model")), null);
    }
    return new FittedSeries(
        in.text("id"), index, future, null, new FitFailedException(in.text("failure")));
  }
}
