package io.flts.api.service;

import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.Parameters;

/**
 * A service found by its name: the common part of forecasters, preprocessors, scorers and
 * registries.
 *
 * <p>{@link java.util.ServiceLoader} makes instances through a public constructor without
 * arguments, in default configuration; {@link #with(Parameters)} gives configured copies.
 *
 * @implSpec Implementations are immutable and thread-safe. Constructing one loads no native library
 *     and reads no file; what may be absent is told by {@link #availability()}.
 * @param <S> the service interface itself
 * @since 0.1.0
 */
public interface NamedService<S extends NamedService<S>> {

  /**
   * The name: lower-kebab, at most 64 characters, stable for ever because saved models contain it.
   */
  String name();

  /** The parameters with their present values; empty where there are none. */
  default ParameterSet parameters() {
    return ParameterSet.empty();
  }

  /**
   * A copy with some parameters changed.
   *
   * @throws IllegalArgumentException where a name is unknown or a value is not permitted; the
   *     message names both and what is available
   */
  S with(Parameters changes);

  /** Whether the service works here; a provider whose native library is absent says so here. */
  default Availability availability() {
    return Availability.available();
  }
}
