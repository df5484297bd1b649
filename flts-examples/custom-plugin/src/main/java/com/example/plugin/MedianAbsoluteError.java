package com.example.plugin;

import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.Parameters;
import io.flts.api.score.ScoredCase;
import io.flts.api.score.Scorer;
import io.flts.api.score.ScoringContext;
import java.util.Arrays;

/** The median of all absolute errors, over all cases and steps: a score that shrugs off spikes. */
public final class MedianAbsoluteError implements Scorer {

  /** The score; it has no parameters. */
  public MedianAbsoluteError() {}

  @Override
  public String name() {
    return "median-absolute-error";
  }

  @Override
  public Scorer with(Parameters changes) {
    ParameterSet.empty().with(changes);
    return this;
  }

  @Override
  public double score(ScoringContext context) {
    double[] errors =
        context.cases().stream().flatMapToDouble(MedianAbsoluteError::errors).toArray();
    if (errors.length == 0) {
      return Double.NaN;
    }
    Arrays.sort(errors);
    return (errors[(errors.length - 1) / 2] + errors[errors.length / 2]) / 2;
  }

  private static java.util.stream.DoubleStream errors(ScoredCase scored) {
    return java.util.stream.IntStream.range(0, scored.horizon())
        .mapToDouble(step -> Math.abs(scored.actual(step) - scored.forecast().mean(step)))
        .filter(error -> !Double.isNaN(error));
  }

  @Override
  public Direction direction() {
    return Direction.LOWER_IS_BETTER;
  }

  @Override
  public boolean scaleDependent() {
    return true;
  }
}
