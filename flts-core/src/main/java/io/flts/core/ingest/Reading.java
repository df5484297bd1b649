package io.flts.core.ingest;

import io.flts.api.error.FltsException;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a table held: the series that could be read, those that could not and why, and the columns
 * that nobody asked for.
 *
 * <p>Immutable and thread-safe.
 *
 * @param series the series that could be read, in the order of the table
 * @param rejected the reasons by series id, in the order of the table
 * @param unusedColumns columns of the table that were not read
 * @since 0.1.0
 */
public record Reading(
    List<TimeSeries> series, Map<String, FltsException> rejected, List<String> unusedColumns) {

  /** Copies the collections. */
  public Reading {
    series = List.copyOf(series);
    rejected = Collections.unmodifiableMap(new LinkedHashMap<>(rejected));
    unusedColumns = List.copyOf(unusedColumns);
  }

  /**
   * All series as a panel.
   *
   * @throws FltsException the first reason, where a series was rejected
   */
  public Panel panel() {
    for (FltsException reason : rejected.values()) {
      throw reason;
    }
    return Panel.of(series);
  }

  /**
   * The series that could be read as a panel, whatever became of the others.
   *
   * @throws FltsException the first reason, where there is none
   */
  public Panel acceptedPanel() {
    return series.isEmpty() ? panel() : Panel.of(series);
  }
}
