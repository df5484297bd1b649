package io.flts.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flts.api.error.FltsException;
import io.flts.api.error.UnknownServiceException;
import io.flts.api.model.ModelReader;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.FittedPreprocessor;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.series.Panel;
import io.flts.api.service.Availability;
import io.flts.core.preprocess.Scale;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceCatalogTest {
  @TempDir Path folder;

  /** A provider under a name of its own. */
  public static class Plain implements Preprocessor {
    @Override
    public String name() {
      return "plain";
    }

    @Override
    public Preprocessor with(Parameters changes) {
      ParameterSet.empty().with(changes);
      return this;
    }

    @Override
    public FittedPreprocessor fit(Panel training) {
      throw new IllegalStateException("not used here");
    }

    @Override
    public FittedPreprocessor read(ModelReader in) {
      throw new IllegalStateException("not used here");
    }
  }

  /** A provider whose native library is absent. */
  public static final class Absent extends Plain {
    @Override
    public String name() {
      return "absent";
    }

    @Override
    public Availability availability() {
      return Availability.missing("libabsent.so is not installed; install it");
    }
  }

  /** A provider that takes a name that is taken. */
  public static final class Impostor extends Plain {
    @Override
    public String name() {
      return "scale";
    }
  }

  /** A provider that cannot be made. */
  public static final class Broken extends Plain {
    /** Always fails. */
    public Broken() {
      throw new UnsupportedOperationException("no luck today");
    }
  }

  private ServiceCatalog catalogWith(String... providers) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.write(services.resolve("io.flts.api.preprocess.Preprocessor"), List.of(providers));
    URL[] urls = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
      return ServiceCatalog.load(loader);
    }
  }

  @Test
  @DisplayName("Built-in services are found, two catalogs are independent")
  void findsBuiltIns() {
    ServiceCatalog one = ServiceCatalog.load();
    ServiceCatalog other = ServiceCatalog.load();
    assertThat(one.preprocessors().stream().map(Preprocessor::name))
        .contains("impute", "clip", "calendar", "lags", "difference", "box-cox", "scale");
    assertThat(one.preprocessor("scale")).isNotSameAs(other.preprocessor("scale"));
    assertThat(one.isComposition("pipeline")).isTrue();
    assertThat(one.problems()).isEmpty();
  }

  @Test
  @DisplayName("An unknown name: the nearest, all that are available, what may be missing")
  void unknownNameIsExplained() {
    ServiceCatalog catalog = ServiceCatalog.load();
    assertThatExceptionOfType(UnknownServiceException.class)
        .isThrownBy(() -> catalog.preprocessor("scael"))
        .withMessageStartingWith("No Preprocessor named 'scael'. Did you mean 'scale'? Available: ")
        .withMessageContaining("box-cox, calendar, clip");
    assertThatExceptionOfType(UnknownServiceException.class)
        .isThrownBy(() -> catalog.forecaster("holt-winter"))
        .withMessageContaining("No Forecaster named 'holt-winter'.")
        .withMessageContaining("flts-models-stat");
    assertThatExceptionOfType(UnknownServiceException.class)
        .isThrownBy(() -> catalog.preprocessor("something-else-entirely"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Did you mean"));
  }

  @Test
  @DisplayName("Two services of one name are refused, naming both places")
  void duplicatesAreRefused() {
    assertThatExceptionOfType(FltsException.class)
        .isThrownBy(() -> catalogWith(Impostor.class.getName()))
        .withMessageContaining("Two Preprocessors are named 'scale'")
        .withMessageContaining(Impostor.class.getName())
        .withMessageContaining(Scale.class.getName())
        .withMessageContaining(
            Impostor.class.getProtectionDomain().getCodeSource().getLocation().toString())
        .withMessageContaining(
            Scale.class.getProtectionDomain().getCodeSource().getLocation().toString());
  }

  @Test
  @DisplayName("Two plug-ins with one name are refused, naming both jars and the remedy")
  void duplicatesInJars() throws IOException {
    URL[] jars = {jar("acme-1.jar", "acme.Smoother"), jar("rival-2.jar", "rival.Smoother")};
    try (URLClassLoader loader = new URLClassLoader(jars, getClass().getClassLoader())) {
      assertThatExceptionOfType(FltsException.class)
          .isThrownBy(() -> ServiceCatalog.load(loader))
          .withMessageContaining("Two Preprocessors are named 'smoother'")
          .withMessageContaining("acme.Smoother in " + jars[0])
          .withMessageContaining("rival.Smoother in " + jars[1])
          .withMessageContaining("Remove one of the two from the class path, or rename");
    }
  }

  /** A jar with a plug-in of the name smoother, as somebody else would build it. */
  private URL jar(String file, String type) throws IOException {
    int dot = type.lastIndexOf('.');
    Path source = folder.resolve(file + ".src").resolve(type.substring(dot + 1) + ".java");
    Files.createDirectories(source.getParent());
    Files.writeString(
        source,
        "package "
            + type.substring(0, dot)
            + """
            ;
            import io.flts.api.model.ModelReader;
            import io.flts.api.parameter.Parameters;
            import io.flts.api.preprocess.FittedPreprocessor;
            import io.flts.api.preprocess.Preprocessor;
            import io.flts.api.series.Panel;

            public class Smoother implements Preprocessor {
              public String name() { return "smoother"; }
              public Preprocessor with(Parameters changes) { return this; }
              public FittedPreprocessor fit(Panel training) { throw new AssertionError(); }
              public FittedPreprocessor read(ModelReader in) { throw new AssertionError(); }
            }
            """);
    Path classes = Files.createDirectories(folder.resolve(file + ".classes"));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "-d",
                classes.toString(),
                source.toString());
    assertThat(failed).as("compiler's exit code").isZero();
    String entry = type.replace('.', '/') + ".class";
    Path jar = folder.resolve(file);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry(entry));
      out.write(Files.readAllBytes(classes.resolve(entry)));
      out.putNextEntry(new ZipEntry("META-INF/services/" + Preprocessor.class.getName()));
      out.write(type.getBytes(StandardCharsets.UTF_8));
    }
    return jar.toUri().toURL();
  }

  @Test
  @DisplayName("A provider that is not available is left out and says why when asked for")
  void unavailableIsSkipped() throws IOException {
    ServiceCatalog catalog = catalogWith(Absent.class.getName(), Plain.class.getName());
    assertThat(catalog.preprocessors().stream().map(Preprocessor::name))
        .contains("plain", "scale")
        .doesNotContain("absent");
    assertThatExceptionOfType(UnknownServiceException.class)
        .isThrownBy(() -> catalog.preprocessor("absent"))
        .withMessageContaining("'absent' cannot work here: libabsent.so is not installed");
  }

  @Test
  @DisplayName("Broken providers do not harm the others; their errors stand in the message")
  void brokenProviderIsKept() throws IOException {
    ServiceCatalog catalog =
        catalogWith(Broken.class.getName(), "no.such.Provider", Plain.class.getName());
    assertThat(catalog.preprocessor("plain").name()).isEqualTo("plain");
    assertThat(catalog.problems()).hasSize(2);
    assertThatExceptionOfType(UnknownServiceException.class)
        .isThrownBy(() -> catalog.preprocessor("broken"))
        .withMessageContaining("no luck today")
        .withMessageContaining("no.such.Provider");
  }

  @Test
  @DisplayName("Edits of a name: inserted, left out, replaced and swapped letters count one each")
  void distances() {
    assertThat(NearestName.distance("scale", "scale")).isZero();
    assertThat(NearestName.distance("scael", "scale")).isEqualTo(1);
    assertThat(NearestName.distance("scal", "scale")).isEqualTo(1);
    assertThat(NearestName.distance("xscale", "scale")).isEqualTo(1);
    assertThat(NearestName.distance("SCALE", "scale")).isZero();
    assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(NearestName.of("holt-winter", List.of("ets", "holt-winters")))
        .contains("holt-winters");
    assertThat(NearestName.of("abc", List.of("xyz"))).isEmpty();
  }
}
