package io.flts.api.forecast;

import java.util.Map;

/**
 * How far long work has come.
 *
 * @param task what is going on, for example {@code fit lstm}
 * @param done units finished (series, epochs, folds)
 * @param total units in all, or 0 where unknown
 * @param figures named numbers of interest, for example {@code loss}
 * @since 0.1.0
 */
public record Progress(String task, long done, long total, Map<String, Double> figures) {

  /** Copies the figures. */
  public Progress {
    figures = Map.copyOf(figures);
  }

  /** Takes news of progress; called from working threads, must be quick and must not throw. */
  @FunctionalInterface
  public interface Listener {
    /** Takes one piece of news. */
    void onProgress(Progress progress);

    /** A listener that ignores all news. */
    static Listener none() {
      return progress -> {};
    }
  }
}
