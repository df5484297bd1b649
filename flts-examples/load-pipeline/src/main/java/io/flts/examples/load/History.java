package io.flts.examples.load;

import io.flts.api.series.Frequency;
import io.flts.api.series.TimeSeries;
import io.flts.core.ingest.LongCsv;
import io.flts.core.ingest.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the history that the fresh process is handed. */
final class History {

  private History() {}

  static TimeSeries read(Path file, String frequency, String past, String future)
      throws IOException {
    return LongCsv.standard()
        .withPastCovariates(names(past))
        .withFutureCovariates(names(future))
        .with(ReadOptions.defaults().withFrequency(Frequency.parse(frequency)))
        .read(file)
        .get(0);
  }

  private static String[] names(String list) {
    return list.isEmpty() ? new String[0] : list.split(",");
  }
}
