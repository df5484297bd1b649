package io.flts.examples.benchmarks;

import io.flts.api.forecast.Parallel;
import io.flts.dl.engine.Batch;
import io.flts.dl.engine.FrozenNetwork;
import io.flts.dl.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Latency, throughput and agreement of one frozen network. */
final class RecurrentInference {
  private static final int WARM = 20_000;
  private static final int SINGLE = 20_000;
  private static final int MANY = 3982;
  private static final int THREADS = 8;

  private final RecurrentWorkload work;
  private final FrozenNetwork network;

  RecurrentInference(RecurrentWorkload work, Kernels kernels) {
    this.work = work;
    network = work.frozen(kernels);
  }

  /** Median and 99th percentile in microseconds. */
  double[] single() {
    Batch batch = work.batch(0, 1);
    float[] answer = new float[work.outputs()];
    for (int i = 0; i < WARM; i++) {
      network.answer(batch, answer);
    }
    double[] times = new double[SINGLE];
    for (int i = 0; i < SINGLE; i++) {
      long start = System.nanoTime();
      network.answer(batch, answer);
      times[i] = (System.nanoTime() - start) / 1e3;
    }
    Arrays.sort(times);
    return new double[] {times[SINGLE / 2], times[SINGLE * 99 / 100]};
  }

  /** Milliseconds for 3,982 windows on one thread, the median of several. */
  double many() {
    return many(Runnable::run);
  }

  /** The same on the caller and a second thread. */
  double manyOnTwo() {
    ExecutorService lent = Executors.newFixedThreadPool(1);
    try {
      return many(lent);
    } finally {
      lent.shutdownNow();
    }
  }

  private double many(Executor executor) {
    List<Batch> batches = batches();
    double[] times = new double[9];
    for (int i = -4; i < times.length; i++) {
      long start = System.nanoTime();
      Parallel.map(batches, executor, this::answer);
      if (i >= 0) {
        times[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    return RecurrentWorkload.median(times);
  }

  /** Windows per second on 8 threads relative to one; throws where a bit differs. */
  double eightThreads() throws InterruptedException, ExecutionException {
    List<Batch> batches = batches();
    float[] expected = pass(batches);
    ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<float[]>> calls = new ArrayList<>();
      for (int i = 0; i < 2 * THREADS; i++) {
        calls.add(() -> pass(batches));
      }
      executor.invokeAll(calls);
      long start = System.nanoTime();
      for (Future<float[]> answer : executor.invokeAll(calls)) {
        if (!Arrays.equals(answer.get(), expected)) {
          throw new IllegalStateException("Eight threads got other bits than one.");
        }
      }
      double each = (System.nanoTime() - start) / 1e6 / calls.size();
      return many() / each;
    } finally {
      executor.shutdownNow();
    }
  }

  private List<Batch> batches() {
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < MANY; from += FrozenNetwork.BLOCK) {
      batches.add(work.batch(from, Math.min(FrozenNetwork.BLOCK, MANY - from)));
    }
    return batches;
  }

  private float[] pass(List<Batch> batches) {
    float[] all = new float[MANY * work.outputs()];
    int at = 0;
    for (Batch batch : batches) {
      float[] block = answer(batch);
      System.arraycopy(block, 0, all, at, block.length);
      at += block.length;
    }
    return all;
  }

  private float[] answer(Batch batch) {
    float[] block = new float[batch.rows() * work.outputs()];
    network.answer(batch, block);
    return block;
  }
}
