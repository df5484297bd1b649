package io.flts.http.handle;

import io.flts.api.error.FltsException;
import io.flts.api.error.UnknownSeriesException;
import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastFailure;
import io.flts.api.forecast.ForecastOutcome;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Levels;
import io.flts.api.registry.ModelRef;
import io.flts.api.series.Covariate;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import io.flts.core.bundle.BundleSchema;
import io.flts.core.serve.BatchItem;
import io.flts.core.serve.BatchOutcome;
import io.flts.core.serve.ForecastService;
import io.flts.core.serve.ModelHealth;
import io.flts.core.serve.ServedForecast;
import io.flts.http.message.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns wishes into requests to the service, and its answers into what dialects tell. */
final class ForecastDesk {
  private static final String ANONYMOUS = "series";
  private static final int NUMBERED_DIGITS = 9;

  private final ForecastService service;
  private final RequestLimits limits;
  private final Contract.Book contracts;

  ForecastDesk(ForecastService service, RequestLimits limits) {
    this.service = service;
    this.limits = limits;
    contracts = new Contract.Book(service);
  }

  /** A wish that became a request. */
  private record Asked(Wish wish, String seriesId, ForecastRequest request, double[] levels) {}

  /** One wish of several: told, or what is wrong with it. */
  record Outcome(@Nullable Told told, @Nullable Fault fault) {}

  RequestLimits limits() {
    return limits;
  }

  /** What a model expects and gives. */
  Contract contract(ModelRef ref) {
    return contracts.of(ref);
  }

  /**
   * The reference that a model's name and a version, number or alias, mean.
   *
   * @param model name, or empty for the only model that is served
   * @param version number, alias, or empty for the alias served by default
   */
  ModelRef ref(String model, String version) {
    ModelRef only = model.isEmpty() ? onlyModel() : null;
    String name = only == null ? model : only.model();
    String number = version.startsWith("v") ? version.substring(1) : version;
    if (number.matches("\\d{1," + NUMBERED_DIGITS + "}")) {
      return ModelRef.version(name, Integer.parseInt(number));
    }
    if (version.isEmpty()) {
      return only == null ? service.ref(name) : only;
    }
    return ModelRef.alias(name, version);
  }

  private ModelRef onlyModel() {
    List<ModelRef> names =
        service.health().models().stream()
            .filter(ModelHealth::required)
            .map(ModelHealth::ref)
            .toList();
    if (names.size() != 1) {
      throw Fault.value(
          "/model",
          "Member 'model' is missing, and " + names.size() + " models are served. Name one.");
    }
    return names.get(0);
  }

  /** Answers one wish. */
  Told ask(Wish wish, Deadline deadline) {
    requireAnswerable(List.of(wish));
    try {
      Asked asked = asked(wish);
      ServedForecast answer = service.forecast(wish.ref(), asked.request().withDeadline(deadline));
      return told(asked, answer);
    } catch (RuntimeException e) {
      throw Faults.of(e, wish.pointer());
    }
  }

  /** Answers several wishes under one permit; an outcome per wish, in order. */
  List<Outcome> askAll(List<Wish> wishes, Deadline deadline) {
    requireAnswerable(wishes);
    List<Asked> asked = new ArrayList<>();
    List<BatchItem> items = new ArrayList<>();
    Outcome[] outcomes = new Outcome[wishes.size()];
    int[] places = new int[wishes.size()];
    for (int i = 0; i < wishes.size(); i++) {
      try {
        Asked one = asked(wishes.get(i));
        places[asked.size()] = i;
        asked.add(one);
        items.add(new BatchItem(one.wish().ref().toString(), one.request()));
      } catch (RuntimeException e) {
        outcomes[i] = failed(e, wishes.get(i));
      }
    }
    List<BatchOutcome> answers = items.isEmpty() ? List.of() : service.forecastAll(items, deadline);
    for (int i = 0; i < answers.size(); i++) {
      outcomes[places[i]] = outcome(asked.get(i), answers.get(i));
    }
    return List.of(outcomes);
  }

  private static Outcome outcome(Asked asked, BatchOutcome outcome) {
    try {
      if (outcome instanceof BatchOutcome.Failed failed) {
        return failed(failed.cause(), asked.wish());
      }
      return new Outcome(told(asked, ((BatchOutcome.Answered) outcome).answer()), null);
    } catch (RuntimeException e) {
      return failed(e, asked.wish());
    }
  }

  private static Outcome failed(RuntimeException cause, Wish wish) {
    return new Outcome(null, Faults.of(cause, wish.pointer()).within(wish.pointer()));
  }

  private void requireAnswerable(List<Wish> wishes) {
    if (wishes.size() > limits.series()) {
      throw Fault.limit(
          "",
          wishes.size()
              + " series are more than the limit of "
              + limits.series()
              + " series per request. Send several requests.");
    }
    long numbers = 0;
    for (Wish wish : wishes) {
      double[] levels = wish.levels();
      long lines =
          1L
              + wish.quantiles().length
              + 2L * (levels == null ? Contract.STANDARD_LEVELS.length : levels.length);
      numbers += lines * wish.horizon();
    }
    if (numbers > limits.answerNumbers()) {
      throw Fault.limit(
          "",
          "The answer would have "
              + numbers
              + " numbers, more than the limit of "
              + limits.answerNumbers()
              + " numbers per answer. Ask for fewer series, steps or quantiles.");
    }
  }

  private Asked asked(Wish wish) {
    Contract contract = contracts.of(wish.ref());
    double[] levels = wish.levels();
    if (levels == null) {
      levels = contract.quantiles() ? Contract.STANDARD_LEVELS : new double[0];
    }
    Levels all = Levels.intervals(levels).and(Levels.quantiles(wish.quantiles()));
    if (all.size() > limits.quantiles()) {
      throw Fault.limit(
          wish.pointer(),
          all.size()
              + " quantiles are more than the limit of "
              + limits.quantiles()
              + " quantiles per forecast, two per interval.");
    }
    String id = wish.seriesId().isEmpty() ? contract.onlySeries() : wish.seriesId();
    ForecastRequest request =
        ForecastRequest.of(wish.horizon()).withLevels(all).withSeed(wish.seed());
    History history = wish.history();
    if (history != null) {
      id = id.isEmpty() ? ANONYMOUS : id;
      TimeSeries series = series(id, history, contract);
      request = request.withHistory(Panel.of(series));
      request = withFuture(request, history, series.index(), id);
    }
    return new Asked(wish, id, request, levels);
  }

  private static TimeSeries series(String id, History history, Contract contract) {
    if (history.target().length == 0) {
      throw Fault.value(history.pointer(), "The history is empty. Send at least one value.");
    }
    TimeIndex index = TimeAxis.of(history, contract);
    try {
      TimeSeries.Builder series = TimeSeries.builder(id, index, history.target());
      for (Map.Entry<String, double[]> column : history.columns().entrySet()) {
        series.covariate(covariate(column.getKey(), column.getValue(), history, contract));
      }
      return series.attributes(history.attributes()).build();
    } catch (FltsException | IllegalArgumentException e) {
      throw Faults.of(e, history.pointer());
    }
  }

  private static Covariate covariate(
      String name, double[] values, History history, Contract contract) {
    BundleSchema.Role role = contract.columns().get(name);
    if (role == null || role == BundleSchema.Role.STATIC) {
      throw Fault.at(
          history.pointer(),
          422,
          "unknown-column",
          "Column '"
              + name
              + "' is not one the model was fitted with. It knows the target '"
              + contract.target()
              + "' and "
              + contract.columns().keySet()
              + ".");
    }
    return Covariate.of(
        name, role == BundleSchema.Role.PAST ? Covariate.Kind.PAST : Covariate.Kind.FUTURE, values);
  }

  private static ForecastRequest withFuture(
      ForecastRequest request, History history, TimeIndex index, String id) {
    if (history.future().isEmpty()) {
      return request;
    }
    int longest = 0;
    for (double[] values : history.future().values()) {
      longest = Math.max(longest, values.length);
    }
    TimeIndex window = index.next(longest);
    return request.withFuture(
        FutureCovariates.none().and(id, new FutureCovariates.Window(window, history.future())));
  }

  private static Told told(Asked asked, ServedForecast answer) {
    return new Told(forecast(asked, answer), answer, asked.levels(), asked.wish().quantiles());
  }

  private static Forecast forecast(Asked asked, ServedForecast answer) {
    if (asked.seriesId().isEmpty()) {
      throw Fault.value(
          asked.wish().pointer(),
          "The model was fitted on "
              + answer.forecast().size()
              + " series. Name one in 'series_id', or send its history in 'data'.");
    }
    ForecastOutcome outcome;
    try {
      outcome = answer.forecast().outcome(asked.seriesId());
    } catch (UnknownSeriesException e) {
      throw Fault.value(asked.wish().pointer(), String.valueOf(e.getMessage()));
    }
    if (outcome instanceof ForecastFailure failure) {
      throw failure.cause();
    }
    return (Forecast) outcome;
  }
}
