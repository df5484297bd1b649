/**
 * Tests of the contract tests: each of a set of planted flaws must be caught. Not part of the TCK
 * jar.
 */
@NullMarked
package io.flts.api.tckcheck;

import org.jspecify.annotations.NullMarked;
