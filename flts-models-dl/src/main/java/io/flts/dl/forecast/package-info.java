/**
 * Forecasters that learn one network, or one linear map, from windows of all series of a panel.
 *
 * <p>{@link io.flts.dl.forecast.Lstm}, {@link io.flts.dl.forecast.Gru}, {@link
 * io.flts.dl.forecast.Mlp}, {@link io.flts.dl.forecast.NLinear}, {@link
 * io.flts.dl.forecast.DLinear}, and {@link io.flts.dl.forecast.Dl4j} for networks of callers. What
 * a window holds is in {@code FeaturePlan}, how it is read in {@code Windows}; training and
 * arithmetic live in {@code io.flts.dl.engine} and {@code io.flts.dl.kernel}.
 */
@NullMarked
package io.flts.dl.forecast;

import org.jspecify.annotations.NullMarked;
