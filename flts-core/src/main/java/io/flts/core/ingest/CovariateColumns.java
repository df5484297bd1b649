package io.flts.core.ingest;

import io.flts.api.series.Covariate;
import java.util.ArrayList;
import java.util.List;

/** The columns of a table that are covariates. */
final class CovariateColumns {

  private CovariateColumns() {}

  static List<SeriesRows.CovariateColumn> and(
      List<SeriesRows.CovariateColumn> present, Covariate.Kind kind, String... names) {
    List<SeriesRows.CovariateColumn> all = new ArrayList<>(present);
    for (String name : names) {
      if (all.stream().anyMatch(column -> column.name().equals(name))) {
        throw new IllegalArgumentException("Covariate column '" + name + "' is named twice.");
      }
      all.add(new SeriesRows.CovariateColumn(name, kind));
    }
    return all;
  }

  static int[] places(List<SeriesRows.CovariateColumn> covariates, CsvTable table) {
    return covariates.stream().mapToInt(column -> table.column(column.name())).toArray();
  }

  static List<String> unused(CsvTable table, List<String> used) {
    return table.columns().stream().filter(column -> !used.contains(column)).toList();
  }
}
