/**
 * Versions of models, aliases on them, and the record of who promoted what and why: {@link
 * io.flts.api.registry.Registry}.
 *
 * <p>Stores live in flts-core and the serving adapters; gates and rules that decide a promotion
 * live in flts-core.
 */
@NullMarked
package io.flts.api.registry;

import org.jspecify.annotations.NullMarked;
