/**
 * Parameters of services: typed declarations ({@link io.flts.api.parameter.ParameterSpec}), loose
 * values from the outside ({@link io.flts.api.parameter.Parameters}) and checked values ({@link
 * io.flts.api.parameter.ParameterSet}).
 *
 * <p>One declaration feeds validation, a tuner's search space, the reference docs and the config
 * hash. Start at {@code ParameterSpec}. No service lives here.
 */
@NullMarked
package io.flts.api.parameter;

import org.jspecify.annotations.NullMarked;
