/**
 * The contract tests (TCK) of the four services: extend the one of your service, say what is tested
 * in {@code subject()}, and run it with JUnit 5 and AssertJ on the test class path.
 *
 * <p>Start at {@link io.flts.api.tck.ForecasterContract}. If a bug of a plug-in passes these tests,
 * improve the tests.
 */
@NullMarked
package io.flts.api.tck;

import org.jspecify.annotations.NullMarked;
