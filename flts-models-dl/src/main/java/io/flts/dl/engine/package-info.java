/**
 * Networks, their gradients and their training, on {@code float} arrays.
 *
 * <p>{@link io.flts.dl.engine.Architecture} says what a network is; {@link
 * io.flts.dl.engine.Trainer} finds its weights; {@link io.flts.dl.engine.FrozenNetwork} answers
 * with them. Windows, series, normalisation and the FLTS API live in {@code io.flts.dl.forecast};
 * the arithmetic lives in {@code io.flts.dl.kernel}.
 */
@NullMarked
package io.flts.dl.engine;

import org.jspecify.annotations.NullMarked;
