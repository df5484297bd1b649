package io.flts.api.tckcheck;

import io.flts.api.error.FltsException;
import io.flts.api.error.InsufficientDataException;
import io.flts.api.error.InvalidSeriesException;
import io.flts.api.error.ModelFormatException;
import io.flts.api.error.UnknownSeriesException;
import io.flts.api.forecast.Bounds;
import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastFailure;
import io.flts.api.forecast.ForecastOutcome;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.PanelForecast;
import io.flts.api.forecast.Producer;
import io.flts.api.forecast.Quantiles;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.model.Provenance;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A forecaster of the last value, written without the per-series support, that keeps the contract
 * but for one planted flaw.
 */
final class FlawedForecaster implements Forecaster {

  /** What is wrong. */
  enum Flaw {
    NONE,
    ONE_STEP_TOO_FEW,
    FORECASTS_THE_HISTORY_AGAIN,
    NAN_AT_A_LONG_HORIZON,
    EXPLODES,
    IGNORES_THE_SEED_OF_PATHS,
    RANDOM_WITHOUT_SEED,
    SHARES_A_BUFFER_BETWEEN_THREADS,
    LOSES_A_BIT_WHEN_SAVED,
    FORGETS_BOUNDS_WHEN_SAVED,
    IGNORES_BOUNDS,
    IGNORES_OTHER_HISTORY,
    LEARNS_FROM_OTHER_HISTORY,
    CLAIMS_MISSING_VALUES,
    CLAIMS_COLD_START,
    CLAIMS_UPDATES,
    CLAIMS_PATHS,
    DROPS_BAD_SERIES,
    FAILS_THE_WHOLE_PANEL,
    SAYS_ONLY_THAT_IT_FAILED,
    ACCEPTS_ANY_PARAMETER,
    READS_ANYTHING,
    WIDE_BECOMES_NARROW,
    WRONG_PROVENANCE
  }

  private final Flaw flaw;

  FlawedForecaster(Flaw flaw) {
    this.flaw = flaw;
  }

  @Override
  public String name() {
    return "flawed";
  }

  @Override
  public Forecaster with(Parameters changes) {
    if (flaw != Flaw.ACCEPTS_ANY_PARAMETER) {
      ParameterSet.empty().with(changes);
    }
    return this;
  }

  @Override
  public Capabilities capabilities() {
    List<Capability> all = new ArrayList<>(List.of(Capability.QUANTILES, Capability.PATHS));
    if (flaw == Flaw.CLAIMS_MISSING_VALUES) {
      all.add(Capability.MISSING_VALUES);
    }
    if (flaw == Flaw.CLAIMS_COLD_START) {
      all.add(Capability.COLD_START);
    }
    if (flaw == Flaw.CLAIMS_UPDATES) {
      all.add(Capability.UPDATABLE);
    }
    return Capabilities.of(2, all.toArray(new Capability[0]));
  }

  @Override
  public FittedForecaster fit(FitRequest request) {
    Map<String, Level> levels = new LinkedHashMap<>();
    FltsException first = null;
    for (TimeSeries series : request.panel()) {
      try {
        levels.put(series.id(), level(series, Double.NaN));
      } catch (FltsException e) {
        first = e;
        if (flaw == Flaw.FAILS_THE_WHOLE_PANEL) {
          throw e;
        }
        if (flaw != Flaw.DROPS_BAD_SERIES) {
          levels.put(series.id(), new Level(series.index(), 0, 0, String.valueOf(e.getMessage())));
        }
      }
    }
    if (first != null && levels.values().stream().allMatch(one -> !one.failure.isEmpty())) {
      throw first;
    }
    String fingerprint = flaw == Flaw.WRONG_PROVENANCE ? "?" : request.panel().fingerprint();
    return new Fitted(
        levels,
        flaw == Flaw.IGNORES_BOUNDS ? Bounds.none() : request.bounds(),
        new Provenance(name(), parameters().values(), fingerprint, request.seed(), Map.of()));
  }

  private Level level(TimeSeries series, double knownDeviation) {
    int observed = series.length() - series.missing();
    if (observed < 2) {
      throw new InsufficientDataException(
          flaw == Flaw.SAYS_ONLY_THAT_IT_FAILED
              ? "failed"
              : "Series '" + series.id() + "' has " + observed + " values; 2 are needed.");
    }
    if (series.missing() > 0) {
      int at = 0;
      while (!Double.isNaN(series.get(at))) {
        at++;
      }
      throw new InvalidSeriesException(
          "Series '"
              + series.id()
              + "' has missing values, first at "
              + series.index().label(at)
              + "; impute them.");
    }
    double last = series.get(series.length() - 1);
    double sum = 0;
    for (int t = 1; t < series.length(); t++) {
      sum += Math.pow(series.get(t) - series.get(t - 1), 2);
    }
    double deviation =
        Double.isNaN(knownDeviation) ? Math.sqrt(sum / (series.length() - 1)) : knownDeviation;
    return new Level(series.index(), last, deviation, "");
  }

  @Override
  public FittedForecaster read(ModelReader in) {
    if (flaw == Flaw.READS_ANYTHING && !in.has("series")) {
      return new Fitted(
          Map.of(), Bounds.none(), new Provenance(name(), Parameters.none(), "", 0, Map.of()));
    }
    Map<String, Level> levels = new LinkedHashMap<>();
    for (String key : in.section("series").keys()) {
      ModelReader one = in.section("series").section(key);
      Frequency frequency = Frequency.parse(one.text("frequency"));
      TimeIndex index =
          TimeIndex.parse(
              one.text("origin"), one.integer("first"), "", frequency, (int) one.integer("length"));
      double last = one.real("last");
      levels.put(
          one.text("id"),
          new Level(
              index,
              flaw == Flaw.LOSES_A_BIT_WHEN_SAVED ? Math.nextUp(last) : last,
              one.real("deviation"),
              one.text("failure")));
    }
    if (levels.isEmpty()) {
      throw new ModelFormatException("Saved model: no series.");
    }
    Bounds bounds = new Bounds(in.real("lower"), in.real("upper"));
    return new Fitted(
        levels,
        flaw == Flaw.FORGETS_BOUNDS_WHEN_SAVED ? Bounds.none() : bounds,
        Provenance.read(name(), parameters().values(), in.section("provenance")));
  }

  private record Level(TimeIndex index, double last, double deviation, String failure) {}

  private final class Fitted implements FittedForecaster {
    private final Map<String, Level> levels;
    private final Bounds bounds;
    private final Provenance provenance;
    private double[] sharedBuffer = new double[0];

    Fitted(Map<String, Level> levels, Bounds bounds, Provenance provenance) {
      this.levels = new LinkedHashMap<>(levels);
      this.bounds = bounds;
      this.provenance = provenance;
    }

    @Override
    public PanelForecast forecast(ForecastRequest request) {
      List<ForecastOutcome> outcomes = new ArrayList<>();
      Panel history = request.history();
      if (history == null || flaw == Flaw.IGNORES_OTHER_HISTORY) {
        levels.forEach((id, level) -> outcomes.add(outcome(id, level, request)));
        return PanelForecast.of(outcomes);
      }
      for (TimeSeries series : history) {
        outcomes.add(outcomeOver(series, request));
      }
      return PanelForecast.of(outcomes);
    }

    private ForecastOutcome outcomeOver(TimeSeries series, ForecastRequest request) {
      Level known = levels.get(series.id());
      if (known == null) {
        return new ForecastFailure(
            series.id(), new UnknownSeriesException("Series '" + series.id() + "' is unknown."));
      }
      if (!known.index.frequency().equals(series.frequency())) {
        throw new InvalidSeriesException(
            "Fitted at " + known.index.frequency() + ", history is " + series.frequency() + ".");
      }
      try {
        Level level = level(series, known.deviation);
        if (flaw == Flaw.LEARNS_FROM_OTHER_HISTORY) {
          levels.put(series.id(), level);
        }
        return outcome(series.id(), level, request);
      } catch (FltsException e) {
        return new ForecastFailure(series.id(), e);
      }
    }

    private ForecastOutcome outcome(String id, Level level, ForecastRequest request) {
      if (!level.failure.isEmpty()) {
        return new ForecastFailure(id, new InsufficientDataException(level.failure));
      }
      if (request.paths() > 0 && flaw == Flaw.CLAIMS_PATHS) {
        throw new IllegalArgumentException("no paths");
      }
      int horizon = request.horizon().stepsAfter(level.index);
      TimeIndex index = level.index.next(horizon);
      if (flaw == Flaw.ONE_STEP_TOO_FEW && horizon > 1) {
        index = level.index.next(--horizon);
      }
      if (flaw == Flaw.FORECASTS_THE_HISTORY_AGAIN) {
        index = level.index.slice(0, horizon);
      }
      double[] mean = mean(level, horizon);
      double[] probabilities = request.levels().probabilities();
      double[][] rows = new double[probabilities.length][horizon];
      for (int k = 0; k < rows.length; k++) {
        for (int step = 0; step < horizon; step++) {
          double width =
              flaw == Flaw.WIDE_BECOMES_NARROW ? 0 : level.deviation * Math.sqrt(step + 1.0);
          rows[k][step] = mean[step] + 4 * (probabilities[k] - 0.5) * width;
        }
      }
      return Forecast.builder(id, index, mean)
          .quantiles(Quantiles.of(probabilities, rows))
          .paths(paths(level, horizon, request))
          .producer(Producer.of(name()))
          .within(bounds)
          .build();
    }

    private double[] mean(Level level, int horizon) {
      double[] mean = new double[horizon];
      if (flaw == Flaw.SHARES_A_BUFFER_BETWEEN_THREADS) {
        if (sharedBuffer.length != horizon) {
          sharedBuffer = new double[horizon];
        }
        mean = sharedBuffer;
        java.util.Arrays.fill(mean, 0);
        for (int round = 0; round < 200; round++) {
          for (int step = 0; step < horizon; step++) {
            mean[step] += level.last / 200;
          }
          Thread.yield();
        }
        return mean.clone();
      }
      for (int step = 0; step < horizon; step++) {
        mean[step] = level.last;
        if (flaw == Flaw.RANDOM_WITHOUT_SEED) {
          mean[step] += 1e-3 * Math.random();
        }
        if (flaw == Flaw.EXPLODES) {
          mean[step] *= Math.pow(10, step);
        }
        if (flaw == Flaw.NAN_AT_A_LONG_HORIZON && step > 20) {
          mean[step] = Double.NaN;
        }
      }
      return mean;
    }

    private double[][] paths(Level level, int horizon, ForecastRequest request) {
      Random random = new Random(flaw == Flaw.IGNORES_THE_SEED_OF_PATHS ? 1 : request.seed());
      double[][] paths = new double[request.paths()][horizon];
      for (double[] path : paths) {
        for (int step = 0; step < horizon; step++) {
          path[step] = level.last + level.deviation * random.nextGaussian();
        }
      }
      return paths;
    }

    @Override
    public void write(ModelWriter out) {
      out.real("lower", bounds.lower()).real("upper", bounds.upper());
      provenance.write(out.section("provenance"));
      ModelWriter series = out.section("series");
      int number = 0;
      for (Map.Entry<String, Level> entry : levels.entrySet()) {
        Level level = entry.getValue();
        series
            .section(Integer.toString(number++))
            .text("id", entry.getKey())
            .text("frequency", level.index.frequency().toString())
            .text("origin", level.index.originText())
            .integer("first", level.index.first())
            .integer("length", level.index.length())
            .real("last", level.last)
            .real("deviation", level.deviation)
            .text("failure", level.failure);
      }
    }

    @Override
    public Provenance provenance() {
      return provenance;
    }
  }
}
