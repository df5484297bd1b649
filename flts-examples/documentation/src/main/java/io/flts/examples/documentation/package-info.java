/**
 * The code blocks of README and docs: what stands between {@code // tag::name} and {@code //
 * end::name} is shown there, and a test keeps both equal.
 */
@NullMarked
package io.flts.examples.documentation;

import org.jspecify.annotations.NullMarked;
