package io.flts.stat.ets;

import io.flts.stat.ets.EtsShape.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The choice of the best ETS model for one series by an information criterion. */
final class EtsSelection {

  /** Seasons longer than this are not modelled, as in R: too many states for the data. */
  static final int LONGEST_SEASON = 24;

  private EtsSelection() {}

  /**
   * The models to try, simplest first.
   *
   * @param pattern three letters for error, trend and season: N, A, M, or Z for any
   * @param damping which trends to try
   * @param restrict whether models with infinite variance are left out
   * @param multiplicativeTrend whether Z for the trend includes M
   */
  static List<EtsShape> candidates(
      String pattern,
      Damping damping,
      boolean restrict,
      boolean multiplicativeTrend,
      int period,
      boolean positive) {
    List<EtsShape> result = new ArrayList<>();
    for (Term error : terms(pattern.charAt(0), false, true)) {
      for (Term trend : terms(pattern.charAt(1), true, multiplicativeTrend)) {
        for (Term season : terms(pattern.charAt(2), true, true)) {
          for (boolean damped : damping.tried(trend)) {
            int m = season == Term.NONE ? 1 : period;
            if (season != Term.NONE && m == 1) {
              continue;
            }
            EtsShape shape = new EtsShape(error, trend, damped, season, m);
            if ((!restrict || !shape.restricted()) && (positive || !shape.positiveOnly())) {
              result.add(shape);
            }
          }
        }
      }
    }
    return result;
  }

  private static List<Term> terms(char letter, boolean none, boolean multiplicative) {
    if (letter != 'Z') {
      return List.of(Term.of(letter));
    }
    List<Term> all = new ArrayList<>();
    if (none) {
      all.add(Term.NONE);
    }
    all.add(Term.ADDITIVE);
    if (multiplicative) {
      all.add(Term.MULTIPLICATIVE);
    }
    return all;
  }

  /**
   * The candidate with the least criterion, or null if the series is too short for all of them. One
   * whose {@linkplain EtsFit#trendIsUndone trend is undone} is taken only where there is no other,
   * or where all are trended.
   */
  static @Nullable EtsFit best(
      double[] y, List<EtsShape> candidates, ToDoubleFunction<EtsFit> criterion) {
    int longest = 1;
    int observed = 0;
    for (double v : y) {
      observed += Double.isNaN(v) ? 0 : 1;
    }
    for (EtsShape shape : candidates) {
      longest = Math.max(longest, shape.period());
    }
    EtsEstimator estimator = new EtsEstimator(y, longest);
    EtsFit best = null;
    EtsFit undone = null;
    // Where a trend is asked for, whether there is one is not in question.
    boolean open = candidates.stream().anyMatch(shape -> !shape.trended());
    for (EtsShape shape : candidates) {
      // A parameter for every observation but one leaves nothing to judge the model by.
      if (shape.parameters() >= observed - 1) {
        continue;
      }
      EtsFit fit = estimator.fit(shape);
      if (fit != null && open && fit.trendIsUndone(y)) {
        undone = better(fit, undone, criterion);
      } else if (fit != null) {
        best = better(fit, best, criterion);
      }
    }
    return best != null ? best : undone;
  }

  private static EtsFit better(
      EtsFit fit, @Nullable EtsFit best, ToDoubleFunction<EtsFit> criterion) {
    return best == null || criterion.applyAsDouble(fit) < criterion.applyAsDouble(best)
        ? fit
        : best;
  }

  /** Which trends are tried. */
  enum Damping {
    AUTO,
    YES,
    NO;

    boolean[] tried(Term trend) {
      if (trend == Term.NONE) {
        return new boolean[] {false};
      }
      return switch (this) {
        case AUTO -> new boolean[] {false, true};
        case YES -> new boolean[] {true};
        case NO -> new boolean[] {false};
      };
    }
  }
}
