/**
 * JSON in one canonical form, and the hash of a configuration made from it.
 *
 * <p>Start at {@link io.flts.core.json.JsonObject}; {@link io.flts.core.json.ConfigHash} names a
 * configuration. Parsing is strict and limited, since what comes from a file is untrusted. What the
 * objects mean is the business of the packages that write them.
 */
@NullMarked
package io.flts.core.json;

import org.jspecify.annotations.NullMarked;
