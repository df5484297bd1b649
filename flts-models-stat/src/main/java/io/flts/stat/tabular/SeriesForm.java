package io.flts.stat.tabular;

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

  static void write(TimeSeries tail, ModelWriter out) {
    TimeIndex index = tail.index();
    out.text("origin", index.originText())
        .integer("first", index.first())
        .reals("values", tail.toArray());
    ZoneId zone = index.zone();
    if (zone != null) {
      out.text("zone", zone.getId());
    }
    ModelWriter covariates = out.section("covariates");
    int place = 0;
    for (Covariate covariate : tail.covariates()) {
      covariates
          .section(Integer.toString(place++))
          .text("name", covariate.name())
          .flag("future", covariate.kind() == Covariate.Kind.FUTURE)
          .reals("values", covariate.toArray());
    }
    ModelWriter numbers = out.section("numbers");
    place = 0;
    for (Map.Entry<String, Double> entry : tail.attributes().numbers().entrySet()) {
      numbers
          .section(Integer.toString(place++))
          .text("name", entry.getKey())
          .real("value", entry.getValue());
    }
    ModelWriter categories = out.section("categories");
    place = 0;
    for (Map.Entry<String, String> entry : tail.attributes().categories().entrySet()) {
      categories
          .section(Integer.toString(place++))
          .text("name", entry.getKey())
          .text("value", entry.getValue());
    }
  }

  static TimeSeries read(String id, Frequency frequency, ModelReader in) {
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
    ModelReader numberSection = in.section("numbers");
    for (String key : numberSection.keys()) {
      ModelReader one = numberSection.section(key);
      numbers.put(one.text("name"), one.real("value"));
    }
    Map<String, String> categories = new TreeMap<>();
    ModelReader categorySection = in.section("categories");
    for (String key : categorySection.keys()) {
      ModelReader one = categorySection.section(key);
      categories.put(one.text("name"), one.text("value"));
    }
    return builder.attributes(new StaticAttributes(numbers, categories)).build();
  }
}
