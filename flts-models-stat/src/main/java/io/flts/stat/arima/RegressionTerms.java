package io.flts.stat.arima;

import io.flts.api.error.CovariateException;
import io.flts.api.error.ModelFormatException;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.perseries.SeriesForecastRequest;
import io.flts.api.series.Covariate;
import io.flts.api.series.TimeSeries;
import java.util.ArrayList;
import java.util.List;

/**
 * Which regressors stand beside the ARIMA errors: future covariates by name, then sine and cosine
 * pairs of long seasons.
 *
 * @param covariates names of covariates, in column order
 * @param periods season lengths of the Fourier terms
 * @param harmonics number of pairs per season length
 */
record RegressionTerms(List<String> covariates, int[] periods, int[] harmonics) {

  static RegressionTerms covariatesOf(TimeSeries series) {
    List<String> names = new ArrayList<>();
    for (Covariate covariate : series.covariates()) {
      if (covariate.kind() == Covariate.Kind.FUTURE) {
        names.add(covariate.name());
      }
    }
    return new RegressionTerms(List.copyOf(names), new int[0], new int[0]);
  }

  RegressionTerms withFourier(int[] newPeriods, int[] newHarmonics) {
    return new RegressionTerms(covariates, newPeriods, newHarmonics);
  }

  int fourierCount() {
    int count = 0;
    for (int i = 0; i < periods.length; i++) {
      count += pairColumns(i);
    }
    return count;
  }

  int count() {
    return covariates.size() + fourierCount();
  }

  // The sine of half the period is zero everywhere.
  private int pairColumns(int i) {
    return 2 * harmonics[i] == periods[i] ? 2 * harmonics[i] - 1 : 2 * harmonics[i];
  }

  /**
   * Columns over a history.
   *
   * @param position steps from the anchor to the first value
   */
  double[][] over(TimeSeries series, long position) {
    double[][] columns = new double[count()][];
    int at = 0;
    for (String name : covariates) {
      double[] values = series.requireCovariate(name, 0).toArray(0, series.length());
      for (int t = 0; t < values.length; t++) {
        if (Double.isNaN(values[t])) {
          throw new CovariateException(
              "Covariate '"
                  + name
                  + "' of series '"
                  + series.id()
                  + "' is missing at "
                  + series.index().label(t)
                  + "; ARIMA errors need complete regressors. Fill it or leave the covariate out.");
        }
      }
      columns[at++] = values;
    }
    fourier(columns, at, position, series.length());
    return columns;
  }

  /** Columns over the steps to forecast. */
  double[][] ahead(SeriesForecastRequest request, long position) {
    double[][] columns = new double[count()][];
    int at = 0;
    for (String name : covariates) {
      columns[at++] = request.future(name);
    }
    fourier(columns, at, position, request.horizon());
    return columns;
  }

  private void fourier(double[][] columns, int from, long position, int length) {
    int at = from;
    for (int i = 0; i < periods.length; i++) {
      for (int k = 1; k <= harmonics[i]; k++) {
        double[] cosine = new double[length];
        double[] sine = new double[length];
        for (int t = 0; t < length; t++) {
          // The phase is reduced first, so that far positions lose no digits.
          double angle =
              2.0 * Math.PI * Math.floorMod((position + t) * k, (long) periods[i]) / periods[i];
          cosine[t] = Math.cos(angle);
          sine[t] = Math.sin(angle);
        }
        columns[at++] = cosine;
        if (2 * k != periods[i]) {
          columns[at++] = sine;
        }
      }
    }
  }

  void write(ModelWriter out) {
    out.integer("covariates", covariates.size());
    // Nearly no model has them, and every array costs a saved series about 150 bytes.
    if (periods.length > 0) {
      out.integers("periods", periods).integers("harmonics", harmonics);
    }
    for (int i = 0; i < covariates.size(); i++) {
      out.text("covariate-" + i, covariates.get(i));
    }
  }

  static RegressionTerms read(ModelReader in) {
    List<String> names = new ArrayList<>();
    int count = in.integer("covariates", 0, 10_000);
    for (int i = 0; i < count; i++) {
      names.add(in.text("covariate-" + i));
    }
    int[] periods = in.has("periods") ? in.integers("periods") : new int[0];
    int[] harmonics = in.has("periods") ? in.integers("harmonics") : new int[0];
    boolean sound = periods.length == harmonics.length;
    for (int i = 0; sound && i < periods.length; i++) {
      sound = periods[i] >= 2 && harmonics[i] >= 0 && 2L * harmonics[i] <= periods[i];
    }
    if (!sound) {
      throw new ModelFormatException(
          "A saved ARIMA model has Fourier terms that fit no season length. Save it again.");
    }
    return new RegressionTerms(List.copyOf(names), periods, harmonics);
  }
}
