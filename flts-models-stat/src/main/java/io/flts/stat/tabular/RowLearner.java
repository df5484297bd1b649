package io.flts.stat.tabular;

import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.Progress;
import io.flts.api.model.ModelReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Learns a function of rows.
 *
 * @implSpec Immutable and thread-safe; the same task gives the same bits.
 * @since 0.1.0
 */
public interface RowLearner {

  /**
   * What to learn.
   *
   * @param names of the features, in order
   * @param rows to learn from, in order of time within every series
   * @param held later rows, to decide on; {@code null} when {@code effort} is decided
   * @param effort what an earlier learning with held rows decided (rounds, for example), or 0
   * @param seed of all randomness
   * @param deadline when to stop
   * @param progress who wants to know
   * @since 0.1.0
   */
  record Task(
      List<String> names,
      Rows rows,
      @Nullable Rows held,
      int effort,
      long seed,
      Deadline deadline,
      Progress.Listener progress) {}

  /**
   * What was learned.
   *
   * @param model the function
   * @param effort what the held rows decided, at least 1; to be handed back for the final learning
   * @since 0.1.0
   */
  record Learned(RowModel model, int effort) {}

  /** Learns. */
  Learned learn(Task task);

  /** Reads what {@link RowModel#write} wrote. */
  RowModel read(ModelReader in);

  /** Whether labels and predictions must not be negative, so that series are only scaled. */
  default boolean positive() {
    return false;
  }

  /**
   * Whether series are yes or no, written 1 and 0, and predictions probabilities of yes; they are
   * then neither scaled nor told as differences.
   */
  default boolean probability() {
    return false;
  }

  /** Whether the point is a median rather than a mean. */
  default boolean median() {
    return false;
  }

  /**
   * Probabilities of the outputs, ascending and with 0.5; empty where the one output is a point.
   */
  default double[] probabilities() {
    return new double[0];
  }
}
