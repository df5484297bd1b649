/**
 * What all services of FLTS have in common: a stable name, availability, and checked parameters.
 *
 * <p>The services themselves live with their concern: forecasters in {@code forecast},
 * preprocessors in {@code preprocess}, scorers in {@code score}, registries in {@code registry}.
 */
@NullMarked
package io.flts.api.service;

import org.jspecify.annotations.NullMarked;
