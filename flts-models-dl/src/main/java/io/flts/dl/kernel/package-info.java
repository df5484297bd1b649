/**
 * The arithmetic under the networks: packed matrix products, recurrent cells, activations, Adam.
 *
 * <p>{@link io.flts.dl.kernel.Kernels} is the seam; its two providers, {@code vector} and {@code
 * plain}, perform the same operations in the same order and give the same bits. Start at {@link
 * io.flts.dl.kernel.KernelChoice}. Nothing here knows layers, windows or series, and everything
 * works on caller-owned {@code float[]}.
 */
@NullMarked
package io.flts.dl.kernel;

import org.jspecify.annotations.NullMarked;
