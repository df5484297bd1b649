package io.flts.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.flts.api.error.FltsException;
import io.flts.api.error.ModelFormatException;
import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.model.ModelReader;
import io.flts.api.parameter.Parameters;
import io.flts.api.perseries.PerSeriesForecaster;
import io.flts.api.perseries.SeriesFitContext;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.catalog.UnsoughtCatalog;
import io.flts.core.pipeline.DriftingMean;
import io.flts.core.pipeline.SavedForecaster;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReadAheadTest {
  private static final Panel LOAD =
      Panel.of(TimeSeries.of("load", TimeIndex.ofSteps(0, 5), new double[] {1, 4, 2, 8, 5}));

  @TempDir Path folder;
  private Path file;
  private FittedForecaster fitted;

  /** A provider that takes a name that is taken. */
  public static final class Impostor extends PerSeriesForecaster {
    @Override
    public String name() {
      return "drifting-mean";
    }

    @Override
    public Forecaster with(Parameters changes) {
      return this;
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(1);
    }

    @Override
    protected SeriesModel fitSeries(TimeSeries series, SeriesFitContext context) {
      throw new IllegalStateException("not used here");
    }

    @Override
    protected SeriesModel readSeries(ModelReader in) {
      throw new IllegalStateException("not used here");
    }
  }

  /** Sees given forecasters; its searches wait until it is open and are remembered. */
  private final class Gate extends ClassLoader {
    private final URL services;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final Queue<Thread> searchers = new ConcurrentLinkedQueue<>();

    Gate(String... forecasters) throws IOException {
      super(ReadAheadTest.class.getClassLoader());
      services = Files.write(folder.resolve("services"), List.of(forecasters)).toUri().toURL();
    }

    static Gate opened(Gate gate) {
      gate.open.countDown();
      return gate;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      if (!name.equals("META-INF/services/" + Forecaster.class.getName())) {
        return super.getResources(name);
      }
      searchers.add(Thread.currentThread());
      asked.countDown();
      boolean interrupted = Thread.interrupted();
      try {
        open.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return Collections.enumeration(List.of(services));
    }

    /** A catalog over this loader, in which a thread of ours is searching for forecasters. */
    ServiceCatalog searched() throws InterruptedException {
      ServiceCatalog catalog = UnsoughtCatalog.of(this);
      ReadAhead.begin(catalog);
      asked.await();
      return catalog;
    }

    /** Nobody but that thread has searched, and it ends. */
    void hasBeenSearchedOnceAhead() throws InterruptedException {
      assertThat(searchers).hasSize(1);
      Thread searcher = searchers.remove();
      assertThat(searcher.getName()).isEqualTo("flts-read-ahead");
      assertThat(searcher.isDaemon()).isTrue();
      searcher.join();
    }
  }

  @BeforeEach
  void save() throws IOException {
    Forecaster forecaster = new DriftingMean().with(Parameters.of("weight", 0.25));
    fitted = forecaster.fit(LOAD);
    file = folder.resolve("model.flts");
    ForecasterBundle.of(forecaster, fitted, BundleSchema.of(LOAD, "load", "kW"), Map.of())
        .write(file);
  }

  private void damage() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private void assertForecastsAsSaved(SavedForecaster read) {
    assertThat(read.fitted().forecast(3).mean()).isEqualTo(fitted.forecast(3).mean());
  }

  @Test
  @DisplayName("Forecasters are looked for once, by whoever comes first")
  void searchesOnce() throws Exception {
    Gate gate = Gate.opened(new Gate(DriftingMean.class.getName()));
    assertForecastsAsSaved(ForecasterBundle.read(file, UnsoughtCatalog.of(gate)));
    assertThat(gate.searchers).hasSize(1);
  }

  @Test
  @DisplayName("The caller takes what was found ahead; the thread ends with the search")
  void searchesAhead() throws Exception {
    Gate gate = Gate.opened(new Gate(DriftingMean.class.getName()));
    assertForecastsAsSaved(ForecasterBundle.read(file, gate.searched()));
    gate.hasBeenSearchedOnceAhead();
  }

  @Test
  @DisplayName("A damaged file is refused while the search goes on, in the words of the bundle")
  void damageDoesNotWait() throws Exception {
    damage();
    String refusal = catchThrowable(() -> ModelBundle.read(file)).getMessage();
    Gate gate = new Gate(DriftingMean.class.getName());
    ServiceCatalog catalog = gate.searched();
    assertThatThrownBy(() -> ForecasterBundle.read(file, catalog))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(refusal);
    gate.open.countDown();
    gate.hasBeenSearchedOnceAhead();
  }

  @Test
  @DisplayName("A broken provider harms neither the others nor the thread; it is told once")
  void brokenProvider() throws Exception {
    Gate gate = Gate.opened(new Gate("no.such.Provider", DriftingMean.class.getName()));
    ServiceCatalog catalog = gate.searched();
    assertForecastsAsSaved(ForecasterBundle.read(file, catalog));
    assertThat(catalog.problems()).hasSize(1);
    assertThat(catalog.problems().get(0)).contains("no.such.Provider");
    gate.hasBeenSearchedOnceAhead();
  }

  @Test
  @DisplayName("Two forecasters of one name are refused as ever, but after a damaged file")
  void duplicates() throws Exception {
    Gate gate = Gate.opened(new Gate(DriftingMean.class.getName(), Impostor.class.getName()));
    String refusal = catchThrowable(() -> ServiceCatalog.load(gate)).getMessage();
    assertThat(refusal).startsWith("Two Forecasters are named 'drifting-mean'");
    assertThatThrownBy(() -> ForecasterBundle.read(file, UnsoughtCatalog.of(gate)))
        .isInstanceOf(FltsException.class)
        .hasMessage(refusal);
    damage();
    assertThatThrownBy(() -> ForecasterBundle.read(file, UnsoughtCatalog.of(gate)))
        .isInstanceOf(ModelFormatException.class);
  }

  @Test
  @DisplayName("A caller who is interrupted while the search goes on gets his model, still marked")
  void interruptedWhileWaiting() throws Exception {
    Gate gate = new Gate(DriftingMean.class.getName());
    ServiceCatalog catalog = gate.searched();
    CompletableFuture<Boolean> marked = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                assertForecastsAsSaved(ForecasterBundle.read(file, catalog));
                marked.complete(Thread.currentThread().isInterrupted());
              } catch (IOException | RuntimeException | AssertionError e) {
                marked.completeExceptionally(e);
              }
            });
    caller.start();
    while (!waitsForSearch(caller)) {
      Thread.sleep(1);
    }
    caller.interrupt();
    gate.open.countDown();
    assertThat(marked.get(30, TimeUnit.SECONDS)).isTrue();
    gate.hasBeenSearchedOnceAhead();
  }

  private static boolean waitsForSearch(Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    return thread.getState() == Thread.State.BLOCKED
        && stack.length > 0
        && stack[0].getClassName().endsWith(".Lazy");
  }

  @Test
  @DisplayName("An absent file is told as it is for the bundle alone")
  void absentFile() throws Exception {
    Gate gate = Gate.opened(new Gate(DriftingMean.class.getName()));
    Path absent = folder.resolve("absent.flts");
    assertThatThrownBy(() -> ForecasterBundle.read(absent, UnsoughtCatalog.of(gate)))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  @DisplayName("A catalog that knows its forecasters needs no thread")
  void knownForecasters() throws Exception {
    Gate gate = Gate.opened(new Gate(DriftingMean.class.getName()));
    ServiceCatalog catalog = UnsoughtCatalog.of(gate);
    assertThat(catalog.hasSoughtForecasters()).isFalse();
    catalog.seekForecasters();
    assertThat(catalog.hasSoughtForecasters()).isTrue();
    assertForecastsAsSaved(ForecasterBundle.read(file, catalog));
    assertThat(gate.searchers).containsExactly(Thread.currentThread());
  }
}
