package io.flts.examples.load;

import io.flts.api.series.TimeSeries;
import io.flts.core.ingest.ReadOptions;
import io.flts.core.ingest.Repair;
import io.flts.core.ingest.WideCsv;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the series comes from.
 *
 * @param file a CSV, or {@code null} for the built-in one
 * @param time its time column
 * @param target its target column
 * @param past columns known for the past only
 * @param future columns known in the future, too
 */
record Source(
    @Nullable Path file, String time, String target, List<String> past, List<String> future) {
  private static final List<String> LOADS = List.of("HUFL", "HULL", "MUFL", "MULL", "LUFL", "LULL");

  /** The load columns of ETTh1: one is the target, the others are covariates. */
  static Source builtIn(String target) {
    List<String> others = LOADS.stream().filter(column -> !column.equals(target)).toList();
    return new Source(null, "date", target, others, List.of());
  }

  TimeSeries read(PrintWriter say) throws IOException {
    WideCsv table =
        WideCsv.of(time, target)
            .withPastCovariates(past.toArray(new String[0]))
            .withFutureCovariates(future.toArray(new String[0]))
            .with(ReadOptions.defaults().withRepair(Repair.none().with(Repair.Gaps.MISSING)));
    TimeSeries series = (file == null ? readBuiltIn(table) : table.read(file)).get(0);
    say.println(
        "%s: %d observations every %s from %s, %d missing, covariates %s"
            .formatted(
                series.id(),
                series.length(),
                series.frequency(),
                series.index().label(0),
                series.missing(),
                series.covariates().stream().map(c -> c.name()).toList()));
    return series;
  }

  private static io.flts.api.series.Panel readBuiltIn(WideCsv table) throws IOException {
    InputStream packed = Source.class.getResourceAsStream("ETTh1.csv.gz");
    if (packed == null) {
      throw new IOException("ETTh1.csv.gz is missing from the class path of the example.");
    }
    return table.read(
        new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8), "ETTh1.csv");
  }
}
