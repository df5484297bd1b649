package io.flts.core.decide;

import java.util.List;
import java.util.Locale;

/**
 * How one decision rule treats groups of cases: how often it says yes, how often that is right.
 *
 * <p>Immutable and thread-safe.
 *
 * @param threshold yes is said from this probability on
 * @param rows one per group, ordered by name
 * @param all the same measures over all cases
 * @since 0.1.0
 */
public record GroupReport(double threshold, List<Row> rows, Row all) {

  /**
   * One group.
   *
   * @param group its name
   * @param counts right and wrong decisions; rates and accuracy follow from them
   * @param areaUnderCurve see {@link ScoredLabels#areaUnderCurve()}; {@code NaN} where the group
   *     has cases of one class alone
   */
  public record Row(String group, ConfusionCounts counts, double areaUnderCurve) {}

  /** Copies the list. */
  public GroupReport {
    rows = List.copyOf(rows);
  }

  /**
   * The smallest share of yes among the groups, divided by the largest: 1 where all are treated
   * alike. A ratio below 0.8 is the usual alarm (the "four-fifths rule" of the US Equal Employment
   * Opportunity Commission). 1 where no group is ever told yes.
   */
  public double rateRatio() {
    double smallest = Double.POSITIVE_INFINITY;
    double largest = 0;
    for (Row row : rows) {
      smallest = Math.min(smallest, row.counts().predictedRate());
      largest = Math.max(largest, row.counts().predictedRate());
    }
    return largest == 0 ? 1 : smallest / largest;
  }

  /** The report as a table of plain text, one line per group, ended by line feeds. */
  public String toText() {
    int width = "group".length();
    for (Row row : rows) {
      width = Math.max(width, row.group().length());
    }
    String head = "%-" + width + "s %8s %10s %10s %10s %10s %8s\n";
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            head,
            "group",
            "cases",
            "true rate",
            "yes rate",
            "accuracy",
            "balanced",
            "AUC"));
    for (Row row : rows) {
      line(text, row, width);
    }
    line(text, all, width);
    return text.toString();
  }

  private static void line(StringBuilder text, Row row, int width) {
    ConfusionCounts counts = row.counts();
    String form = "%-" + width + "s %8d %10.4f %10.4f %10.4f %10.4f %8.4f\n";
    text.append(
        String.format(
            Locale.ROOT,
            form,
            row.group(),
            counts.cases(),
            counts.baseRate(),
            counts.predictedRate(),
            counts.accuracy(),
            counts.balancedAccuracy(),
            row.areaUnderCurve()));
  }
}
