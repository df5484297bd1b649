/**
 * The main job of FLTS as a program: read a load series, prepare, fit every forecaster on the class
 * path, judge them leak-free, promote the winner, reload it in a fresh process, forecast, report.
 *
 * <p>Start at {@link io.flts.examples.load.LoadPipeline}; each step is one class.
 */
@NullMarked
package io.flts.examples.load;

import org.jspecify.annotations.NullMarked;
