/**
 * Who may do what: API keys, kept as hashes, and their roles. How a key arrives in a request is the
 * business of {@code handle}.
 */
@NullMarked
package io.flts.http.access;

import org.jspecify.annotations.NullMarked;
