/**
 * Time series and their time: {@link io.flts.api.series.TimeSeries}, {@link
 * io.flts.api.series.TimeIndex}, {@link io.flts.api.series.Frequency}, {@link
 * io.flts.api.series.Panel} and covariates.
 *
 * <p>Everything here is an immutable value. Reading files, regularising raw timestamps and
 * preparing values live in flts-core. Start at {@code TimeSeries}.
 */
@NullMarked
package io.flts.api.series;

import org.jspecify.annotations.NullMarked;
