/**
 * Programs that measure: accuracy, speed, protocols. Each subcommand is one {@link
 * io.flts.examples.benchmarks.Benchmark}, prints a table and ends with one line {@code RESULT
 * key=value ...}.
 *
 * <p>Nothing here decides a unit test, and nothing depends on it.
 */
@NullMarked
package io.flts.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
