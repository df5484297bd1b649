package io.flts.dl.forecast;

import io.flts.api.error.FitFailedException;
import io.flts.api.error.FltsException;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.series.Covariate;
import io.flts.api.series.Frequency;
import io.flts.api.series.StaticAttributes;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;

/** How the end of a training series stands in a saved model. */
final class SeriesForm {

  private SeriesForm() {}

  static void write(FittedWindows.Known one, ModelWriter out) {
    out.text("id", one.id());
    TimeSeries tail = one.tail();
    Frame.Level level = one.level();
    if (tail == null || level == null) {
      FltsException failure = one.failure();
      out.text("failure", failure == null ? "" : String.valueOf(failure.getMessage()));
      return;
    }
    out.real("mean", level.mean()).real("deviation", level.deviation());
    series(tail, out);
  }

  static void series(TimeSeries tail, ModelWriter out) {
    TimeIndex index = tail.index();
    out.text("origin", index.originText())
        .integer("first", index.first())
        .reals("values", tail.toArray());
    ZoneId zone = index.zone();
    if (zone != null) {
      out.text("zone", zone.getId());
    }
    ModelWriter covariates = out.section("covariates");
    int number = 0;
    for (Covariate covariate : tail.covariates()) {
      covariates
          .section(Integer.toString(number++))
          .text("name", covariate.name())
          .flag("future", covariate.kind() == Covariate.Kind.FUTURE)
          .reals("values", covariate.toArray());
    }
    ModelWriter attributes = out.section("attributes");
    int place = 0;
    for (Map.Entry<String, Double> entry : tail.attributes().numbers().entrySet()) {
      attributes
          .section(Integer.toString(place++))
          .text("name", entry.getKey())
          .real("number", entry.getValue());
    }
    for (Map.Entry<String, String> entry : tail.attributes().categories().entrySet()) {
      attributes
          .section(Integer.toString(place++))
          .text("name", entry.getKey())
          .text("category", entry.getValue());
    }
  }

  static FittedWindows.Known read(Frequency frequency, ModelReader in) {
    String id = in.text("id");
    if (in.has("failure")) {
      return new FittedWindows.Known(id, null, null, new FitFailedException(in.text("failure")));
    }
    Frame.Level level = new Frame.Level(in.real("mean"), in.real("deviation"));
    return new FittedWindows.Known(id, series(id, frequency, in), level, null);
  }

  static TimeSeries series(String id, Frequency frequency, ModelReader in) {
    double[] values = in.reals("values");
    TimeIndex index =
        TimeIndex.parse(
            in.text("origin"),
            in.integer("first"),
            in.has("zone") ? in.text("zone") : "",
            frequency,
            values.length);
    TimeSeries.Builder builder = TimeSeries.builder(id, index, values);
    ModelReader covariates = in.section("covariates");
    for (String key : covariates.keys()) {
      ModelReader one = covariates.section(key);
      Covariate.Kind kind = one.flag("future") ? Covariate.Kind.FUTURE : Covariate.Kind.PAST;
      builder.covariate(Covariate.of(one.text("name"), kind, one.reals("values")));
    }
    Map<String, Double> numbers = new TreeMap<>();
    Map<String, String> categories = new TreeMap<>();
    ModelReader attributes = in.section("attributes");
    for (String key : attributes.keys()) {
      ModelReader one = attributes.section(key);
      if (one.has("number")) {
        numbers.put(one.text("name"), one.real("number"));
      } else {
        categories.put(one.text("name"), one.text("category"));
      }
    }
    return builder.attributes(new StaticAttributes(numbers, categories)).build();
  }
}
