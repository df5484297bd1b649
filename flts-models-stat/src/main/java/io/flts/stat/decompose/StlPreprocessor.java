package io.flts.stat.decompose;

import io.flts.api.model.ModelReader;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.FittedPreprocessor;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.preprocess.Trait;
import io.flts.api.series.Panel;
import java.util.List;
import java.util.Set;

/**
 * Seasonal adjustment before a model, {@code stl}: one season found by STL is taken out.
 *
 * <p>The figure of a season is the mean cycle of its component on the training data; it is
 * subtracted from every history on the same time grid and added back to forecasts. Missing values
 * stay missing. Seasons of which the training data hold no two cycles are left alone. Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class StlPreprocessor implements Preprocessor {
  static final ParameterSpec<Integer> SEASON =
      ParameterSpec.integer(
          "season", 0, 0, 1_000_000, "observations per season; 0 = from the frequency, 1 = none");
  static final ParameterSpec<Boolean> ROBUST =
      ParameterSpec.flag("robust", false, "ignores outliers when smoothing");

  private final ParameterSet parameters;

  /** The usual seasons of the frequency. */
  public StlPreprocessor() {
    this(ParameterSet.of(SEASON, ROBUST));
  }

  private StlPreprocessor(ParameterSet parameters) {
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return "stl";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public StlPreprocessor with(Parameters changes) {
    return new StlPreprocessor(parameters.with(changes));
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.POINTWISE);
  }

  @Override
  public FittedPreprocessor fit(Panel training) {
    return FittedSeasons.of(
        training, List.of(), parameters.get(SEASON), parameters.get(ROBUST), false);
  }

  @Override
  public FittedPreprocessor read(ModelReader in) {
    return FittedSeasons.read(in);
  }
}
