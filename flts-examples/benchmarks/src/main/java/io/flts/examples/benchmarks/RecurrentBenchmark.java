package io.flts.examples.benchmarks;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.ingest.WideCsv;
import io.flts.dl.engine.Body;
import io.flts.dl.kernel.KernelChoice;
import io.flts.dl.kernel.Kernels;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Speed of the recurrent engine: seconds per epoch, threads, latency, start of a JVM, and the
 * training of the replaced pipeline.
 *
 * <p>With {@code --vs-torch} PyTorch is measured in the same run, in turn with our kernels; for
 * ratios per core run it pinned to one core. The vector provider needs {@code --add-modules
 * jdk.incubator.vector}.
 */
public final class RecurrentBenchmark implements Benchmark {
  private static final List<RecurrentWorkload> WORKLOADS =
      List.of(
          new RecurrentWorkload("a_lstm", Body.LSTM, 10, 11, 128, 2, 1, 15_927),
          new RecurrentWorkload("a_gru", Body.GRU, 10, 11, 128, 2, 1, 15_927),
          new RecurrentWorkload("b_lstm", Body.LSTM, 96, 7, 64, 1, 24, 8_000),
          new RecurrentWorkload("b_gru", Body.GRU, 96, 7, 64, 1, 24, 8_000));

  /** For ServiceLoader. */
  public RecurrentBenchmark() {}

  @Override
  public String name() {
    return "rnn";
  }

  @Override
  public String summary() {
    return "speed of lstm and gru; arguments: train threads infer cold seed (default all),"
        + " workloads, --vs-torch, --rounds=N";
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws Exception {
    Map<String, String> results = new TreeMap<>();
    int rounds =
        arguments.stream()
            .filter(word -> word.startsWith("--rounds="))
            .mapToInt(word -> Integer.parseInt(word.substring("--rounds=".length())))
            .findFirst()
            .orElse(5);
    out.println(
        "Java "
            + System.getProperty("java.version")
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " processors, kernels "
            + KernelChoice.fastest().name());
    if (asked("train", arguments)) {
      train(arguments, rounds, out, results);
    }
    if (asked("threads", arguments)) {
      threads(arguments, rounds, out, results);
    }
    if (asked("infer", arguments)) {
      infer(arguments, out, results);
    }
    if (asked("cold", arguments)) {
      cold(out, results);
    }
    if (asked("seed", arguments)) {
      seedTraining(out, results);
    }
    StringBuilder line = new StringBuilder("RESULT");
    results.forEach((key, value) -> line.append(' ').append(key).append('=').append(value));
    out.println(line);
    return 0;
  }

  private static boolean asked(String part, List<String> arguments) {
    List<String> parts = List.of("train", "threads", "infer", "cold", "seed");
    return arguments.contains(part) || arguments.stream().noneMatch(parts::contains);
  }

  private static List<RecurrentWorkload> workloads(List<String> arguments) {
    List<RecurrentWorkload> named =
        WORKLOADS.stream().filter(work -> arguments.contains(work.label())).toList();
    return named.isEmpty() ? WORKLOADS : named;
  }

  private static List<Kernels> providers() {
    Kernels plain = KernelChoice.named("plain");
    return KernelChoice.vectorPresent()
        ? List.of(KernelChoice.named("vector"), plain)
        : List.of(plain);
  }

  private static void train(
      List<String> arguments, int rounds, PrintStream out, Map<String, String> results)
      throws Exception {
    TorchYardstick torch = arguments.contains("--vs-torch") ? new TorchYardstick() : null;
    out.printf(
        "%-8s %-8s %12s %12s %8s   seconds per epoch, one thread, median of %d rounds in turn%n",
        "work", "kernels", "ours", "PyTorch", "ratio", rounds);
    for (RecurrentWorkload work : workloads(arguments)) {
      List<Kernels> providers = providers();
      double[][] ours = new double[providers.size()][rounds];
      double[] theirs = new double[rounds];
      boolean compared = torch != null;
      for (int round = 0; round < rounds; round++) {
        for (int p = 0; p < providers.size(); p++) {
          ours[p][round] = work.secondsPerEpoch(providers.get(p), null, 1);
        }
        TorchYardstick.Figures figures = compared ? torch.measure(work) : null;
        if (compared && figures == null) {
          out.println("PyTorch cannot be had here: no ratio.");
          compared = false;
        }
        theirs[round] = figures == null ? Double.NaN : figures.epoch();
      }
      double peer = compared ? RecurrentWorkload.median(theirs) : Double.NaN;
      for (int p = 0; p < providers.size(); p++) {
        double mine = RecurrentWorkload.median(ours[p]);
        String kernels = providers.get(p).name();
        out.printf(
            Locale.ROOT,
            "%-8s %-8s %12.3f %12.3f %8.2f%n",
            work.label(),
            kernels,
            mine,
            peer,
            peer / mine);
        put(results, work.label() + "_" + kernels + "_s", mine);
        if (compared) {
          put(results, work.label() + "_" + kernels + "_ratio", peer / mine);
        }
      }
    }
  }

  /** In turn, because a shared host is now fast, now slow. */
  private static void threads(
      List<String> arguments, int rounds, PrintStream out, Map<String, String> results) {
    ExecutorService lent = Executors.newFixedThreadPool(1);
    Kernels kernels = KernelChoice.fastest();
    out.printf(
        "two threads (the caller and one lent), seconds per epoch, median of %d rounds in turn:%n",
        rounds);
    try {
      for (RecurrentWorkload work : workloads(arguments)) {
        double[] alone = new double[rounds];
        double[] both = new double[rounds];
        double[] ratio = new double[rounds];
        for (int round = 0; round < rounds; round++) {
          alone[round] = work.secondsPerEpoch(kernels, null, 1);
          both[round] = work.secondsPerEpoch(kernels, lent, 1);
          ratio[round] = alone[round] / both[round];
        }
        out.printf(
            Locale.ROOT,
            "%-8s %12.3f %12.3f %8.2f%n",
            work.label(),
            RecurrentWorkload.median(alone),
            RecurrentWorkload.median(both),
            RecurrentWorkload.median(ratio));
        put(results, work.label() + "_two_threads", RecurrentWorkload.median(ratio));
      }
    } finally {
      lent.shutdownNow();
    }
  }

  private static void infer(List<String> arguments, PrintStream out, Map<String, String> results)
      throws Exception {
    TorchYardstick torch = arguments.contains("--vs-torch") ? new TorchYardstick() : null;
    out.printf(
        "%-8s %-8s %10s %10s %14s %14s %12s%n",
        "work", "kernels", "p50 us", "p99 us", "3,982 in ms", "on 2 threads", "8 threads x");
    for (RecurrentWorkload work : workloads(arguments)) {
      for (Kernels kernels : providers()) {
        RecurrentInference inference = new RecurrentInference(work, kernels);
        double[] single = inference.single();
        double[] figures = {
          single[0], single[1], inference.many(), inference.manyOnTwo(), inference.eightThreads()
        };
        inferRow(work, kernels.name(), figures, out, results);
      }
      TorchYardstick.Figures peer = torch == null ? null : torch.measure(work);
      if (peer != null) {
        double[] figures = {peer.p50(), peer.p99(), peer.many(), Double.NaN, Double.NaN};
        inferRow(work, "PyTorch", figures, out, results);
      }
    }
  }

  private static void inferRow(
      RecurrentWorkload work,
      String who,
      double[] figures,
      PrintStream out,
      Map<String, String> results) {
    out.printf(
        Locale.ROOT,
        "%-8s %-8s %10.1f %10.1f %14.1f %14.1f %12.2f%n",
        work.label(),
        who,
        figures[0],
        figures[1],
        figures[2],
        figures[3],
        figures[4]);
    String key = work.label() + "_" + who;
    put(results, key + "_p50_us", figures[0]);
    put(results, key + "_p99_us", figures[1]);
    put(results, key + "_3982_ms", figures[2]);
    if (!Double.isNaN(figures[3])) {
      put(results, key + "_3982_two_threads_ms", figures[3]);
    }
  }

  private static void cold(PrintStream out, Map<String, String> results) throws Exception {
    List<Boolean> modules = KernelChoice.vectorPresent() ? List.of(false, true) : List.of(false);
    out.printf(
        "start of a JVM, ms, medians: to its first forecast / to its end%n"
            + "%-6s %-8s %8s %12s %12s %12s %12s%n",
        "model", "kernels", "empty", "no option", "C1 alone", "archive", "AOT cache");
    for (boolean vector : modules) {
      try (ColdStart cold = ColdStart.prepare(vector)) {
        double floor = cold.floor();
        String suffix = vector || modules.size() == 1 ? "" : "_plain_kernels";
        put(results, "empty_cold_ms" + suffix, floor);
        for (String name : List.of("lstm", "gru")) {
          Path bundle = cold.save(name);
          ColdStart.Times plain = cold.plain(bundle);
          ColdStart.Times compiledOnce = cold.compiledOnce(bundle);
          ColdStart.Times archived = cold.archived(bundle);
          ColdStart.Times cached = cold.cached(bundle);
          out.printf(
              Locale.ROOT,
              "%-6s %-8s %8.0f %12s %12s %12s %12s%n",
              name,
              vector ? "vector" : "plain",
              floor,
              both(plain),
              both(compiledOnce),
              both(archived),
              both(cached));
          put(results, name + "_bundle_bytes", Files.size(bundle));
          put(results, name + "_cold_forecast_ms" + suffix, plain.forecast());
          put(results, name + "_cold_ms" + suffix, plain.end());
          put(results, name + "_cold_c1_ms" + suffix, compiledOnce.end());
          put(results, name + "_cold_archive_ms" + suffix, archived.end());
          if (!Double.isNaN(cached.end())) {
            put(results, name + "_cold_aot_ms" + suffix, cached.end());
          }
        }
      }
    }
  }

  private static String both(ColdStart.Times times) {
    return String.format(Locale.ROOT, "%.0f / %.0f", times.forecast(), times.end());
  }

  /** The replaced pipeline's training: 15,927 rows, hidden 128 x 2, batch 64, 10 epochs. */
  private static void seedTraining(PrintStream out, Map<String, String> results) throws Exception {
    TimeSeries series =
        WideCsv.of("time", "down")
            .withRestAsPastCovariates()
            .read(SharedData.path("data/flts/PobleSec.csv"))
            .get(0);
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      for (String name : List.of("lstm", "gru")) {
        for (Kernels kernels : providers()) {
          Forecaster forecaster =
              ServiceCatalog.load()
                  .forecaster(name)
                  .with(
                      Parameters.of("hidden", 128, "layers", 2)
                          .and("epochs", 10)
                          .and("patience", 0)
                          .and("lr", 1e-4)
                          .and("schedule", "constant")
                          .and("validation", 0.0)
                          .and("kernels", kernels.name()));
          long start = System.nanoTime();
          forecaster.fit(FitRequest.of(Panel.of(series)).withSeed(1).withExecutor(two));
          double seconds = (System.nanoTime() - start) / 1e9;
          out.printf(
              Locale.ROOT,
              "%s %s: the seed's training, 10 epochs, two threads: %.1f s%n",
              name,
              kernels.name(),
              seconds);
          put(results, name + "_" + kernels.name() + "_seed_training_s", seconds);
        }
      }
    } finally {
      two.shutdownNow();
    }
  }

  private static void put(Map<String, String> results, String key, double value) {
    results.put(key, String.format(Locale.ROOT, "%.3f", value));
  }
}
