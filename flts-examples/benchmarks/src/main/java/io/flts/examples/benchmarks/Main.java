package io.flts.examples.benchmarks;

import java.nio.file.NoSuchFileException;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** Runs one benchmark by name. */
public final class Main {
  private static final int USAGE = 64;
  private static final int SKIPPED = 75;

  private Main() {}

  /** The first argument names the benchmark, the others are its own. */
  public static void main(String[] arguments) throws Exception {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) throws Exception {
    List<Benchmark> all =
        ServiceLoader.load(Benchmark.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(Benchmark::name))
            .toList();
    for (Benchmark benchmark : all) {
      if (!arguments.isEmpty() && benchmark.name().equals(arguments.get(0))) {
        try {
          return benchmark.run(arguments.subList(1, arguments.size()), System.out);
        } catch (NoSuchFileException e) {
          System.out.println("SKIPPED " + e.getMessage());
          return SKIPPED;
        }
      }
    }
    System.err.println("Usage: run SUBCOMMAND [ARG ...]");
    for (Benchmark benchmark : all) {
      System.err.printf("  %-20s %s%n", benchmark.name(), benchmark.summary());
    }
    return USAGE;
  }
}
