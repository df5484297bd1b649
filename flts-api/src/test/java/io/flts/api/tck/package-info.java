/** The contract tests every implementation of a service interface extends. */
@NullMarked
package io.flts.api.tck;

import org.jspecify.annotations.NullMarked;
