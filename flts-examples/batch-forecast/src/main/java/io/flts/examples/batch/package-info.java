/** Forecasts of many series on the command line: a long CSV in, a long CSV of forecasts out. */
@NullMarked
package io.flts.examples.batch;

import org.jspecify.annotations.NullMarked;
