package io.flts.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * The German credit table as numbers: codes become one 0/1 column per code, numbers stay.
 *
 * <p>Coding looks at the codes that exist, not at the labels, so that it may be done before rows
 * are divided into folds.
 */
final class CreditTable {
  private static final int OLD = 30;

  private final List<String> header;
  private final List<String[]> cells;
  private final float[] values;
  private final float[] labels;
  private final int columns;

  private CreditTable(
      List<String> header, List<String[]> cells, float[] values, float[] labels, int columns) {
    this.header = header;
    this.cells = cells;
    this.values = values;
    this.labels = labels;
    this.columns = columns;
  }

  static CreditTable read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> header = List.of(lines.get(0).split(","));
    List<String[]> cells = lines.subList(1, lines.size()).stream().map(l -> l.split(",")).toList();
    List<float[]> columns = new ArrayList<>();
    for (int c = 1; c < header.size() - 1; c++) { // without the row number and the label
      int column = c;
      if (cells.get(0)[c].startsWith("A")) {
        TreeSet<String> codes = new TreeSet<>();
        cells.forEach(row -> codes.add(row[column]));
        for (String code : codes) {
          columns.add(column(cells, row -> row[column].equals(code) ? 1 : 0));
        }
      } else {
        columns.add(column(cells, row -> Float.parseFloat(row[column])));
      }
    }
    float[] values = new float[cells.size() * columns.size()];
    for (int row = 0; row < cells.size(); row++) {
      for (int c = 0; c < columns.size(); c++) {
        values[row * columns.size() + c] = columns.get(c)[row];
      }
    }
    int label = header.indexOf("bad");
    return new CreditTable(
        header, cells, values, column(cells, row -> Float.parseFloat(row[label])), columns.size());
  }

  private interface Cell {
    float of(String[] row);
  }

  private static float[] column(List<String[]> cells, Cell cell) {
    float[] column = new float[cells.size()];
    for (int row = 0; row < column.length; row++) {
      column[row] = cell.of(cells.get(row));
    }
    return column;
  }

  int rows() {
    return labels.length;
  }

  int columns() {
    return columns;
  }

  float[] labels() {
    return labels;
  }

  /** The features of some rows, one row after another. */
  float[] features(int[] rows) {
    float[] picked = new float[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * columns, picked, i * columns, columns);
    }
    return picked;
  }

  /** The group of every row: its code, or for the age whether it is below 30. */
  String[] groups(String column) {
    int place = header.indexOf(column);
    String[] groups = new String[rows()];
    Arrays.setAll(
        groups,
        row -> {
          String cell = cells.get(row)[place];
          return cell.startsWith("A") ? cell : Integer.parseInt(cell) < OLD ? "below 30" : "30 up";
        });
    return groups;
  }
}
