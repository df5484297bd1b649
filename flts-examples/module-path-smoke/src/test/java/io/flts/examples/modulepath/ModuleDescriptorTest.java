package io.flts.examples.modulepath;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a module declares by hand, compared with what it holds. */
@DisplayName("module-info.java and META-INF/services")
class ModuleDescriptorTest {

  private static final String API = "io.flts.api";
  private static final String CORE = "io.flts.core";

  /** The interfaces that ServiceLoader is asked for. */
  private static final List<String> SERVICES =
      List.of(
          "io.flts.api.calendar.HolidayCalendar",
          "io.flts.api.forecast.Forecaster",
          "io.flts.api.preprocess.Preprocessor",
          "io.flts.api.registry.Registry",
          "io.flts.api.score.Scorer",
          "io.flts.core.catalog.Composition");

  @ParameterizedTest(name = "{0} exports every package with a public type, and no other")
  @ValueSource(strings = {API, CORE})
  void exportsAreComplete(String module) {
    Set<String> open = new TreeSet<>();
    new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(module).stream()
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .map(JavaClass::getPackageName)
            .filter(name -> !name.contains(".internal"))
            .forEach(open::add);

    Set<String> exported =
        descriptor(module).exports().stream()
            .filter(export -> !export.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(exported).as("exports of %s in module-info.java", module).isEqualTo(open);
  }

  @Test
  @DisplayName("core uses every service interface of the api")
  void coreUsesEveryService() {
    assertThat(descriptor(CORE).uses()).containsAll(SERVICES);
  }

  @ParameterizedTest(name = "{0} provides what its META-INF/services says, name by name")
  @ValueSource(strings = {API, CORE})
  void providesAgreesWithServices(String module) {
    Map<String, Set<String>> declared = new TreeMap<>();
    for (ModuleDescriptor.Provides provides : descriptor(module).provides()) {
      declared.put(provides.service(), new TreeSet<>(provides.providers()));
    }
    assertThat(declared)
        .as("'provides' of %s in module-info.java, compared with META-INF/services", module)
        .isEqualTo(services(root(module)));
  }

  @ParameterizedTest(name = "{0} lists services that exist, are public and can be made")
  @ValueSource(strings = {CORE, "io.flts.stat", "io.flts.dl"})
  void listedServicesCanBeMade(String module) throws ReflectiveOperationException {
    ClassLoader loader = getClass().getClassLoader();
    for (Map.Entry<String, Set<String>> entry : services(root(module)).entrySet()) {
      assertThat(SERVICES).contains(entry.getKey());
      Class<?> service = Class.forName(entry.getKey(), false, loader);
      for (String name : entry.getValue()) {
        Class<?> provider = Class.forName(name, false, loader);
        assertThat(service).as(name).isAssignableFrom(provider);
        assertThat(provider).as(name).isPublic();
        assertThat(provider.getConstructor()).as(name).isNotNull();
      }
    }
  }

  private ModuleDescriptor descriptor(String module) {
    URL url = at(root(module), "module-info.class");
    try (InputStream in = url.openStream()) {
      return ModuleDescriptor.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The services a jar or class folder lists: interface name to implementation names. */
  private static Map<String, Set<String>> services(String root) {
    Map<String, Set<String>> found = new TreeMap<>();
    for (String service : SERVICES) {
      try (InputStream in = at(root, "META-INF/services/" + service).openStream()) {
        List<String> names =
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        assertThat(new HashSet<>(names))
            .as("%s in %s names a class twice", service, root)
            .hasSameSizeAs(names);
        if (!names.isEmpty()) {
          found.put(service, new TreeSet<>(names));
        }
      } catch (IOException absent) {
        // A module need not provide every service; a jar and a folder both answer with an
        // exception.
      }
    }
    return found;
  }

  /** The folder or jar that holds a module, as the beginning of a URL. */
  private String root(String module) {
    String resource = module.replace('.', '/') + "/package-info.class";
    try {
      List<URL> places = Collections.list(getClass().getClassLoader().getResources(resource));
      assertThat(places).as("places that hold %s", resource).hasSize(1);
      String url = places.get(0).toString();
      return url.substring(0, url.length() - resource.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL at(String root, String name) {
    try {
      return new URL(root + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
