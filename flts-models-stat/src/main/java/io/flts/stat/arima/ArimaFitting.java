package io.flts.stat.arima;

import io.flts.api.error.InsufficientDataException;
import io.flts.api.forecast.Deadline;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.TimeSeries;
import io.flts.stat.safeguard.FallbackModel;
import io.flts.stat.safeguard.PowerOfTwoScale;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The steps from a series to its ARIMA model that both forecasters of this package share. */
final class ArimaFitting {

  /** Longest season that is modelled by seasonal lags; longer ones get Fourier terms. */
  static final int LONGEST_SEASON = 24;

  private static final int MOST_HARMONICS = 10;

  /** Part of the time after which no further harmonics are tried. */
  private static final double CHOICE_OF_HARMONICS = 0.4;

  private final TimeSeries series;
  private final int season;
  private final RegressionTerms covariates;
  private final double scale;
  private final double[] y;
  private final int first;
  private final int last;

  ArimaFitting(TimeSeries series, int season) {
    this.series = series;
    this.season = season;
    this.covariates = RegressionTerms.covariatesOf(series);
    double[] raw = series.toArray();
    PowerOfTwoScale power = PowerOfTwoScale.of(raw);
    this.scale = power.factor();
    this.y = power.down(raw);
    int from = 0;
    int to = y.length;
    while (from < to && Double.isNaN(y[from])) {
      from++;
    }
    while (to > from && Double.isNaN(y[to - 1])) {
      to--;
    }
    this.first = from;
    this.last = to;
  }

  /** One given order by maximum likelihood; half an estimate is none, so time may run out. */
  SeriesModel fixed(ArimaOrder order, boolean log, Deadline deadline) {
    ArimaSample sample = sample(covariates, log);
    int needed = order.armaCount() + covariates.count() + (order.constant() ? 1 : 0) + 2;
    if (sample.effective(order) < needed) {
      return fallback(
          String.format(
              Locale.ROOT,
              "%d observed values are too few for %s, which needs %d",
              sample.observed,
              order,
              order.differencingLoss() + needed));
    }
    if (order.longestLag() > ArimaOrder.LONGEST_LAG) {
      throw new InsufficientDataException(
          String.format(
              Locale.ROOT,
              "Series '%s' was asked for %s, whose longest lag is %d; arima models lags up to %d. Use"
                  + " auto-arima or mstl, which have no such limit, or set 'season' to a shorter"
                  + " one.",
              series.id(),
              order,
              order.longestLag(),
              ArimaOrder.LONGEST_LAG));
    }
    ArimaFit fit =
        new ArimaEstimator(sample, deadline::isPast).fit(order, null, ArimaEstimator.Effort.FINAL);
    deadline.check("Fit of 'arima' on series '" + series.id() + "'");
    return model(fit, covariates, log);
  }

  /** Orders by search. */
  SeriesModel automatic(SearchLimits limits, boolean log, int harmonics) {
    SearchTime time = limits.startTime();
    RegressionTerms terms = covariates;
    SearchLimits within = limits;
    if (season > LONGEST_SEASON || harmonics > 0) {
      within = limits.withoutSeason();
      terms = fourier(log, harmonics, time.share(CHOICE_OF_HARMONICS));
    }
    ArimaSample sample = sample(terms, log);
    if (sample.observed < 1 + terms.count()) {
      return fallback(
          String.format(
              Locale.ROOT,
              "%d observed values are too few for %d regressors",
              sample.observed,
              terms.count()));
    }
    return model(OrderSearch.best(sample, within, time), terms, log);
  }

  /**
   * The log/level test: whether an airline model (or its non-seasonal form) is more likely on the
   * logarithms, the Jacobian of the transformation taken into account.
   */
  boolean logFitsBetter() {
    if (!LogScale.exists(y) || last - first < 3) {
      return false;
    }
    boolean seasonal = season > 1 && season <= LONGEST_SEASON && last - first > 3 * season;
    ArimaOrder order =
        new ArimaOrder(
            0, 1, 1, 0, seasonal ? 1 : 0, seasonal ? 1 : 0, seasonal ? season : 1, false);
    ArimaSample levels = sample(covariates, false);
    ArimaSample logs = sample(covariates, true);
    if (levels.effective(order) < covariates.count() + 5) {
      return false;
    }
    ArimaFit level = new ArimaEstimator(levels).fit(order, null, ArimaEstimator.Effort.RANK);
    ArimaFit log = new ArimaEstimator(logs).fit(order, null, ArimaEstimator.Effort.RANK);
    if (level == null || log == null) {
      return false;
    }
    double jacobian = 0.0;
    for (int t = order.differencingLoss(); t < logs.y.length; t++) {
      jacobian += Double.isNaN(logs.y[t]) ? 0.0 : logs.y[t];
    }
    return log.logLikelihood() - jacobian > level.logLikelihood();
  }

  // Pairs are added while they lower the AICc of an autoregression with these regressors.
  private RegressionTerms fourier(boolean log, int asked, BooleanSupplier late) {
    int most = Math.min(season / 2, Math.max(0, (last - first) / 8));
    if (season < 2 || last - first < season) {
      return covariates;
    }
    // What came once need not be a season: as with seasonal decomposition, two cycles are asked
    // for.
    if (asked == 0 && last - first < 2 * season) {
      return covariates;
    }
    if (asked > 0) {
      return covariates.withFourier(new int[] {season}, new int[] {Math.min(asked, season / 2)});
    }
    RegressionTerms best = covariates;
    double bestAicc = Double.POSITIVE_INFINITY;
    int worse = 0;
    for (int k = 0; k <= Math.min(most, MOST_HARMONICS) && worse < 2 && !late.getAsBoolean(); k++) {
      RegressionTerms terms =
          k == 0 ? covariates : covariates.withFourier(new int[] {season}, new int[] {k});
      ArimaFit fit =
          new ArimaEstimator(sample(terms, log), late)
              .fit(new ArimaOrder(2, 1, 1, 0, 0, 0, 1, false), null, ArimaEstimator.Effort.RANK);
      double aicc = fit == null ? Double.POSITIVE_INFINITY : fit.aicc();
      if (aicc < bestAicc) {
        bestAicc = aicc;
        best = terms;
        worse = 0;
      } else {
        worse++;
      }
    }
    return best;
  }

  private ArimaSample sample(RegressionTerms terms, boolean log) {
    double[] x = Arrays.copyOfRange(y, first, last);
    if (log) {
      for (int t = 0; t < x.length; t++) {
        x[t] = Math.log(x[t]);
      }
    }
    double[][] columns = terms.over(series, 0);
    for (int c = 0; c < columns.length; c++) {
      columns[c] = Arrays.copyOfRange(columns[c], first, last);
    }
    return new ArimaSample(x, columns, first);
  }

  private SeriesModel model(@Nullable ArimaFit fit, RegressionTerms terms, boolean log) {
    if (fit == null || !Double.isFinite(fit.sigma2()) || !finite(fit.regression())) {
      return fallback("no ARIMA model of the orders asked for could be fitted");
    }
    return ArimaSeriesModel.of(fit, terms, log, scale, series, Math.max(1, season));
  }

  private SeriesModel fallback(String reason) {
    return FallbackModel.of(series.toArray(), Math.max(1, season), reason);
  }

  private static boolean finite(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
