package io.flts.dl.forecast;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.Progress;
import io.flts.dl.engine.Watch;
import java.util.Map;
import java.util.TreeMap;

/**
 * Hands epochs on as progress, with an estimate of the seconds left; ends training at a deadline.
 */
final class TrainingWatch implements Watch {
  private final String task;
  private final int epochs;
  private final FitRequest request;
  // Only the estimate of the time left depends on the clock; no result does.
  private final long start = System.nanoTime();

  TrainingWatch(String task, int epochs, FitRequest request) {
    this.task = task;
    this.epochs = epochs;
    this.request = request;
  }

  @Override
  public boolean goOn() {
    return !request.deadline().isPast();
  }

  @Override
  public void epoch(int epoch, double loss, double validation) {
    Map<String, Double> figures = new TreeMap<>();
    figures.put("loss", loss);
    if (!Double.isNaN(validation)) {
      figures.put("validation-loss", validation);
    }
    double spent = (System.nanoTime() - start) / 1e9;
    figures.put("seconds-left", spent / epoch * (epochs - epoch));
    request.progress().onProgress(new Progress(task, epoch, epochs, figures));
  }
}
