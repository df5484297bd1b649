package io.flts.stat.theta;

import io.flts.api.parameter.ParameterSpec;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.TimeSeries;
import io.flts.stat.safeguard.FallbackModel;
import io.flts.stat.safeguard.PowerOfTwoScale;
import io.flts.stat.theta.SeasonalAdjustment.Form;
import io.flts.stat.theta.ThetaFit.Kind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The steps from a series to its Theta model that the three forecasters share. */
final class ThetaEstimation {

  /** Observed values below which there is nothing to estimate. */
  static final int SHORTEST = 4;

  static final ParameterSpec<Integer> SEASON =
      ParameterSpec.integer(
          "season",
          0,
          0,
          100_000,
          "observations per season; 0 = the first usual one of the frequency, 1 = none");

  static final ParameterSpec<String> DECOMPOSITION =
      ParameterSpec.choice(
          "decomposition",
          "auto",
          List.of("auto", "additive", "multiplicative", "none"),
          "how a significant season is taken out; auto = multiplicative for positive data, else additive");

  private ThetaEstimation() {}

  /** The best of some models by corrected AIC of one-step errors in the units of the series. */
  static SeriesModel best(
      TimeSeries series, int seasonParameter, List<Form> forms, List<Kind> kinds) {
    double[] y = series.toArray();
    int m = seasonParameter == 0 ? Math.max(1, series.frequency().season()) : seasonParameter;
    int n = y.length - series.missing();
    if (n < SHORTEST) {
      return FallbackModel.of(
          y,
          m,
          String.format(
              Locale.ROOT,
              "%d observed values are too few for Theta, which needs %d",
              n,
              SHORTEST));
    }
    PowerOfTwoScale scale = PowerOfTwoScale.of(y);
    double[] scaled = scale.down(y);
    boolean seasonal = SeasonalAdjustment.isSeasonal(scaled, m);
    ThetaFit best = null;
    SeasonalAdjustment bestSeason = SeasonalAdjustment.NONE;
    double least = Double.POSITIVE_INFINITY;
    for (Form form : forms) {
      SeasonalAdjustment season =
          seasonal ? SeasonalAdjustment.of(scaled, m, form) : SeasonalAdjustment.NONE;
      double[] plain = season.form() == Form.NONE ? scaled : season.removeFrom(scaled, 0);
      for (Kind kind : kinds) {
        ThetaFit fit = ThetaFit.of(plain, kind);
        double criterion = criterion(fit, season);
        if (best == null || criterion < least) {
          best = fit;
          bestSeason = season;
          least = criterion;
        }
      }
      if (!seasonal) {
        break;
      }
    }
    return model(series, m, scale, best, bestSeason);
  }

  private static SeriesModel model(
      TimeSeries series,
      int m,
      PowerOfTwoScale scale,
      @Nullable ThetaFit fit,
      SeasonalAdjustment season) {
    if (fit == null || !Double.isFinite(fit.level()) || !Double.isFinite(fit.errorSum())) {
      return FallbackModel.of(series.toArray(), m, "the Theta fit is not finite");
    }
    return ThetaSeriesModel.of(season, fit, scale, series, m);
  }

  /**
   * n·log of the mean squared error plus the penalty; errors weighted by the season's mean stretch.
   */
  private static double criterion(ThetaFit fit, SeasonalAdjustment season) {
    double stretch = 0;
    for (int j = 0; j < season.period(); j++) {
      stretch += season.stretch(j) * season.stretch(j) / season.period();
    }
    int n = fit.errors();
    int p = fit.kind().parameters() + 1;
    double error = Math.max(fit.errorSum() * stretch / Math.max(1, n), Double.MIN_NORMAL);
    int spare = n - p - 1;
    double penalty = spare > 0 ? 2.0 * p + 2.0 * p * (p + 1) / spare : Double.POSITIVE_INFINITY;
    return n * Math.log(error) + penalty;
  }

  /** The forms to try for a choice of {@link #DECOMPOSITION}. */
  static List<Form> forms(String choice, TimeSeries series) {
    return switch (choice) {
      case "additive" -> List.of(Form.ADDITIVE);
      case "multiplicative" -> List.of(Form.MULTIPLICATIVE);
      case "none" -> List.of(Form.NONE);
      default -> List.of(positive(series) ? Form.MULTIPLICATIVE : Form.ADDITIVE);
    };
  }

  static boolean positive(TimeSeries series) {
    for (int t = 0; t < series.length(); t++) {
      if (series.get(t) <= 0) {
        return false;
      }
    }
    return true;
  }
}
