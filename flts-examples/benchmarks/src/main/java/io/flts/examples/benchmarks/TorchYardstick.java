package io.flts.examples.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * PyTorch on one thread, through {@code ../shared/tools/rnn_bench.py}; absent where its wheels
 * cannot be had.
 */
final class TorchYardstick {
  private static final Pattern LINE =
      Pattern.compile(
          "epoch ms median=(\\d+).*1win p50=([\\d.]+)us p99=([\\d.]+)us.*3982 med=([\\d.]+)ms");

  private final Path tools;

  /**
   * One measurement.
   *
   * @param epoch seconds per epoch
   * @param p50 microseconds for one window
   * @param p99 microseconds for one window
   * @param many milliseconds for 3,982 windows
   */
  record Figures(double epoch, double p50, double p99, double many) {}

  TorchYardstick() throws NoSuchFileException {
    tools = SharedData.path("tools");
  }

  /** Measures one workload, or answers null where PyTorch cannot be had. */
  @Nullable Figures measure(RecurrentWorkload work) throws IOException {
    String call =
        String.format(
            Locale.ROOT,
            "import sys; sys.path.insert(0, %s); import rnn_bench as b;"
                + " b.bench('%s',%d,%d,%d,%d,%d,%d,2)",
            "'" + tools.toAbsolutePath() + "'",
            work.body(),
            work.steps(),
            work.features(),
            work.hidden(),
            work.layers(),
            work.outputs(),
            work.rows());
    ProcessBuilder builder =
        new ProcessBuilder(tools.resolve("python-peers").toString(), "-c", call)
            .redirectErrorStream(true);
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      process.waitFor(10, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while PyTorch was measured.", e);
    }
    Matcher found = LINE.matcher(text);
    if (!found.find()) {
      return null;
    }
    return new Figures(
        Double.parseDouble(found.group(1)) / 1000,
        Double.parseDouble(found.group(2)),
        Double.parseDouble(found.group(3)),
        Double.parseDouble(found.group(4)));
  }
}
