package io.flts.core.pipeline;

import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.service.NamedService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parameters of the parts of a pipeline under names that are unique in the whole. */
final class PartParameters {
  private final ParameterSet all;

  /** Per part, from a name in the whole to the part's own name. */
  private final List<Map<String, String>> ownNames;

  private PartParameters(ParameterSet all, List<Map<String, String>> ownNames) {
    this.all = all;
    this.ownNames = ownNames;
  }

  static PartParameters of(List<Preprocessor> preprocessors, Forecaster forecaster) {
    List<ParameterSpec<?>> specs = new ArrayList<>();
    List<Map<String, String>> ownNames = new ArrayList<>();
    Parameters values = Parameters.none();
    Set<String> taken = new HashSet<>();
    forecaster.parameters().specs().forEach(spec -> taken.add(spec.name()));
    List<NamedService<?>> parts = new ArrayList<>(preprocessors);
    parts.add(forecaster);
    for (NamedService<?> part : parts) {
      String prefix = part == forecaster ? "" : freePrefix(part, taken);
      Map<String, String> names = new HashMap<>();
      Map<String, Object> present = part.parameters().values().asMap();
      for (ParameterSpec<?> spec : part.parameters().specs()) {
        String name = prefix + spec.name();
        names.put(name, spec.name());
        specs.add(spec.named(name));
        Object value = present.get(spec.name());
        if (value != null) {
          values = values.and(name, value);
        }
      }
      ownNames.add(names);
    }
    ParameterSet all = ParameterSet.of(specs.toArray(new ParameterSpec<?>[0])).with(values);
    return new PartParameters(all, ownNames);
  }

  /** The part's name, numbered where an earlier or an inner part shows the same names already. */
  private static String freePrefix(NamedService<?> part, Set<String> taken) {
    int number = 1;
    while (true) {
      String prefix = part.name() + (number == 1 ? "-" : "-" + number + "-");
      List<String> names =
          part.parameters().specs().stream().map(spec -> prefix + spec.name()).toList();
      if (names.stream().noneMatch(taken::contains)) {
        taken.addAll(names);
        return prefix;
      }
      number++;
    }
  }

  ParameterSet all() {
    return all;
  }

  /** Those changes that concern a part, under its own names. */
  Parameters ofPart(int place, Parameters changes) {
    Parameters own = Parameters.none();
    Map<String, String> names = ownNames.get(place);
    for (Map.Entry<String, Object> change : changes.asMap().entrySet()) {
      String ownName = names.get(change.getKey());
      if (ownName != null) {
        own = own.and(ownName, change.getValue());
      }
    }
    return own;
  }
}
