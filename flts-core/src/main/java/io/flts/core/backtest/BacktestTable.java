package io.flts.core.backtest;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Levels;
import io.flts.api.forecast.Quantiles;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** The long table of a backtest as CSV. */
final class BacktestTable {

  private BacktestTable() {}

  static void write(List<BacktestCase> cases, Appendable out) throws IOException {
    double[] probabilities = probabilities(cases);
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer(out));
    List<String> header = new ArrayList<>(List.of("unique_id", "ds", "cutoff", "model", "mean"));
    for (double probability : probabilities) {
      header.add(column(probability, probabilities));
    }
    header.add("y");
    csv.writeRecord(header);
    for (BacktestCase one : cases) {
      for (int step = 0; step < one.scored().horizon(); step++) {
        csv.writeRecord(row(one, step, probabilities));
      }
    }
    csv.flush();
  }

  private static List<String> row(BacktestCase one, int step, double[] probabilities) {
    Forecast forecast = one.forecast();
    List<String> row = new ArrayList<>();
    row.add(one.seriesId());
    row.add(forecast.index().label(step));
    row.add(one.cutoff());
    row.add(one.model());
    row.add(Double.toString(forecast.mean(step)));
    Quantiles quantiles = forecast.quantiles();
    double[] held = quantiles.probabilities();
    int place = 0;
    for (double probability : probabilities) {
      if (place < held.length && held[place] == probability) {
        row.add(Double.toString(quantiles.get(place++, step)));
      } else {
        row.add("");
      }
    }
    double actual = one.scored().actual(step);
    row.add(Double.isNaN(actual) ? "" : Double.toString(actual));
    return row;
  }

  private static double[] probabilities(List<BacktestCase> cases) {
    Levels all = Levels.none();
    Levels last = all;
    for (BacktestCase one : cases) {
      Levels held = Levels.quantiles(one.forecast().quantiles().probabilities());
      if (!held.equals(last)) {
        all = all.and(held);
        last = held;
      }
    }
    return all.probabilities();
  }

  /** {@code lo-95} and {@code hi-95} for the ends of an interval, else {@code q-0.5}. */
  static String column(double probability, double[] all) {
    Levels known = Levels.quantiles(all);
    boolean paired = known.and(Levels.quantiles(1 - probability)).equals(known);
    if (!paired || probability == 0.5) {
      return "q-" + plain(probability);
    }
    double tail = Math.min(probability, 1 - probability);
    return (probability < 0.5 ? "lo-" : "hi-") + plain(100 * (1 - 2 * tail));
  }

  private static String plain(double value) {
    return new BigDecimal(value, new MathContext(9)).stripTrailingZeros().toPlainString();
  }

  private static Writer writer(Appendable out) {
    return out instanceof Writer writer ? writer : new AppendableWriter(out);
  }

  /** An appendable as a writer; closing it closes nothing. */
  private static final class AppendableWriter extends Writer {
    private final Appendable out;

    AppendableWriter(Appendable out) {
      this.out = out;
    }

    @Override
    public void write(char[] buffer, int from, int length) throws IOException {
      out.append(new String(buffer, from, length));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
