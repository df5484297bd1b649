package io.flts.core.serve;

/**
 * Keeps what was answered, so that it can be compared with what came true.
 *
 * <p>Entries wait in a bounded buffer and are delivered one after another on a thread of the
 * service, never on that of a request. Where the buffer is full, entries are dropped and counted in
 * {@link HealthReport#journalDropped()}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ForecastJournal {

  /** Keeps an entry. What it throws is counted and otherwise ignored. */
  void record(JournalEntry entry) throws Exception;
}
