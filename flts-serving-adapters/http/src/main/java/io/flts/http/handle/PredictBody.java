package io.flts.http.handle;

import io.flts.api.registry.ModelRef;
import io.flts.api.series.StaticAttributes;
import io.flts.http.json.JsonField;
import io.flts.http.message.Fault;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of {@code /predict} and the items of {@code /batch/predict}. */
final class PredictBody {
  private static final String[] SHARED = {
    "model", "model_version", "forecast_horizon", "inference_length", "levels", "quantiles",
    "frequency", "start", "zone", "time_column", "target", "seed"
  };
  private static final String[] OWN = {"series_id", "data", "columns", "future", "attributes"};

  private final ForecastDesk desk;

  PredictBody(ForecastDesk desk) {
    this.desk = desk;
  }

  static String[] names(String... more) {
    String[] names = new String[SHARED.length + more.length];
    System.arraycopy(SHARED, 0, names, 0, SHARED.length);
    System.arraycopy(more, 0, names, SHARED.length, more.length);
    return names;
  }

  /**
   * The wish of a body.
   *
   * @param shared the body around an item of a batch, for members that the item lacks; or {@code
   *     null}
   */
  Wish read(JsonField body, @Nullable JsonField shared) {
    body.only(names(OWN));
    ModelRef ref = ref(either(body, shared, "model"), either(body, shared, "model_version"));
    JsonField id = body.get("series_id");
    JsonField seed = either(body, shared, "seed");
    JsonField levels = either(body, shared, "levels");
    JsonField quantiles = either(body, shared, "quantiles");
    return new Wish(
        body.pointer(),
        ref,
        id == null ? "" : id.text(),
        history(body, shared, ref),
        horizon(body, shared),
        levels == null ? null : probabilities(levels),
        quantiles == null ? new double[0] : probabilities(quantiles),
        seed == null ? 0 : seed.integer(-(1L << 53), 1L << 53));
  }

  private static @Nullable JsonField either(
      JsonField body, @Nullable JsonField shared, String name) {
    JsonField own = body.get(name);
    return own == null && shared != null ? shared.get(name) : own;
  }

  private ModelRef ref(@Nullable JsonField model, @Nullable JsonField version) {
    String name = model == null ? "" : model.text();
    String number = "";
    if (version != null) {
      number =
          version.isNumber()
              ? Long.toString(version.integer(1, Integer.MAX_VALUE))
              : version.text();
    }
    try {
      return desk.ref(name, number);
    } catch (IllegalArgumentException e) {
      throw Faults.of(e, version == null || model == null ? "/model" : model.pointer());
    }
  }

  private int horizon(JsonField body, @Nullable JsonField shared) {
    JsonField steps = either(body, shared, "forecast_horizon");
    JsonField length = either(body, shared, "inference_length");
    if (steps != null && length != null) {
      throw Fault.value(
          length.pointer(), "Give either 'forecast_horizon' or 'inference_length', not both.");
    }
    JsonField given = steps == null ? length : steps;
    if (given == null) {
      return (int) body.require("forecast_horizon").integer(1, 1);
    }
    return steps(given, desk.limits());
  }

  static int steps(JsonField given, RequestLimits limits) {
    double steps = given.number();
    if (steps > limits.horizon()) {
      throw Fault.limit(
          given.pointer(),
          "A horizon of "
              + steps
              + " steps is more than the limit of "
              + limits.horizon()
              + " steps.");
    }
    return (int) given.integer(1, limits.horizon());
  }

  static double[] probabilities(JsonField field) {
    double[] values = field.numbers();
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] > 0 && values[i] < 1)) {
        throw Fault.value(
            field.pointer() + "/" + i,
            values[i] + " must lie between 0 and 1, ends excluded; write 0.95 for 95 %.");
      }
    }
    return values;
  }

  private @Nullable History history(JsonField body, @Nullable JsonField shared, ModelRef ref) {
    JsonField data = body.get("data");
    if (data == null) {
      for (String name : new String[] {"columns", "future", "attributes"}) {
        JsonField lonely = body.get(name);
        if (lonely != null) {
          throw Fault.value(lonely.pointer(), "'" + name + "' needs 'data' beside it.");
        }
      }
      return null;
    }
    Table table = Table.read(data, body.get("columns"));
    String time = table.timeColumn(either(body, shared, "time_column"));
    String target =
        table.bare() == null ? target(table, time, either(body, shared, "target"), ref) : "";
    Map<String, double[]> columns = new LinkedHashMap<>(table.numbers());
    double[] values = table.bare();
    if (values == null) {
      values = columns.remove(target);
    }
    columns.remove(time);
    for (String name : table.texts().keySet()) {
      if (!name.equals(time)) {
        throw Fault.value(
            data.pointer(),
            "Column '" + name + "' holds texts. Only the column of times may; others are numbers.");
      }
    }
    return new History(
        data.pointer(),
        values == null ? new double[0] : values,
        columns,
        future(body.get("future")),
        attributes(body.get("attributes")),
        times(body, shared, table, time));
  }

  private String target(
      Table table, @Nullable String time, @Nullable JsonField given, ModelRef ref) {
    Map<String, double[]> numbers = new LinkedHashMap<>(table.numbers());
    numbers.remove(time);
    String schema = desk.contract(ref).target();
    if (given != null && numbers.containsKey(given.text())) {
      return given.text();
    }
    if (given == null && numbers.containsKey(schema)) {
      return schema;
    }
    if (given == null && numbers.size() == 1) {
      return numbers.keySet().iterator().next();
    }
    String wanted = given == null ? schema : given.text();
    throw Fault.value(
        given == null ? table.pointer() : given.pointer(),
        "There is no column of numbers '"
            + wanted
            + "' for the target; columns are "
            + numbers.keySet()
            + ". Name the target in 'target'.");
  }

  private static Map<String, double[]> future(@Nullable JsonField field) {
    Map<String, double[]> future = new LinkedHashMap<>();
    if (field != null) {
      field.fields().forEach((name, values) -> future.put(name, values.numbers()));
    }
    return future;
  }

  private static StaticAttributes attributes(@Nullable JsonField field) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    Map<String, String> texts = new LinkedHashMap<>();
    if (field != null) {
      field
          .fields()
          .forEach(
              (name, value) -> {
                if (value.isText()) {
                  texts.put(name, value.text());
                } else {
                  numbers.put(name, value.number());
                }
              });
    }
    return new StaticAttributes(numbers, texts);
  }

  private static History.Times times(
      JsonField body, @Nullable JsonField shared, Table table, @Nullable String time) {
    JsonField start = either(body, shared, "start");
    JsonField zone = either(body, shared, "zone");
    JsonField frequency = either(body, shared, "frequency");
    if (start != null && time != null) {
      throw Fault.value(
          start.pointer(),
          "Give either 'start' or a column of times, not both; there is '" + time + "'.");
    }
    double[] steps = time == null ? null : table.numbers().get(time);
    if (start != null && start.isNumber()) {
      double first = start.integer(-(1L << 53), 1L << 53);
      double[] bare = table.bare();
      int length =
          bare != null
              ? bare.length
              : table.numbers().isEmpty() ? 0 : table.numbers().values().iterator().next().length;
      steps = new double[length];
      for (int i = 0; i < length; i++) {
        steps[i] = first + i;
      }
    }
    String pointer = start != null ? start.pointer() : table.pointer() + "/" + time;
    return new History.Times(
        time == null ? null : table.texts().get(time),
        steps,
        start == null || start.isNumber() ? "" : start.text(),
        zone == null ? "" : zone.text(),
        frequency == null ? "" : frequency.text(),
        pointer,
        frequency == null ? "/frequency" : frequency.pointer(),
        false);
  }
}
