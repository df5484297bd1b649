package io.flts.stat.prophet;

import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import java.util.List;

/** The parameters of {@link ProphetLike}, with Prophet's defaults. */
final class ProphetParameters {

  static final ParameterSpec<String> GROWTH =
      ParameterSpec.choice(
          "growth", "linear", List.of("linear", "logistic", "flat"), "shape of the trend");
  static final ParameterSpec<String> CAP =
      ParameterSpec.text(
          "cap", "", "upper limit of logistic growth: a number or the name of a future covariate");
  static final ParameterSpec<String> FLOOR =
      ParameterSpec.text(
          "floor",
          "0",
          "lower limit of logistic growth: a number or the name of a future covariate");
  static final ParameterSpec<Integer> CHANGEPOINTS =
      ParameterSpec.integer(
          "n-changepoints", 25, 0, 1000, "number of potential trend changes, placed evenly");
  static final ParameterSpec<Double> CHANGEPOINT_RANGE =
      ParameterSpec.real(
          "changepoint-range", 0.8, 0.01, 1, "share of the history that may hold trend changes");
  static final ParameterSpec<Double> CHANGEPOINT_PRIOR =
      ParameterSpec.real(
              "changepoint-prior-scale", 0.05, 1e-6, 1e3, "how freely the trend may change")
          .logarithmic();
  static final ParameterSpec<List<String>> CHANGEPOINT_DATES =
      ParameterSpec.texts(
          "changepoints",
          List.of(),
          "dates of trend changes (2014-01-31), instead of automatic ones");
  static final ParameterSpec<String> YEARLY =
      ParameterSpec.text(
          "yearly-seasonality", "auto", "auto, on, off, or the Fourier order; on means 10");
  static final ParameterSpec<String> WEEKLY =
      ParameterSpec.text(
          "weekly-seasonality", "auto", "auto, on, off, or the Fourier order; on means 3");
  static final ParameterSpec<String> DAILY =
      ParameterSpec.text(
          "daily-seasonality", "auto", "auto, on, off, or the Fourier order; on means 4");
  static final ParameterSpec<List<String>> SEASONALITIES =
      ParameterSpec.texts(
          "seasonalities",
          List.of(),
          "more seasonalities, each name:days:order[:prior[:mode[:condition covariate]]]");
  static final ParameterSpec<String> SEASONALITY_MODE =
      ParameterSpec.choice(
          "seasonality-mode",
          "additive",
          List.of("additive", "multiplicative"),
          "how seasonalities, holidays and regressors enter unless they say otherwise");
  static final ParameterSpec<Double> SEASONALITY_PRIOR =
      ParameterSpec.real(
              "seasonality-prior-scale", 10, 1e-6, 1e6, "how large seasonal effects may be")
          .logarithmic();
  static final ParameterSpec<Double> HOLIDAYS_PRIOR =
      ParameterSpec.real("holidays-prior-scale", 10, 1e-6, 1e6, "how large holiday effects may be")
          .logarithmic();
  static final ParameterSpec<String> HOLIDAYS_MODE =
      ParameterSpec.choice(
          "holidays-mode",
          "as-seasonality",
          List.of("as-seasonality", "additive", "multiplicative"),
          "how holidays enter");
  static final ParameterSpec<String> COUNTRY =
      ParameterSpec.text(
          "country",
          "",
          "ISO 3166 code of the country whose public holidays count; empty for none");
  static final ParameterSpec<Integer> LOWER_WINDOW =
      ParameterSpec.integer(
          "holidays-lower-window", 0, -30, 0, "first day of a country holiday's effect, in days");
  static final ParameterSpec<Integer> UPPER_WINDOW =
      ParameterSpec.integer(
          "holidays-upper-window", 0, 0, 30, "last day of a country holiday's effect, in days");
  static final ParameterSpec<List<String>> HOLIDAYS =
      ParameterSpec.texts(
          "holidays",
          List.of(),
          "own holidays, each name:date[:lower window[:upper window[:prior]]], one entry per date");
  static final ParameterSpec<List<String>> REGRESSORS =
      ParameterSpec.texts(
          "regressors",
          List.of(),
          "future covariates to use, each name[:prior[:mode[:raw]]] where raw does not standardise;"
              + " * for all");
  static final ParameterSpec<String> SCALING =
      ParameterSpec.choice(
          "scaling", "absmax", List.of("absmax", "minmax"), "how values are brought to unit scale");
  static final ParameterSpec<Integer> SAMPLES =
      ParameterSpec.integer(
          "uncertainty-samples", 1000, 100, 100_000, "simulated futures behind the quantiles");

  private ProphetParameters() {}

  static ParameterSet defaults() {
    return ParameterSet.of(
        GROWTH,
        CAP,
        FLOOR,
        CHANGEPOINTS,
        CHANGEPOINT_RANGE,
        CHANGEPOINT_PRIOR,
        CHANGEPOINT_DATES,
        YEARLY,
        WEEKLY,
        DAILY,
        SEASONALITIES,
        SEASONALITY_MODE,
        SEASONALITY_PRIOR,
        HOLIDAYS_PRIOR,
        HOLIDAYS_MODE,
        COUNTRY,
        LOWER_WINDOW,
        UPPER_WINDOW,
        HOLIDAYS,
        REGRESSORS,
        SCALING,
        SAMPLES);
  }
}
