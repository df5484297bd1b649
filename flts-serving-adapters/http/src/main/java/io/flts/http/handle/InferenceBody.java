package io.flts.http.handle;

import io.flts.api.registry.ModelRef;
import io.flts.api.series.StaticAttributes;
import io.flts.http.json.JsonField;
import io.flts.http.message.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the tensors of an {@code infer} request: {@code y} of shape [series, time]. */
final class InferenceBody {
  private static final Set<String> NUMBERS =
      Set.of(
          "FP64", "FP32", "FP16", "BF16", "INT64", "INT32", "INT16", "INT8", "UINT64", "UINT32",
          "UINT16", "UINT8");
  private static final Set<String> OUTPUTS = Set.of("mean", "quantiles");

  private final RequestLimits limits;

  InferenceBody(RequestLimits limits) {
    this.limits = limits;
  }

  /**
   * What a request wants.
   *
   * @param id to echo, or {@code null}
   * @param outputs the outputs named, empty for all
   */
  record Batch(@Nullable String id, Set<String> outputs, List<Wish> wishes) {
    boolean wants(String output) {
      return outputs.isEmpty() || outputs.contains(output);
    }
  }

  Batch read(JsonField body, ModelRef ref, Contract contract) {
    JsonField id = body.get("id");
    JsonField parameters = body.require("parameters");
    int horizon = PredictBody.steps(parameters.require("horizon"), limits);
    JsonField levels = parameters.get("levels");
    JsonField quantiles = parameters.get("quantiles");
    JsonField y = input(body);
    int[] shape = shape(y.require("shape"));
    double[] data = data(y, shape[0] * shape[1]);
    History.Times times = times(parameters);
    List<Wish> wishes = new ArrayList<>();
    for (int b = 0; b < shape[0]; b++) {
      wishes.add(
          new Wish(
              y.pointer(),
              ref,
              text(parameters, "series_id"),
              new History(
                  y.pointer() + "/data",
                  Arrays.copyOfRange(data, b * shape[1], (b + 1) * shape[1]),
                  Map.of(),
                  Map.of(),
                  StaticAttributes.none(),
                  times),
              horizon,
              levels == null
                  ? contract.quantiles() && quantiles == null
                      ? Contract.STANDARD_LEVELS
                      : new double[0]
                  : PredictBody.probabilities(levels),
              quantiles == null ? new double[0] : PredictBody.probabilities(quantiles),
              0));
    }
    return new Batch(id == null ? null : id.text(), outputs(body.get("outputs")), wishes);
  }

  private static JsonField input(JsonField body) {
    JsonField found = null;
    for (JsonField input : body.require("inputs").items()) {
      String name = input.require("name").text();
      if (!name.equals("y") || found != null) {
        throw Fault.value(
            input.pointer() + "/name",
            "Expected one input named 'y', the history of shape [series, time].");
      }
      found = input;
    }
    if (found == null) {
      throw Fault.value("/inputs", "There is no input. Send 'y' of shape [series, time].");
    }
    JsonField type = found.require("datatype");
    if (!NUMBERS.contains(type.text())) {
      throw Fault.value(type.pointer(), "The datatype of 'y' must be FP64 or another of numbers.");
    }
    return found;
  }

  private int[] shape(JsonField field) {
    double[] sizes = field.numbers();
    if (sizes.length != 1 && sizes.length != 2) {
      throw Fault.value(
          field.pointer(), "'y' has " + sizes.length + " dimensions; it needs [series, time].");
    }
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] != Math.rint(sizes[i]) || sizes[i] < 1 || sizes[i] > limits.points()) {
        throw Fault.value(
            field.pointer() + "/" + i,
            "A dimension must be a whole number from 1 to " + limits.points() + ".");
      }
    }
    double series = sizes.length == 1 ? 1 : sizes[0];
    double time = sizes[sizes.length - 1];
    if (series > limits.series() || series * time > limits.points()) {
      throw Fault.limit(
          field.pointer(),
          "The limits are "
              + limits.series()
              + " series and "
              + limits.points()
              + " points per request.");
    }
    return new int[] {(int) series, (int) time};
  }

  private static double[] data(JsonField y, int size) {
    JsonField field = y.require("data");
    double[] data;
    if (field.isNumbers()) {
      data = field.numbers();
    } else {
      List<double[]> rows = field.items().stream().map(JsonField::numbers).toList();
      int length = rows.stream().mapToInt(row -> row.length).sum();
      data = new double[length];
      int at = 0;
      for (double[] row : rows) {
        System.arraycopy(row, 0, data, at, row.length);
        at += row.length;
      }
    }
    if (data.length != size) {
      throw Fault.value(
          field.pointer(),
          "The tensor 'y' has " + data.length + " values; its shape says " + size + ".");
    }
    return data;
  }

  private static History.Times times(JsonField parameters) {
    JsonField start = parameters.get("start");
    JsonField frequency = parameters.get("frequency");
    return new History.Times(
        null,
        null,
        start == null ? "" : start.text(),
        text(parameters, "zone"),
        frequency == null ? "" : frequency.text(),
        "/parameters/start",
        "/parameters/frequency",
        true);
  }

  private static String text(JsonField object, String name) {
    JsonField field = object.get(name);
    return field == null ? "" : field.text();
  }

  private static Set<String> outputs(@Nullable JsonField field) {
    Set<String> names = new LinkedHashSet<>();
    if (field != null) {
      for (JsonField output : field.items()) {
        JsonField name = output.require("name");
        if (!OUTPUTS.contains(name.text())) {
          throw Fault.value(name.pointer(), "Outputs are 'mean' and 'quantiles'.");
        }
        names.add(name.text());
      }
    }
    return names;
  }
}
