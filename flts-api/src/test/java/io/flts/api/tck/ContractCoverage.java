package io.flts.api.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.forecast.Forecaster;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.registry.Registry;
import io.flts.api.score.Scorer;
import io.flts.api.service.NamedService;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that every service which a module registers is the subject of a contract test beside it:
 * extend it once in the module's tests.
 *
 * <p>It looks at the services that {@link ServiceLoader} finds in the module's own classes, and at
 * the classes of this package's contracts that stand where the extending class stands, nested ones
 * included. They are created by their no-argument constructor, with a directory in their {@link
 * TempDir} fields, and asked for their {@code subject()}.
 */
public abstract class ContractCoverage {
  @TempDir Path temporary;

  /** Any class of the module's main code. */
  protected abstract Class<?> moduleClass();

  @Test
  @DisplayName("Every service that this module registers has a contract test")
  void everyServiceIsTested() throws Exception {
    Set<String> registered = new TreeSet<>();
    registered.addAll(registered(Forecaster.class));
    registered.addAll(registered(Preprocessor.class));
    registered.addAll(registered(Scorer.class));
    registered.addAll(registered(Registry.class));
    assertThat(registered).as("services of %s", location(moduleClass())).isNotEmpty();

    Set<String> untested = new TreeSet<>(registered);
    for (Class<?> test : contractTests()) {
      untested.remove(subject(test).getClass().getName());
    }
    assertThat(untested)
        .as(
            "%s registers %d services; these have no contract test. Add, beside the tests of the"
                + " service, a class *ContractTest that extends ForecasterContract,"
                + " PreprocessorContract, ScorerContract or RegistryContract and returns the"
                + " service from subject()",
            location(moduleClass()), registered.size())
        .isEmpty();
  }

  private <S extends NamedService<S>> List<String> registered(Class<S> type) {
    URI module = location(moduleClass());
    return ServiceLoader.load(type, moduleClass().getClassLoader()).stream()
        .map(ServiceLoader.Provider::type)
        .filter(provider -> location(provider).equals(module))
        .map(Class::getName)
        .toList();
  }

  private static URI location(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    assertThat(source).as("code source of %s", type).isNotNull();
    try {
      return source.getLocation().toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Code source of " + type + " is no URI.", e);
    }
  }

  private List<Class<?>> contractTests() throws IOException, ClassNotFoundException {
    Path root = Path.of(location(getClass()));
    List<Path> files;
    try (Stream<Path> walk = Files.walk(root)) {
      files = walk.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
    List<Class<?>> tests = new ArrayList<>();
    for (Path file : files) {
      String path =
          root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), ".");
      String name = path.substring(0, path.length() - ".class".length());
      if (!name.contains("-")) { // package-info, module-info
        Class<?> type = Class.forName(name, false, getClass().getClassLoader());
        if (ServiceContract.class.isAssignableFrom(type)
            && !Modifier.isAbstract(type.getModifiers())
            && !type.isAnonymousClass()) {
          tests.add(type);
        }
      }
    }
    return tests;
  }

  private NamedService<?> subject(Class<?> test) throws ReflectiveOperationException {
    try {
      return ((ServiceContract<?>) create(test)).subject();
    } catch (RuntimeException | ReflectiveOperationException e) {
      throw new AssertionError(
          "Contract test "
              + test.getName()
              + " cannot be created to ask for its subject(): it needs a no-argument constructor,"
              + " and subject() must work before any @BeforeEach.",
          e);
    }
  }

  private Object create(Class<?> type) throws ReflectiveOperationException {
    Class<?> outer = type.getEnclosingClass();
    boolean inner = outer != null && !Modifier.isStatic(type.getModifiers());
    Constructor<?> constructor =
        inner ? type.getDeclaredConstructor(outer) : type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object created = inner ? constructor.newInstance(create(outer)) : constructor.newInstance();
    for (Field field : type.getDeclaredFields()) {
      if (field.isAnnotationPresent(TempDir.class)) {
        field.setAccessible(true);
        field.set(created, temporary);
      }
    }
    return created;
  }
}
