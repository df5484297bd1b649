package io.flts.core.decide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Probabilities of yes beside what came true.
 *
 * <p>Any score that is larger where yes is likelier will do for {@link #areaUnderCurve()}; the
 * other measures take it as a probability in [0, 1].
 *
 * <p>Immutable and thread-safe: arrays are copied in. <b>Cost</b> O(n·log n) once; each threshold
 * O(log n) after that.
 *
 * <p>Example: {@code ScoredLabels.of(probabilities, truth).thresholds(new ErrorCosts(10,
 * 1)).best().threshold()}
 *
 * @since 0.1.0
 */
public final class ScoredLabels {
  private static final int STEPS = 100;

  /** Below this a probability counts as this in the logarithmic loss, which would be infinite. */
  private static final double LEAST_PROBABILITY = 1e-15;

  private final double[] scores;
  private final boolean[] truth;

  /** Scores in ascending order, and how many positives are among the first so many of them. */
  private final double[] ascending;

  private final int[] positivesBefore;

  private ScoredLabels(double[] scores, boolean[] truth) {
    this.scores = scores;
    this.truth = truth;
    int n = scores.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted((a, b) -> Double.compare(scores[a], scores[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.ascending = new double[n];
    this.positivesBefore = new int[n + 1];
    for (int i = 0; i < n; i++) {
      ascending[i] = scores[order[i]] + 0.0; // -0.0 becomes 0.0: a threshold of 0 includes both
      positivesBefore[i + 1] = positivesBefore[i] + (truth[order[i]] ? 1 : 0);
    }
  }

  /**
   * Scores beside truths.
   *
   * @param probabilities finite, one per case, at least one
   * @param truth whether yes came true, one per case
   */
  public static ScoredLabels of(double[] probabilities, boolean[] truth) {
    if (probabilities.length != truth.length || truth.length == 0) {
      throw new IllegalArgumentException(
          probabilities.length
              + " probabilities for "
              + truth.length
              + " truths; there must be as many of both, and at least one.");
    }
    for (int i = 0; i < probabilities.length; i++) {
      if (!Double.isFinite(probabilities[i])) {
        throw new IllegalArgumentException(
            "Probability " + probabilities[i] + " of case " + i + " must be finite. Leave it out.");
      }
    }
    return new ScoredLabels(probabilities.clone(), truth.clone());
  }

  /** As {@link #of(double[], boolean[])}, with truths written as 1 and 0. */
  public static ScoredLabels of(double[] probabilities, double[] truth) {
    boolean[] flags = new boolean[truth.length];
    for (int i = 0; i < truth.length; i++) {
      if (truth[i] != 0 && truth[i] != 1) {
        throw new IllegalArgumentException(
            "Truth " + truth[i] + " of case " + i + " must be 0 or 1. Leave out what is unknown.");
      }
      flags[i] = truth[i] == 1;
    }
    return of(probabilities, flags);
  }

  /** Number of cases. */
  public int size() {
    return scores.length;
  }

  /** Number of cases whose truth is yes. */
  public int positives() {
    return positivesBefore[size()];
  }

  /** The decisions of a threshold: yes where the probability is at least that. */
  public ConfusionCounts at(double threshold) {
    if (Double.isNaN(threshold)) {
      throw new IllegalArgumentException("Threshold NaN is no number; 0.5 is the usual one.");
    }
    int below = below(threshold);
    int missed = positivesBefore[below];
    int found = positives() - missed;
    return new ConfusionCounts(found, missed, size() - below - found, below - missed);
  }

  /** Number of scores below a threshold. */
  private int below(double threshold) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] < threshold) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** What the 99 thresholds 0.01, 0.02, ..., 0.99 would have cost. */
  public ThresholdTable thresholds(ErrorCosts costs) {
    double[] percent = new double[STEPS - 1];
    for (int i = 0; i < percent.length; i++) {
      percent[i] = (i + 1) / (double) STEPS;
    }
    return thresholds(costs, percent);
  }

  /** What the given thresholds would have cost. */
  public ThresholdTable thresholds(ErrorCosts costs, double... candidates) {
    double[] sorted = candidates.clone();
    Arrays.sort(sorted);
    List<ThresholdTable.Row> rows = new ArrayList<>();
    for (double threshold : sorted) {
      ConfusionCounts counts = at(threshold);
      rows.add(new ThresholdTable.Row(threshold, counts, costs.of(counts)));
    }
    return new ThresholdTable(costs, rows);
  }

  /**
   * Area under the receiver operating characteristic: how likely a case of yes has a larger score
   * than one of no, ties counting half (Mann and Whitney 1947). 0.5 says nothing, 1 is perfect;
   * {@code NaN} where one of the classes has no case.
   */
  public double areaUnderCurve() {
    long positives = positives();
    long negatives = size() - positives;
    if (positives == 0 || negatives == 0) {
      return Double.NaN;
    }
    double concordant = 0;
    int from = 0;
    while (from < size()) {
      int to = from + 1;
      while (to < size() && ascending[to] == ascending[from]) {
        to++;
      }
      long tiedPositives = (long) positivesBefore[to] - positivesBefore[from];
      long tiedNegatives = to - from - tiedPositives;
      long negativesBelow = (long) from - positivesBefore[from];
      concordant += tiedPositives * (negativesBelow + 0.5 * tiedNegatives);
      from = to;
    }
    return concordant / ((double) positives * negatives);
  }

  /** Mean squared difference of probability and truth (Brier 1950); 0 is perfect. */
  public double brierScore() {
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      double error = scores[i] - (truth[i] ? 1 : 0);
      sum += error * error;
    }
    return sum / scores.length;
  }

  /** Mean −log of the probability given to what came true; 0 is perfect. */
  public double logarithmicLoss() {
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      double given = truth[i] ? scores[i] : 1 - scores[i];
      sum -= Math.log(Math.min(1, Math.max(LEAST_PROBABILITY, given)));
    }
    return sum / scores.length;
  }

  /**
   * The same measures for every group of cases, at one threshold.
   *
   * @param groups the group of every case
   */
  public GroupReport byGroup(String[] groups, double threshold) {
    if (groups.length != size()) {
      throw new IllegalArgumentException(
          groups.length + " groups for " + size() + " cases; there must be one per case.");
    }
    Map<String, List<Integer>> members = new TreeMap<>();
    for (int i = 0; i < groups.length; i++) {
      members.computeIfAbsent(groups[i], name -> new ArrayList<>()).add(i);
    }
    List<GroupReport.Row> rows = new ArrayList<>();
    members.forEach(
        (name, places) -> {
          ScoredLabels part = part(places);
          rows.add(new GroupReport.Row(name, part.at(threshold), part.areaUnderCurve()));
        });
    return new GroupReport(
        threshold, rows, new GroupReport.Row("all", at(threshold), areaUnderCurve()));
  }

  private ScoredLabels part(List<Integer> places) {
    double[] partScores = new double[places.size()];
    boolean[] partTruth = new boolean[places.size()];
    for (int i = 0; i < partScores.length; i++) {
      partScores[i] = scores[places.get(i)];
      partTruth[i] = truth[places.get(i)];
    }
    return new ScoredLabels(partScores, partTruth);
  }
}
