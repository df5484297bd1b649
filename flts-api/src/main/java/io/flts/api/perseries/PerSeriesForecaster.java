package io.flts.api.perseries;

import io.flts.api.error.FltsException;
import io.flts.api.error.InsufficientDataException;
import io.flts.api.error.InvalidSeriesException;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Parallel;
import io.flts.api.forecast.Progress;
import io.flts.api.model.ModelReader;
import io.flts.api.model.Provenance;
import io.flts.api.series.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A forecaster that fits every series of a panel by itself.
 *
 * <p>Subclasses say how one series is fitted and read; everything else of the {@link Forecaster}
 * contract is kept here: one outcome per series, threads of the request's executor with the same
 * result on any number of them, seeds per series, bounds, other history, saving, {@link
 * io.flts.api.forecast.Updatable} and {@link io.flts.api.forecast.Explainable} where every {@link
 * SeriesModel} has the power.
 *
 * <p>Before {@link #fitSeries} is called, a series has been checked against {@link
 * #capabilities()}: it has at least the minimum of observed values, and missing ones only where
 * they are accepted.
 *
 * @implSpec Subclasses are immutable and thread-safe, with a public constructor without arguments.
 * @since 0.1.0
 */
public abstract class PerSeriesForecaster implements Forecaster {

  /** For subclasses. */
  protected PerSeriesForecaster() {}

  /**
   * Fits one series.
   *
   * @throws FltsException where it cannot be fitted; the series then has a failure as its outcome
   */
  protected abstract SeriesModel fitSeries(TimeSeries series, SeriesFitContext context);

  /** Reads what {@link SeriesModel#write} of this forecaster's models wrote. */
  protected abstract SeriesModel readSeries(ModelReader in);

  @Override
  public final FittedForecaster fit(FitRequest request) {
    List<TimeSeries> series = request.panel().series();
    AtomicInteger done = new AtomicInteger();
    List<FittedSeries> fitted =
        Parallel.map(
            series,
            request.executor(),
            one -> {
              FittedSeries result = fitOne(one, request);
              request
                  .progress()
                  .onProgress(
                      new Progress(
                          "fit " + name(), done.incrementAndGet(), series.size(), Map.of()));
              return result;
            });
    FltsException first = fitted.get(0).failure();
    if (first != null && fitted.stream().allMatch(one -> one.failure() != null)) {
      throw first;
    }
    Provenance provenance =
        new Provenance(
            name(), parameters().values(), request.panel().fingerprint(), request.seed(), Map.of());
    return FittedPanel.of(this, request.panel().frequency(), request.bounds(), fitted, provenance);
  }

  private FittedSeries fitOne(TimeSeries series, FitRequest request) {
    try {
      request.deadline().check("Fit of '" + name() + "' on series '" + series.id() + "'");
      check(series);
      SeriesFitContext context =
          new SeriesFitContext(
              request.horizon(),
              request.bounds(),
              Seeds.derive(request.seed(), series.id()),
              request.deadline());
      return FittedSeries.of(series, fitSeries(series, context));
    } catch (FltsException e) {
      return FittedSeries.failed(series, e);
    }
  }

  /** Refuses what {@link #capabilities()} says this forecaster cannot take. */
  final void check(TimeSeries series) {
    int missing = series.missing();
    int observed = series.length() - missing;
    int minimum = capabilities().minimumLength();
    if (observed < minimum) {
      throw new InsufficientDataException(
          "Series '"
              + series.id()
              + "' has "
              + observed
              + " observed values"
              + (missing > 0 ? " (" + missing + " are missing)" : "")
              + "; "
              + name()
              + " needs at least "
              + minimum
              + ". Supply more history or choose a simpler model.");
    }
    checkMissing(series);
  }

  /** Refuses missing values where this forecaster does not accept them. */
  final void checkMissing(TimeSeries series) {
    int missing = series.missing();
    if (missing > 0 && !capabilities().has(Capability.MISSING_VALUES)) {
      throw new InvalidSeriesException(
          "Series '"
              + series.id()
              + "' has "
              + missing
              + " missing values, the first at "
              + firstMissing(series)
              + "; "
              + name()
              + " does not accept them. Put an imputer before it,"
              + " or choose a model that accepts missing values.");
    }
  }

  private static String firstMissing(TimeSeries series) {
    int position = 0;
    while (!Double.isNaN(series.get(position))) {
      position++;
    }
    return series.index().label(position);
  }

  @Override
  public final FittedForecaster read(ModelReader in) {
    return FittedPanel.read(this, in);
  }

  /**
   * The models of the series that were fitted, in order; for subclasses that start a fit from
   * another.
   */
  protected final List<SeriesModel> modelsOf(FittedForecaster fitted) {
    List<SeriesModel> models = new ArrayList<>();
    if (fitted instanceof FittedPanel panel) {
      panel.series().forEach(one -> one.addModelTo(models));
    }
    return models;
  }
}
