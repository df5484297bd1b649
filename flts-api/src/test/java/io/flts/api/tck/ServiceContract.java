package io.flts.api.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.service.NamedService;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What every service must keep, whatever it does; the common part of the contracts of this package.
 *
 * @param <S> the service interface
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServiceContract<S extends NamedService<S>> {

  /** The service to test, configured as it should be tested; called more than once. */
  protected abstract S subject();

  /** The service interface, by which the subject must be discoverable. */
  abstract Class<S> serviceType();

  /**
   * Whether the subject's class is registered for ServiceLoader; false for wrappers and fixtures.
   */
  protected boolean discoverable() {
    return true;
  }

  @Test
  @DisplayName("The name is lower-kebab, at most 64 characters, and always the same")
  void nameIsLegal() {
    assertThat(subject().name())
        .matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")
        .hasSizeLessThanOrEqualTo(64);
    assertThat(subject().name()).isEqualTo(subject().name());
    assertThat(subject().with(Parameters.none()).name()).isEqualTo(subject().name());
  }

  @Test
  @DisplayName("ServiceLoader finds the service under its name")
  void isDiscovered() {
    if (discoverable()) {
      List<String> names =
          ServiceLoader.load(serviceType(), subject().getClass().getClassLoader()).stream()
              .map(provider -> provider.get().name())
              .toList();
      assertThat(names).contains(subject().name()).doesNotHaveDuplicates();
    }
  }

  @Test
  @DisplayName("An unknown parameter is refused by a message that names it")
  void unknownParameterIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> subject().with(Parameters.of("no-such-parameter", 1)))
        .withMessageContaining("no-such-parameter");
  }

  @Test
  @DisplayName(
      "A value of the wrong type or out of range is refused by a message that names the parameter")
  void badValuesAreRefused() {
    for (ParameterSpec<?> spec : subject().parameters().specs()) {
      Object bad =
          switch (spec.type()) {
            case INTEGER, INTEGERS -> List.of(0.5);
            case REAL, REALS -> List.of(Double.NaN);
            case FLAG -> "perhaps";
            case CHOICE -> "no-such-choice";
            case TEXT, TEXTS -> List.of(true);
          };
      assertThatIllegalArgumentException()
          .as("parameter %s", spec.name())
          .isThrownBy(() -> subject().with(Parameters.of(spec.name(), bad)))
          .withMessageContaining(spec.name());
    }
  }

  @Test
  @DisplayName("Every parameter says what it means, and its present value can be set again")
  void parametersAreDeclared() {
    S subject = subject();
    for (ParameterSpec<?> spec : subject.parameters().specs()) {
      assertThat(spec.meaning()).as("meaning of %s", spec.name()).isNotBlank();
    }
    S again = subject.with(subject.parameters().values());
    assertThat(again.parameters()).isEqualTo(subject.parameters());
  }
}
