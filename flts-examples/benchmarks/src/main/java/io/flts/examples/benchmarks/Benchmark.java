package io.flts.examples.benchmarks;

import java.io.PrintStream;
import java.util.List;

/**
 * One subcommand, listed under {@code META-INF/services}.
 *
 * <p>It prints a table and ends with one line {@code RESULT key=value ...}.
 */
public interface Benchmark {

  /** The name on the command line, lower-kebab. */
  String name();

  /** What it measures, in one line. */
  String summary();

  /**
   * Measures.
   *
   * @return the exit code: 0 measured, 75 skipped because something it needs is absent (said on
   *     {@code out}), else failed
   */
  int run(List<String> arguments, PrintStream out) throws Exception;
}
