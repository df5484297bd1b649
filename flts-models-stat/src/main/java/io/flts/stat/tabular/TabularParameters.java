package io.flts.stat.tabular;

import io.flts.api.parameter.ParameterSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters that all forecasters on rows share.
 *
 * @since 0.1.0
 */
public final class TabularParameters {
  /** Last values. */
  public static final ParameterSpec<Integer> WINDOW =
      ParameterSpec.integer(
          "window", 0, 0, 10_000, "last values told to the model; 0 = one season, 10 to 48");

  /** Further lags. */
  public static final ParameterSpec<List<Integer>> LAGS =
      ParameterSpec.integers(
          "lags", List.of(), 1, 100_000, "further single values told, counted back from the last");

  /** Season. */
  public static final ParameterSpec<Integer> SEASON =
      ParameterSpec.integer(
          "season",
          0,
          0,
          10_000,
          "observations per season; 0 = all seasons of the frequency up to 1500 with 3 cycles of"
              + " data");

  /** Rolling windows. */
  public static final ParameterSpec<List<Integer>> ROLLING =
      ParameterSpec.integers(
          "rolling",
          List.of(),
          2,
          100_000,
          "lengths over which mean and deviation of the last values are told; empty = a quarter"
              + " window, the window and the seasons");

  /** Several steps ahead. */
  public static final ParameterSpec<String> STRATEGY =
      ParameterSpec.choice(
          "strategy",
          "direct",
          List.of("direct", "recursive"),
          "several steps ahead: one model of all steps that is told the distance, or one model of"
              + " the next step fed with its own answers");

  /** Anchor. */
  public static final ParameterSpec<String> ANCHOR =
      ParameterSpec.choice(
          "anchor",
          "auto",
          List.of("auto", "level", "last", "season"),
          "what is learned: the value itself, its difference to the last value, or to the value"
              + " one season before; auto = the smallest on average in the training data");

  /** Calendar. */
  public static final ParameterSpec<Boolean> CALENDAR =
      ParameterSpec.flag(
          "calendar", true, "tell time of day, day of week and time of year of the step");

  /** Country. */
  public static final ParameterSpec<String> COUNTRY =
      ParameterSpec.text(
          "country", "", "ISO 3166 code of the country whose holidays are told; empty = none");

  /** Validation. */
  public static final ParameterSpec<Double> VALIDATION =
      ParameterSpec.real(
          "validation",
          0.15,
          0,
          0.5,
          "share of every series, at its end, that decides when to stop and how wide intervals are");

  /** Refit. */
  public static final ParameterSpec<Boolean> REFIT =
      ParameterSpec.flag(
          "refit", true, "learn again from all data once the validation part has decided");

  /** Rows. */
  public static final ParameterSpec<Integer> ROWS =
      ParameterSpec.integer(
          "rows",
          50_000,
          100,
          10_000_000,
          "training rows at most; with several steps every target is told from several distances"
              + " until they are reached");

  private TabularParameters() {}

  /** The shared parameters, then those of a learner. */
  public static ParameterSpec<?>[] and(ParameterSpec<?>... own) {
    List<ParameterSpec<?>> all =
        new ArrayList<>(
            List.of(
                WINDOW,
                LAGS,
                SEASON,
                ROLLING,
                STRATEGY,
                ANCHOR,
                CALENDAR,
                COUNTRY,
                VALIDATION,
                REFIT,
                ROWS));
    all.addAll(List.of(own));
    return all.toArray(new ParameterSpec<?>[0]);
  }
}
