package io.flts.core.serve;

import java.util.List;

/**
 * How a service fares.
 *
 * @param status the state as a whole
 * @param models all references served or asked for, by name
 * @param running requests being computed
 * @param waiting requests waiting for a permit
 * @param capacity requests that may be computed at once
 * @param journalWaiting journal entries not yet delivered
 * @param journalDropped journal entries that found no room, since the service began
 * @param hookFailures exceptions thrown by the metrics and journal hooks, since the service began
 * @since 0.1.0
 */
public record HealthReport(
    Status status,
    List<ModelHealth> models,
    int running,
    int waiting,
    int capacity,
    int journalWaiting,
    long journalDropped,
    long hookFailures) {

  /** Copies the list. */
  public HealthReport {
    models = List.copyOf(models);
  }

  /** The state of a service as a whole. */
  public enum Status {
    /** Every required model answers, as promoted. */
    READY,
    /**
     * Every required model answers, but some model is older than promoted, came from a later
     * source, or could not be loaded.
     */
    DEGRADED,
    /** A required model does not answer. */
    NOT_READY,
    /** Draining or closed. */
    CLOSING
  }

  static Status statusOf(List<ModelHealth> models, boolean closing) {
    if (closing) {
      return Status.CLOSING;
    }
    if (models.stream().anyMatch(model -> model.required() && model.served() == null)) {
      return Status.NOT_READY;
    }
    return models.stream().allMatch(ModelHealth::isWhole) ? Status.READY : Status.DEGRADED;
  }

  /** Whether requests should be sent here. */
  public boolean isReady() {
    return status == Status.READY || status == Status.DEGRADED;
  }
}
