/**
 * Strict JSON for bodies from strangers: read within limits, told apart by JSON pointer, written
 * without NaN. Arrays of numbers become arrays of doubles at once, so that a long history costs
 * eight bytes per value. What the members mean is the business of {@code handle}.
 */
@NullMarked
package io.flts.http.json;

import org.jspecify.annotations.NullMarked;
