package io.flts.dl.engine;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * The engine with {@code float} read as {@code double}: its own sources, rewritten and compiled.
 *
 * <p>Central differences in single precision cannot see a wrong digit in a gradient; in double they
 * see six. Checking the twin checks the very code that ships. The one substitution besides the type
 * is tanh, which in single precision is a rational approximation.
 */
final class DoubleTwin {
  private static final String TANH = "static float tanh(float value) {";
  private static final String LANE_TANH = "static FloatVector tanh(FloatVector value) {";

  private DoubleTwin() {}

  /** The twin of {@link GradientProbe}. */
  @SuppressWarnings("unchecked")
  static BiFunction<String, int[], Map<String, double[]>> probe(Path work) throws Exception {
    Path sources = Files.createDirectories(work.resolve("src"));
    List<String> files = new ArrayList<>();
    for (String root :
        List.of("src/main/java/io/flts/dl/kernel", "src/main/java/io/flts/dl/engine")) {
      try (Stream<Path> all = Files.list(Path.of(root))) {
        for (Path file : all.sorted().toList()) {
          rewrite(file, sources, files);
        }
      }
    }
    rewrite(Path.of("src/test/java/io/flts/dl/engine/GradientProbe.java"), sources, files);
    Path classes = Files.createDirectories(work.resolve("classes"));
    compile(files, classes);
    URLClassLoader loader = new TwinLoader(classes);
    Class<?> type = loader.loadClass("io.flts.dl.engine.GradientProbe");
    return (BiFunction<String, int[], Map<String, double[]>>)
        type.getDeclaredConstructor().newInstance();
  }

  private static void rewrite(Path file, Path target, List<String> files) throws IOException {
    if (file.getFileName().toString().equals("package-info.java")) {
      return;
    }
    String text = Files.readString(file);
    String wide =
        text.replace(TANH, TANH + " if (true) return (float) Math.tanh(value);")
            .replace(
                LANE_TANH, LANE_TANH + " if (true) return value.lanewise(VectorOperators.TANH);")
            .replaceAll("\\bFloatVector\\b", "DoubleVector")
            .replaceAll("\\bFloat\\b", "Double")
            .replaceAll("\\bfloat\\b", "double")
            .replaceAll("(?<![\\w.])(\\d+\\.?\\d*(?:[eE][-+]?\\d+)?)f\\b", "$1d");
    Path out = Files.createDirectories(target.resolve(file.getParent().getFileName()));
    Path written = out.resolve(file.getFileName());
    Files.writeString(written, wide);
    files.add(written.toString());
  }

  private static void compile(List<String> files, Path classes) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "-proc:none",
            "-nowarn",
            "-d",
            classes.toString(),
            "-cp",
            System.getProperty("java.class.path"));
    boolean done =
        compiler
            .getTask(
                messages,
                null,
                null,
                options,
                null,
                compiler
                    .getStandardFileManager(null, null, null)
                    .getJavaFileObjects(files.toArray(new String[0])))
            .call();
    if (!done) {
      throw new IllegalStateException("The double twin does not compile:\n" + messages);
    }
  }

  /** Sees the twin's classes first, so that they are not found on the class path. */
  private static final class TwinLoader extends URLClassLoader {
    TwinLoader(Path classes) {
      super(new URL[] {url(classes)}, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(Path path) {
      try {
        return path.toUri().toURL();
      } catch (MalformedURLException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
