/**
 * Answers requests with promoted models inside one JVM: {@link io.flts.core.serve.ForecastService}
 * resolves a reference, warms the version up, swaps it in, and keeps answering while newer versions
 * arrive.
 *
 * <p>No transport lives here: HTTP and other ways in are serving adapters on top of it. Versions
 * and aliases are the business of {@code registry}, the decision to promote of {@code promote}.
 * Start reading at {@code ForecastService}, then {@code ModelSlot} for the swap.
 */
@NullMarked
package io.flts.core.serve;

import org.jspecify.annotations.NullMarked;
