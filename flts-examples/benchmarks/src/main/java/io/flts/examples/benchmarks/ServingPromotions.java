package io.flts.examples.benchmarks;

import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.registry.ModelRef;
import io.flts.api.series.Panel;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.registry.FileSystemRegistry;
import io.flts.core.serve.ForecastService;
import io.flts.core.serve.RefusalReason;
import io.flts.core.serve.ServedForecast;
import io.flts.core.serve.ServedModel;
import io.flts.core.serve.ServiceMetrics;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Promotes a thousand times between two versions whose forecasts differ, while clients ask without
 * pause, and compares every answer with what its version forecasts alone.
 */
final class ServingPromotions {
  private static final int PROMOTIONS = 1000;
  private static final int CLIENTS = 3;
  private static final String MODEL = "promoted";

  private ServingPromotions() {}

  static void measure(
      ServiceCatalog catalog,
      FileSystemRegistry registry,
      Panel zones,
      PrintStream out,
      StringBuilder result)
      throws Exception {
    Panel some = Panel.of(zones.series().subList(0, 4));
    int first = ServingInProcess.register(catalog, registry, MODEL, "holt-winters", some);
    int second = ServingInProcess.register(catalog, registry, MODEL, "seasonal-naive", some);
    Latencies swaps = new Latencies();
    Latencies loads = new Latencies();
    try (ForecastService service =
        ForecastService.builder(catalog, registry).metrics(new Swaps(swaps, loads)).start()) {
      ForecastRequest request =
          ForecastRequest.of(ServingInProcess.HORIZON).withLevels(ServingInProcess.BANDS);
      double[][] expected = {
        means(service.forecast(MODEL + "/" + first, request)),
        means(service.forecast(MODEL + "/" + second, request))
      };
      service.deploy(MODEL, "production", first, "benchmark", "start");
      AtomicBoolean going = new AtomicBoolean(true);
      AtomicLong answers = new AtomicLong();
      AtomicLong failed = new AtomicLong();
      AtomicLong mixed = new AtomicLong();
      List<Thread> clients = new ArrayList<>();
      for (int c = 0; c < CLIENTS; c++) {
        ForecastRequest own = request.withSeed(c % 2); // seeds differ: some share cached answers
        clients.add(
            new Thread(
                () -> {
                  while (going.get()) {
                    try {
                      ServedForecast answer = service.forecast(MODEL, own);
                      int place = answer.model().version().version() == first ? 0 : 1;
                      if (!Arrays.equals(means(answer), expected[place]) || !signed(answer)) {
                        mixed.incrementAndGet();
                      }
                      answers.incrementAndGet();
                    } catch (RuntimeException e) {
                      failed.incrementAndGet();
                    }
                  }
                }));
      }
      clients.forEach(Thread::start);
      long start = System.nanoTime();
      int late = promote(service, first, second, request);
      double seconds = (System.nanoTime() - start) / 1e9;
      going.set(false);
      for (Thread client : clients) {
        client.join();
      }
      report(out, result, answers.get(), failed.get(), mixed.get(), late, swaps, loads, seconds);
    }
  }

  /** The number of promotions after which the next request still saw the version before. */
  private static int promote(
      ForecastService service, int first, int second, ForecastRequest request) throws IOException {
    int late = 0;
    for (int i = 0; i < PROMOTIONS; i++) {
      int version = i % 2 == 0 ? second : first;
      service.deploy(MODEL, "production", version, "benchmark", "promotion " + i);
      if (service.forecast(MODEL, request).model().version().version() != version) {
        late++;
      }
    }
    return late;
  }

  private static boolean signed(ServedForecast answer) {
    String version = answer.model().version().ref().toString();
    return answer.forecast().forecasts().stream()
        .allMatch(forecast -> forecast.producer().modelVersion().equals(version));
  }

  private static double[] means(ServedForecast answer) {
    return answer.forecast().forecasts().stream()
        .map(Forecast::mean)
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  private static void report(
      PrintStream out,
      StringBuilder result,
      long answers,
      long failed,
      long mixed,
      int late,
      Latencies swaps,
      Latencies loads,
      double seconds) {
    out.printf(
        Locale.ROOT,
        "%n%d promotions in %.1f s beside %d clients: %d answers, %d failed, %d mixed, %d late%n",
        PROMOTIONS,
        seconds,
        CLIENTS,
        answers,
        failed,
        mixed,
        late);
    out.printf(
        Locale.ROOT,
        "swap p50 %.5f ms, p99 %.5f ms, worst %.5f ms%n",
        swaps.millis(0.5),
        swaps.millis(0.99),
        swaps.millis(1));
    result.append(
        String.format(
            Locale.ROOT,
            " promotions=%d promotion_answers=%d promotion_failed=%d promotion_mixed=%d"
                + " promotion_late=%d swaps=%d swap_p99_ms=%.5f swap_max_ms=%.5f",
            PROMOTIONS,
            answers,
            failed,
            mixed,
            late,
            loads.count(),
            swaps.millis(0.99),
            swaps.millis(1)));
  }

  private record Swaps(Latencies swaps, Latencies loads) implements ServiceMetrics {
    @Override
    public void answered(ServedForecast answer) {}

    @Override
    public void failed(ModelRef ref, RuntimeException cause) {}

    @Override
    public void refused(ModelRef ref, RefusalReason reason) {}

    @Override
    public void swapped(ServedModel model, long loadNanos, long swapNanos) {
      synchronized (swaps) {
        swaps.add(swapNanos);
        loads.add(loadNanos);
      }
    }

    @Override
    public void loadFailed(ModelRef ref, Exception cause) {}
  }
}
