package io.flts.stat;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.error.CovariateException;
import io.flts.api.error.FltsException;
import io.flts.api.error.InsufficientDataException;
import io.flts.api.error.InvalidSeriesException;
import io.flts.api.error.ModelFormatException;
import io.flts.api.error.UnknownServiceException;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastFailure;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Horizon;
import io.flts.api.series.Covariate;
import io.flts.api.series.Frequency;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.TimeSeries;
import io.flts.core.bundle.BundleSchema;
import io.flts.core.bundle.ForecasterBundle;
import io.flts.core.bundle.ModelBundle;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.ingest.LongCsv;
import io.flts.core.ingest.ReadOptions;
import io.flts.core.ingest.Regularity;
import io.flts.core.ingest.TableFormatException;
import io.flts.core.ingest.WideCsv;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that people get wrong first, through the entry points they use: every message names
 * the series (or table, entry, service), the value, the rule and the remedy.
 *
 * <p>Two plug-ins of one name are in {@code ServiceCatalogTest} of core, where jars are made for
 * it; every further way to damage a bundle is in {@code BundleDamageTest} there.
 */
class BadInputTest {
  private static final ServiceCatalog CATALOG = ServiceCatalog.load();
  private static final LocalDateTime START = LocalDateTime.parse("2024-01-01T00:00");
  private static final Frequency DAILY = Frequency.parse("D");
  private static final String HEAD = "unique_id,ds,y\n";

  @TempDir Path folder;

  /** Runs something that must be refused with an exception of a type, and returns its message. */
  private static String refusal(Class<? extends Exception> type, Callable<?> action) {
    Object result;
    try {
      result = action.call();
    } catch (Exception e) {
      assertThat(e).isExactlyInstanceOf(type);
      return e.getMessage();
    }
    throw new AssertionError("Not refused, but answered: " + result);
  }

  private static String table(String rows) {
    return refusal(
        TableFormatException.class,
        () -> LongCsv.standard().read(new StringReader(rows), "load.csv"));
  }

  private static String rows(String rows) {
    return refusal(
        InvalidSeriesException.class,
        () -> LongCsv.standard().read(new StringReader(HEAD + rows), "load.csv"));
  }

  private static TimeSeries daily(double... values) {
    return TimeSeries.of("site-7", START, DAILY, values);
  }

  private static double[] ramp(int length) {
    double[] values = new double[length];
    Arrays.setAll(values, i -> 10 + i % 7);
    return values;
  }

  private static FittedForecaster fit(String name, TimeSeries series) {
    return CATALOG.forecaster(name).fit(series);
  }

  @Test
  @DisplayName("An empty series")
  void empty() {
    assertThat(table("")).contains("load.csv", "empty", "needs a header line and at least one row");
    assertThat(table(HEAD)).contains("load.csv", "no row of data", "Supply at least one row");
    assertThat(
            refusal(
                InvalidSeriesException.class,
                () -> Regularity.check(List.of(), ReadOptions.defaults())))
        .contains("'timestamps'", "not a single timestamp", "Supply observations");
    for (Forecaster forecaster : CATALOG.forecasters()) {
      assertThat(refusal(InsufficientDataException.class, () -> forecaster.fit(daily())))
          .as(forecaster.name())
          .contains("'site-7'", "0 observed values", forecaster.name() + " needs at least ")
          .containsAnyOf("Supply more history");
    }
  }

  @Test
  @DisplayName("A series whose values are all missing")
  void allMissing() {
    assertThat(rows("site-7,2024-01-01,\nsite-7,2024-01-02,NaN\n"))
        .contains("'site-7'", "no observed value in its 2 rows", "At least one", "supply");
    double[] missing = new double[60];
    Arrays.fill(missing, Double.NaN);
    for (Forecaster forecaster : CATALOG.forecasters()) {
      assertThat(refusal(InsufficientDataException.class, () -> forecaster.fit(daily(missing))))
          .as(forecaster.name())
          .contains("'site-7'", "0 observed values", "60 are missing", "needs at least", "Supply");
    }
  }

  @Test
  @DisplayName("An infinite value")
  void infinite() {
    assertThat(
            refusal(InvalidSeriesException.class, () -> daily(1, 2, Double.NEGATIVE_INFINITY, 4)))
        .contains("'site-7'", "-Infinity", "2024-01-03T00:00:00", "finite", "make it missing");
    assertThat(
            refusal(
                InvalidSeriesException.class,
                () ->
                    daily(1, 2)
                        .withCovariate(Covariate.past("price", 1, Double.POSITIVE_INFINITY))))
        .contains("'price'", "Infinity", "finite", "NaN");
    for (String text : List.of("inf", "-Infinity", "1e999")) {
      assertThat(table(HEAD + "site-7,2024-01-01,1\nsite-7,2024-01-02," + text + "\n"))
          .contains("load.csv", "line 3", "column 'y'", "'site-7'", "'" + text + "'", "finite");
    }
  }

  @Test
  @DisplayName("A constant series is forecast as this constant, or refused with a reason")
  void constant() {
    double[] same = new double[120];
    Arrays.fill(same, 5.5);
    for (Forecaster forecaster : CATALOG.forecasters()) {
      Forecast forecast;
      try {
        forecast = forecaster.fit(daily(same)).forecast(7);
      } catch (FltsException e) {
        assertThat(e.getMessage())
            .as(forecaster.name())
            .contains("'site-7'", "5.5", "constant", "choose");
        continue;
      }
      for (double value : forecast.mean()) {
        assertThat(value).as(forecaster.name()).isCloseTo(5.5, within());
      }
    }
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-6);
  }

  @Test
  @DisplayName("A single observation")
  void one() {
    assertThat(rows("site-7,2024-01-01,3\n"))
        .contains("'site-7'", "1 row, at 2024-01-01T00:00", "fewer than 2", "withFrequency");
    for (Forecaster forecaster : CATALOG.forecasters()) {
      if (forecaster.capabilities().minimumLength() > 1) {
        assertThat(refusal(InsufficientDataException.class, () -> forecaster.fit(daily(3))))
            .as(forecaster.name())
            .contains("'site-7'", "1 observed values", "needs at least", "Supply more history");
      } else {
        assertThat(forecaster.fit(daily(3)).forecast(2).mean())
            .as(forecaster.name())
            .doesNotContain(Double.NaN);
      }
    }
  }

  @Test
  @DisplayName("Unsorted and duplicate timestamps")
  void order() {
    assertThat(
            rows(
                "site-7,2024-01-01,1\nsite-7,2024-01-03,3\nsite-7,2024-01-02,2\n"
                    + "site-7,2024-01-04,4\n"))
        .contains("'site-7'", "row 4", "2024-01-02", "step backwards", "must ascend", "Order.SORT");
    assertThat(
            rows(
                "site-7,2024-01-01,1\nsite-7,2024-01-02,2\nsite-7,2024-01-02,9\n"
                    + "site-7,2024-01-03,3\n"))
        .contains("'site-7'", "row 4", "2024-01-02", "duplicate", "row 3", "Duplicates.MEAN");
  }

  @Test
  @DisplayName("A step of zero: the same timestamp in all rows")
  void zeroStep() {
    assertThat(rows("site-7,2024-01-01,1\nsite-7,2024-01-01,2\nsite-7,2024-01-01,3\n"))
        .contains("'site-7'", "step of zero", "all 3", "2024-01-01T00:00", "must ascend", "check");
    assertThat(refusal(IllegalArgumentException.class, () -> Frequency.of(Duration.ZERO)))
        .contains("PT0S", "positive");
  }

  @Test
  @DisplayName("A wrong column")
  void wrongColumn() {
    assertThat(table("unique_id,date,y\nsite-7,2024-01-01,1\n"))
        .contains("load.csv", "no column 'ds'", "Columns: unique_id, date, y", "withColumns");
    assertThat(
            refusal(
                TableFormatException.class,
                () ->
                    WideCsv.of("date", "laod")
                        .read(new StringReader("date,load\n2024-01-01,1\n"), "load.csv")))
        .contains("no column 'laod'", "Did you mean 'load'?");
  }

  @Test
  @DisplayName("Text in a number column")
  void text() {
    assertThat(table(HEAD + "site-7,2024-01-01,1\nsite-7,2024-01-02,n.v.\n"))
        .contains("line 3", "column 'y'", "'site-7'", "'n.v.'", "no number", "leave it empty");
    assertThat(table(HEAD + "site-7,2024-01-01,\"1,5\"\n"))
        .contains("line 2", "'1,5'", "decimal sign as a point");
    assertThat(table(HEAD + "site-7,yesterday,1\n"))
        .contains("line 2", "column 'ds'", "'site-7'", "'yesterday'", "no timestamp", "2024-03-31");
  }

  @Test
  @DisplayName("A horizon of 0, a negative, an absurd one, and one shorter than a step")
  void horizon() {
    FittedForecaster fitted = fit("naive", daily(ramp(30)));
    for (int steps : new int[] {0, -3, 2_000_000_000}) {
      assertThat(refusal(IllegalArgumentException.class, () -> fitted.forecast(steps)))
          .contains("Horizon " + steps, "from 1 to 100000 steps", "Ask for");
    }
    assertThat(
            refusal(
                IllegalArgumentException.class,
                () -> fitted.forecast(ForecastRequest.of(Horizon.of(Duration.ofHours(3))))))
        .contains("PT3H", "shorter than one step of frequency D", "Ask for");
    assertThat(
            refusal(
                IllegalArgumentException.class,
                () -> fitted.forecast(ForecastRequest.of(Horizon.of(Duration.ofDays(4_000_000))))))
        .contains("from 1 to 100000 steps", "Ask for");
    for (Duration absurd :
        List.of(Duration.ofDays(900_000_000_000L), Duration.ofSeconds(Long.MAX_VALUE))) {
      assertThat(
              refusal(
                  IllegalArgumentException.class,
                  () -> fitted.forecast(ForecastRequest.of(Horizon.of(absurd)))))
          .contains(absurd.toString(), "2024-01-30", "end of the calendar", "Ask for");
    }
  }

  @Test
  @DisplayName("Future covariates that are missing, too short, or start at another step")
  void futureCovariates() {
    TimeSeries series = daily(ramp(60)).withCovariate(Covariate.future("temperature", ramp(60)));
    FittedForecaster fitted = fit("linear", series);
    assertThat(failure(fitted, ForecastRequest.of(3)))
        .contains("'site-7'", "'temperature'", "0 of the 3 steps", "Supply its future values");
    assertThat(failure(fitted, ForecastRequest.of(3).withFuture(future(series, 0, 1, 2))))
        .contains("'site-7'", "'temperature'", "2 of the 3 steps", "Supply its future values");
    assertThat(
            failure(fitted, ForecastRequest.of(3).withFuture(future(series, 0, 1, Double.NaN, 2))))
        .contains("'site-7'", "'temperature'", "missing at 2024-03-02", "Supply");
    assertThat(failure(fitted, ForecastRequest.of(3).withFuture(future(series, 1, 1, 2, 3))))
        .contains("'site-7'", "2024-03-02", "first step to forecast is 2024-03-01", "Give");
    assertThat(
            refusal(
                CovariateException.class,
                () -> daily(1, 2, 3).withCovariate(Covariate.future("temperature", 1, 2))))
        .contains("'temperature'", "'site-7'", "2 values", "3 observations", "at least as many");
  }

  private static FutureCovariates future(TimeSeries series, int late, double... values) {
    return FutureCovariates.none()
        .and(
            series.id(),
            new FutureCovariates.Window(
                series.index().slice(60 + late, 60 + late + values.length),
                Map.of("temperature", values)));
  }

  private static String failure(FittedForecaster fitted, ForecastRequest request) {
    return ((ForecastFailure) fitted.forecast(request).outcomes().get(0)).reason();
  }

  @Test
  @DisplayName("An unknown forecaster name")
  void unknownName() {
    assertThat(refusal(UnknownServiceException.class, () -> CATALOG.forecaster("holt-winter")))
        .contains(
            "No Forecaster named 'holt-winter'",
            "Did you mean 'holt-winters'?",
            "Available: ",
            "seasonal-naive");
    assertThat(refusal(UnknownServiceException.class, () -> CATALOG.forecaster("SeasonalNaive")))
        .contains("'SeasonalNaive'", "Did you mean 'seasonal-naive'?");
  }

  private byte[] saved() throws IOException {
    Forecaster forecaster = CATALOG.forecaster("seasonal-naive");
    TimeSeries series = daily(ramp(60));
    Path file = folder.resolve("site-7.flts");
    ForecasterBundle.of(
            forecaster,
            forecaster.fit(series),
            new BundleSchema(
                "D", List.of(new BundleSchema.Column("load", BundleSchema.Role.TARGET, "kW"))),
            Map.of())
        .write(file);
    byte[] bytes = Files.readAllBytes(file);
    // What follows must be refused for what was done to it.
    ForecasterBundle.read(ModelBundle.read(bytes), CATALOG);
    return bytes;
  }

  /** Replaces text of the manifest by other text of the same length, its CRC-32 corrected. */
  private static byte[] withManifest(byte[] bundle, UnaryOperator<String> change) {
    ByteBuffer buffer = ByteBuffer.wrap(bundle.clone()).order(ByteOrder.LITTLE_ENDIAN);
    int at = 30 + "manifest.json".length();
    byte[] manifest = new byte[buffer.getInt(18)];
    buffer.get(at, manifest);
    String old = new String(manifest, StandardCharsets.UTF_8);
    byte[] changed = change.apply(old).getBytes(StandardCharsets.UTF_8);
    assertThat(changed).hasSameSizeAs(manifest).isNotEqualTo(manifest);
    CRC32 crc = new CRC32();
    crc.update(changed);
    return buffer.put(at, changed).putInt(14, (int) crc.getValue()).array();
  }

  private String refused(byte[] bundle) {
    return refusal(
        ModelFormatException.class,
        () -> {
          Path file = folder.resolve("received.flts");
          Files.write(file, bundle);
          return ModelBundle.read(file);
        });
  }

  @Test
  @DisplayName("A bundle from a newer format")
  void newerFormat() throws IOException {
    assertThat(refused(withManifest(saved(), m -> m.replace("\"format\":1", "\"format\":2"))))
        .contains("received.flts", "manifest.json", "newer format 2", "reads <= 1", "Update FLTS");
  }

  @Test
  @DisplayName("A truncated bundle")
  void truncated() throws IOException {
    byte[] bytes = saved();
    assertThat(refused(Arrays.copyOf(bytes, bytes.length * 2 / 3)))
        .contains("received.flts", "entry ", "truncated", "" + bytes.length * 2 / 3, "lists")
        .contains(String.valueOf(bytes.length))
        .containsIgnoringCase("again");
    assertThat(refused(new byte[0])).contains("received.flts", "truncated", "0 bytes", "again");
  }

  @Test
  @DisplayName("A path-traversing entry")
  void pathTraversal() throws IOException {
    assertThat(
            refused(
                withManifest(saved(), m -> m.replace("arrays.safetensors", "../../../etc/shado"))))
        .contains("received.flts", "entry ../../", "without path steps such as '..'");
  }

  @Test
  @DisplayName("An absurd declared size")
  void absurdSize() throws IOException {
    byte[] bytes = saved();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 0x7fff_ffff);
    assertThat(refused(bytes))
        .contains("received.flts", "entry manifest.json", "2147483647 bytes", "limit", "again");
  }

  @Test
  @DisplayName("A saved model whose forecaster is not on the class path")
  void unknownSavedService() throws IOException {
    byte[] bytes = saved();
    assertThat(
            refusal(
                UnknownServiceException.class,
                () ->
                    ForecasterBundle.read(
                        ModelBundle.read(bytes),
                        ServiceCatalog.load(ClassLoader.getPlatformClassLoader()))))
        .contains("'seasonal-naive'", "flts-models-stat", "class path");
  }
}
