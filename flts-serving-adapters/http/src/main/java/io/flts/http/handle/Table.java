package io.flts.http.handle;

import io.flts.http.json.JsonField;
import io.flts.http.message.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table as requests send it: rows (objects, or arrays beside a list of column names), columns, or
 * a bare array of values of the target.
 *
 * @param pointer where it stands in the body
 * @param numbers columns of numbers, NaN where missing
 * @param texts columns of texts
 * @param bare the only column where it has no name, or {@code null}
 */
record Table(
    String pointer,
    Map<String, double[]> numbers,
    Map<String, List<String>> texts,
    double @Nullable [] bare) {

  static Table read(JsonField data, @Nullable JsonField columnNames) {
    if (data.isObject()) {
      return columns(data);
    }
    if (!data.isArray()) {
      throw Fault.at(
          data.pointer(),
          422,
          "wrong-type",
          "Expected rows (an array) or columns (an object), but found " + data.kind() + ".");
    }
    if (data.isNumbers()) {
      return new Table(data.pointer(), Map.of(), Map.of(), data.numbers());
    }
    List<JsonField> rows = data.items();
    if (rows.get(0).isNumber()) {
      data.numbers(); // says which item is no number
    }
    return columnNames == null ? objects(data, rows) : arrays(data, rows, columnNames);
  }

  private static Table columns(JsonField data) {
    Map<String, double[]> numbers = new LinkedHashMap<>();
    Map<String, List<String>> texts = new LinkedHashMap<>();
    data.fields()
        .forEach(
            (name, column) -> {
              if (column.isArray() && !column.isNumbers() && column.items().get(0).isText()) {
                texts.put(name, column.items().stream().map(JsonField::text).toList());
              } else {
                numbers.put(name, column.numbers());
              }
            });
    Table table = new Table(data.pointer(), numbers, texts, null);
    table.requireEqualLengths();
    return table;
  }

  private static Table objects(JsonField data, List<JsonField> rows) {
    Set<String> names = new LinkedHashSet<>();
    for (JsonField row : rows) {
      if (!row.isObject()) {
        throw Fault.at(
            row.pointer(),
            422,
            "wrong-type",
            "Expected a row (an object), but found "
                + row.kind()
                + ". Rows that are arrays need 'columns', the list of column names.");
      }
      names.addAll(row.fields().keySet());
    }
    Map<String, double[]> numbers = new LinkedHashMap<>();
    Map<String, List<String>> texts = new LinkedHashMap<>();
    for (String name : names) {
      List<@Nullable JsonField> cells = new ArrayList<>();
      rows.forEach(row -> cells.add(row.get(name)));
      column(data, name, cells, numbers, texts);
    }
    return new Table(data.pointer(), numbers, texts, null);
  }

  private static Table arrays(JsonField data, List<JsonField> rows, JsonField columnNames) {
    List<String> names = columnNames.items().stream().map(JsonField::text).toList();
    if (new LinkedHashSet<>(names).size() != names.size()) {
      throw Fault.value(columnNames.pointer(), "A column name occurs twice.");
    }
    List<List<JsonField>> cells = new ArrayList<>();
    for (JsonField row : rows) {
      List<JsonField> one = row.items();
      if (one.size() != names.size()) {
        throw Fault.value(
            row.pointer(),
            "The row has " + one.size() + " values for " + names.size() + " columns.");
      }
      cells.add(one);
    }
    Map<String, double[]> numbers = new LinkedHashMap<>();
    Map<String, List<String>> texts = new LinkedHashMap<>();
    for (int c = 0; c < names.size(); c++) {
      int place = c;
      List<@Nullable JsonField> column = new ArrayList<>();
      cells.forEach(row -> column.add(row.get(place)));
      column(data, names.get(c), column, numbers, texts);
    }
    return new Table(data.pointer(), numbers, texts, null);
  }

  private static void column(
      JsonField data,
      String name,
      List<@Nullable JsonField> cells,
      Map<String, double[]> numbers,
      Map<String, List<String>> texts) {
    JsonField first = cells.get(0);
    if (first != null && first.isText()) {
      List<String> column = new ArrayList<>();
      for (int i = 0; i < cells.size(); i++) {
        JsonField cell = cells.get(i);
        if (cell == null) {
          throw Fault.value(
              data.pointer() + "/" + i, "Column '" + name + "' of texts has no value here.");
        }
        column.add(cell.text());
      }
      texts.put(name, column);
      return;
    }
    double[] column = new double[cells.size()];
    for (int i = 0; i < column.length; i++) {
      JsonField cell = cells.get(i);
      column[i] = cell == null ? Double.NaN : cell.numberOrMissing();
    }
    numbers.put(name, column);
  }

  private void requireEqualLengths() {
    int length = -1;
    String named = "";
    Map<String, Integer> lengths = new LinkedHashMap<>();
    numbers.forEach((name, column) -> lengths.put(name, column.length));
    texts.forEach((name, column) -> lengths.put(name, column.size()));
    for (Map.Entry<String, Integer> column : lengths.entrySet()) {
      if (length >= 0 && column.getValue() != length) {
        throw Fault.value(
            pointer,
            "Column '"
                + column.getKey()
                + "' has "
                + column.getValue()
                + " values, '"
                + named
                + "' has "
                + length
                + ". Columns must be equally long; missing values are null.");
      }
      length = column.getValue();
      named = column.getKey();
    }
  }

  /** The column of times, by the name given or by the names people use; {@code null} for none. */
  @Nullable String timeColumn(@Nullable JsonField given) {
    if (given != null) {
      if (!texts.containsKey(given.text()) && !numbers.containsKey(given.text())) {
        throw Fault.value(
            given.pointer(), "There is no column '" + given.text() + "' in " + pointer + ".");
      }
      return given.text();
    }
    for (String name : Arrays.asList("timestamp", "time", "date", "datetime", "ds")) {
      if (texts.containsKey(name)) {
        return name;
      }
    }
    return numbers.containsKey("timestamp") ? "timestamp" : null;
  }
}
