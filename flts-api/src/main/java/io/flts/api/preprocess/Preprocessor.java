package io.flts.api.preprocess;

import io.flts.api.model.ModelReader;
import io.flts.api.series.Panel;
import io.flts.api.service.NamedService;
import java.util.Set;

/**
 * A way to prepare series for a model, not yet fitted to data: an imputer, a scaler, a differencer,
 * a source of calendar features.
 *
 * <p>Found by {@link java.util.ServiceLoader} under {@code io.flts.api.preprocess.Preprocessor}.
 *
 * @implSpec Immutable and thread-safe. What is estimated (means, limits, lambdas) comes from the
 *     training panel alone.
 * @since 0.1.0
 */
public interface Preprocessor extends NamedService<Preprocessor> {

  /**
   * Estimates what the preparation needs from training data.
   *
   * @throws io.flts.api.error.InsufficientDataException where the data do not support it
   */
  FittedPreprocessor fit(Panel training);

  /**
   * Reads what {@link FittedPreprocessor#write} of the same service and parameters wrote.
   *
   * @throws io.flts.api.error.ModelFormatException where the content is not such a preprocessor
   */
  FittedPreprocessor read(ModelReader in);

  /** What the preparation promises, as configured; nothing by default. */
  default Set<Trait> traits() {
    return Set.of();
  }

  /**
   * Observations at the front of every series that the preparation uses up; where that depends on
   * the season, the number for season length 1.
   */
  default int shortensBy() {
    return 0;
  }
}
