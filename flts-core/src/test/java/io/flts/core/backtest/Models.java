package io.flts.core.backtest;

import io.flts.api.error.FitFailedException;
import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastOutcome;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.PanelForecast;
import io.flts.api.forecast.Producer;
import io.flts.api.forecast.Progress;
import io.flts.api.forecast.Quantiles;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.model.Provenance;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** Small forecasters made by hand, so that these tests need no model module. */
final class Models {

  private Models() {}

  /** How to learn a number from a series, and how to forecast with it. */
  interface Rule {
    /** What a fit learns from the training series. */
    double learn(TimeSeries training);

    /** The forecast of one step, from 1, after a history. */
    double forecast(double learned, TimeSeries history, int step);
  }

  /** The last value goes on. */
  static Forecaster naive() {
    return last("naive", 1);
  }

  /** The value one season before comes again. */
  static Forecaster seasonalNaive(int season) {
    return last("seasonal-naive", season);
  }

  private static Forecaster last(String name, int season) {
    return model(
        name,
        new Rule() {
          @Override
          public double learn(TimeSeries training) {
            return 0;
          }

          @Override
          public double forecast(double learned, TimeSeries history, int step) {
            return history.get(history.length() - season + (step - 1) % season);
          }
        });
  }

  /** The mean of the training data, whatever the history: shows when a model was fitted. */
  static Forecaster trainingMean() {
    return model(
        "training-mean",
        new Rule() {
          @Override
          public double learn(TimeSeries training) {
            double sum = 0;
            for (double value : training.toArray()) {
              sum += value;
            }
            return sum / training.length();
          }

          @Override
          public double forecast(double learned, TimeSeries history, int step) {
            return learned;
          }
        });
  }

  static Forecaster model(String name, Rule rule) {
    return new ByHand(name, rule, series -> {}, Capabilities.of(1, Capability.QUANTILES));
  }

  /** A model that lets a test look at everything that it is given. */
  static Forecaster watched(String name, Capabilities capabilities, Consumer<TimeSeries> watcher) {
    return new ByHand(
        name,
        new Rule() {
          @Override
          public double learn(TimeSeries training) {
            return 0;
          }

          @Override
          public double forecast(double learned, TimeSeries history, int step) {
            return history.get(history.length() - 1);
          }
        },
        watcher,
        capabilities);
  }

  /** A model that fails where a function of the training series says so. */
  static Forecaster failing(String name, ToDoubleFunction<TimeSeries> learn) {
    return model(
        name,
        new Rule() {
          @Override
          public double learn(TimeSeries training) {
            return learn.applyAsDouble(training);
          }

          @Override
          public double forecast(double learned, TimeSeries history, int step) {
            return learned;
          }
        });
  }

  private record ByHand(
      String name, Rule rule, Consumer<TimeSeries> watcher, Capabilities capabilities)
      implements Forecaster {

    @Override
    public FittedForecaster fit(FitRequest request) {
      List<Double> learned = new ArrayList<>();
      for (TimeSeries series : request.panel()) {
        watcher.accept(series);
        learned.add(rule.learn(series));
      }
      request.progress().onProgress(new Progress("fit " + name, 1, 1, Map.of()));
      return new Fitted(this, request.panel(), learned);
    }

    @Override
    public Forecaster with(Parameters changes) {
      return this;
    }

    @Override
    public FittedForecaster read(ModelReader in) {
      throw new FitFailedException("A forecaster of a test is not saved.");
    }
  }

  private record Fitted(ByHand model, Panel training, List<Double> learned)
      implements FittedForecaster {

    @Override
    public PanelForecast forecast(ForecastRequest request) {
      Panel history = request.history() == null ? training : request.history();
      List<ForecastOutcome> outcomes = new ArrayList<>();
      for (TimeSeries series : history) {
        model.watcher().accept(series);
        int place = training.series().indexOf(training.get(series.id()));
        outcomes.add(one(series, learned.get(place), request));
      }
      return PanelForecast.of(outcomes);
    }

    private Forecast one(TimeSeries series, double number, ForecastRequest request) {
      int horizon = request.horizon().stepsAfter(series.index());
      double[] mean = new double[horizon];
      double[] probabilities = request.levels().probabilities();
      double[][] quantiles = new double[probabilities.length][horizon];
      for (int step = 0; step < horizon; step++) {
        mean[step] = model.rule().forecast(number, series, step + 1);
        for (int k = 0; k < quantiles.length; k++) {
          quantiles[k][step] = mean[step] + 10 * (probabilities[k] - 0.5);
        }
      }
      return Forecast.builder(series.id(), series.index().next(horizon), mean)
          .quantiles(Quantiles.of(probabilities, quantiles))
          .producer(Producer.of(model.name()))
          .build();
    }

    @Override
    public void write(ModelWriter out) {
      out.text("model", model.name());
    }

    @Override
    public Provenance provenance() {
      return new Provenance(model.name(), Parameters.none(), training.fingerprint(), 0, Map.of());
    }
  }
}
