/**
 * The methods every other method has to beat: last value ({@code naive}), last season ({@code
 * seasonal-naive}), last value plus average change ({@code drift}) and average ({@code mean}).
 *
 * <p>No smoothing and no estimation beyond a variance lives here.
 */
@NullMarked
package io.flts.stat.naive;

import org.jspecify.annotations.NullMarked;
