/**
 * Numerical optimisers for small dense problems, one class per method.
 *
 * <p>They work on plain arrays, allocate only on construction or once per call, and know nothing of
 * time series. Anything with a model in it does not belong here.
 */
@NullMarked
package io.flts.stat.optimize;

import org.jspecify.annotations.NullMarked;
