package io.flts.core.ingest;

import io.flts.api.series.Covariate;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** Writes panels as long tables. */
final class LongCsvWriter {

  private LongCsvWriter() {}

  static void write(Panel panel, Path file) throws IOException {
    try (OutputStream raw = Files.newOutputStream(file);
        OutputStream out =
            String.valueOf(file.getFileName()).endsWith(".gz") ? new GZIPOutputStream(raw) : raw;
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
      write(panel, text);
    }
  }

  static void write(Panel panel, Appendable out) throws IOException {
    Set<String> covariates = new LinkedHashSet<>();
    for (TimeSeries series : panel) {
      series.covariates().forEach(covariate -> covariates.add(covariate.name()));
    }
    out.append("unique_id,ds,y");
    for (String name : covariates) {
      out.append(',').append(quoted(name));
    }
    out.append('\n');
    for (TimeSeries series : panel) {
      write(series, covariates, out);
    }
  }

  private static void write(TimeSeries series, Set<String> covariates, Appendable out)
      throws IOException {
    int rows = series.length();
    for (Covariate covariate : series.covariates()) {
      rows = Math.max(rows, covariate.length());
    }
    String id = quoted(series.id());
    for (int i = 0; i < rows; i++) {
      out.append(id).append(',').append(series.index().label(i)).append(',');
      out.append(i < series.length() ? number(series.get(i)) : "");
      for (String name : covariates) {
        Covariate covariate = series.covariate(name).orElse(null);
        out.append(',');
        out.append(covariate != null && i < covariate.length() ? number(covariate.get(i)) : "");
      }
      out.append('\n');
    }
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  private static String quoted(String text) {
    boolean plain =
        text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
            && text.equals(text.strip());
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
