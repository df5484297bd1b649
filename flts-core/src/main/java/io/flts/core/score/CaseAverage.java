package io.flts.core.score;

import io.flts.api.score.ScoredCase;
import io.flts.api.score.ScoringContext;
import java.util.function.ToDoubleFunction;

/** The mean of a score per case, over the cases for which it is defined (not NaN). */
final class CaseAverage {

  private CaseAverage() {}

  static double of(ScoringContext context, ToDoubleFunction<ScoredCase> score) {
    double sum = 0;
    long defined = 0;
    for (ScoredCase one : context.cases()) {
      double value = score.applyAsDouble(one);
      if (!Double.isNaN(value)) {
        sum += value;
        defined++;
      }
    }
    return sum / defined; // 0/0 is NaN: defined for no case
  }
}
