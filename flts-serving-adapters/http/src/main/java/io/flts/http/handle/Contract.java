package io.flts.http.handle;

import io.flts.api.error.FltsException;
import io.flts.api.forecast.ForecastOutcome;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Levels;
import io.flts.api.registry.ModelRef;
import io.flts.api.series.Frequency;
import io.flts.core.bundle.BundleSchema;
import io.flts.core.serve.ForecastService;
import io.flts.core.serve.ServedForecast;
import io.flts.core.serve.ServedModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a version expects of requests and gives back: frequency, columns, the series it was fitted
 * on, whether it gives quantiles.
 *
 * @param frequency of its training data, or {@code null} where its bundle says nothing
 * @param target name of its target column, or empty
 * @param columns the other columns by name
 * @param onlySeries id of its training series where there was one alone, or empty
 * @param quantiles whether it gives quantiles
 */
record Contract(
    ServedModel model,
    @Nullable Frequency frequency,
    String target,
    Map<String, BundleSchema.Role> columns,
    String onlySeries,
    boolean quantiles) {

  /** Intervals of a forecast that asks for none in particular. */
  static final double[] STANDARD_LEVELS = {0.8, 0.95};

  /** The contracts of all versions that answer; each is found once. Thread-safe. */
  static final class Book {
    private static final int MOST = 1024;

    private final ForecastService service;
    private final Map<String, Contract> known = new ConcurrentHashMap<>();

    Book(ForecastService service) {
      this.service = service;
    }

    Contract of(ModelRef ref) {
      ServedModel served = service.served(ref).orElse(null);
      Contract contract = served == null ? null : known.get(key(served));
      if (contract != null) {
        return contract;
      }
      contract = find(ref);
      if (known.size() >= MOST) {
        known.clear(); // versions that went long ago
      }
      known.put(key(contract.model()), contract);
      return contract;
    }

    private static String key(ServedModel model) {
      return model.version().ref() + " " + model.version().digest();
    }

    /** One step of the training data says which series there were and whether quantiles come. */
    private Contract find(ModelRef ref) {
      ForecastRequest step = ForecastRequest.of(1);
      try {
        ServedForecast probe =
            service.forecast(ref, step.withLevels(Levels.intervals(STANDARD_LEVELS)));
        return of(probe, true);
      } catch (IllegalArgumentException e) {
        return of(service.forecast(ref, step), false); // it gives none
      }
    }

    private static Contract of(ServedForecast probe, boolean quantiles) {
      BundleSchema schema = probe.model().manifest().schema();
      Map<String, BundleSchema.Role> columns = new LinkedHashMap<>();
      String target = "";
      for (BundleSchema.Column column : schema.columns()) {
        if (column.role() == BundleSchema.Role.TARGET) {
          target = column.name();
        } else {
          columns.put(column.name(), column.role());
        }
      }
      List<ForecastOutcome> outcomes = probe.forecast().outcomes();
      return new Contract(
          probe.model(),
          schema.frequency().isEmpty() ? null : parse(schema.frequency()),
          target,
          columns,
          outcomes.size() == 1 ? outcomes.get(0).seriesId() : "",
          quantiles);
    }

    private static @Nullable Frequency parse(String frequency) {
      try {
        return Frequency.parse(frequency);
      } catch (IllegalArgumentException | FltsException e) {
        return null; // then requests have to say theirs
      }
    }
  }

  /** The frequency of a request: that of the training data where both have the same step. */
  Frequency matched(Frequency given) {
    Frequency own = frequency;
    boolean same =
        own != null
            && java.util.Objects.equals(own.period(), given.period())
            && java.util.Objects.equals(own.duration(), given.duration())
            && own.isSteps() == given.isSteps();
    return same ? own : given;
  }
}
