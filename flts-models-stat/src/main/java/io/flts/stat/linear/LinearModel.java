package io.flts.stat.linear;

import io.flts.api.error.ModelFormatException;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.perseries.AppendableSeriesModel;
import io.flts.api.perseries.SeriesForecast;
import io.flts.api.perseries.SeriesForecastRequest;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.TimeSeries;
import io.flts.stat.safeguard.Safeguard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The fitted form of {@link Linear}: scales, coefficients per step, and the last window. */
final class LinearModel implements AppendableSeriesModel {
  private final List<Columns.Scale> scales;
  private final int window;
  private final WindowRegression.Step[] steps;

  /** The last window of every column, scaled, {@code NaN} where missing; shape [column][window]. */
  private final double[][] last;

  private final Safeguard safeguard;

  LinearModel(
      List<Columns.Scale> scales,
      int window,
      WindowRegression.Step[] steps,
      double[][] last,
      Safeguard safeguard) {
    this.scales = scales;
    this.window = window;
    this.steps = steps;
    this.last = last;
    this.safeguard = safeguard;
  }

  /** The last {@code window} positions of a history; a shorter one begins with missing values. */
  static double[][] lastWindow(TimeSeries series, List<Columns.Scale> scales, int window) {
    int from = Math.max(0, series.length() - window);
    return padded(Columns.of(series, scales, from), window);
  }

  private static double[][] padded(double[][] columns, int window) {
    double[][] full = new double[columns.length][window];
    for (int c = 0; c < columns.length; c++) {
      Arrays.fill(full[c], Double.NaN);
      int length = columns[c].length;
      System.arraycopy(columns[c], 0, full[c], window - length, length);
    }
    return full;
  }

  @Override
  public SeriesForecast forecast(SeriesForecastRequest request) {
    int horizon = request.horizon();
    double[][] state = new double[last.length][];
    double[][] future = new double[last.length][];
    for (int c = 0; c < last.length; c++) {
      state[c] = last[c].clone();
      Columns.carryForward(state[c]);
      if (scales.get(c).future()) {
        future[c] = request.future(scales.get(c).name());
        for (int step = 0; step < future[c].length; step++) {
          future[c][step] = scales.get(c).apply(future[c][step]);
        }
      }
    }
    double[] mean = new double[horizon];
    double[] deviation = new double[horizon];
    for (int done = 0; done < horizon; done += steps.length) {
      forecastBlock(state, future, done, mean, deviation);
    }
    Columns.Scale target = scales.get(0);
    double[] probabilities = request.probabilities();
    double[][] quantiles = new double[probabilities.length][horizon];
    for (int step = 0; step < horizon; step++) {
      mean[step] = target.mean() + target.deviation() * mean[step];
      for (int k = 0; k < probabilities.length; k++) {
        double offset = deviation[step] * Safeguard.normalQuantile(probabilities[k]);
        quantiles[k][step] = mean[step] + target.deviation() * offset;
      }
    }
    return safeguard.check(mean, quantiles, probabilities, new double[0][]);
  }

  /** One pass over the fitted steps; afterwards the state has moved on by as many positions. */
  private void forecastBlock(
      double[][] state, double[][] future, int done, double[] mean, double[] deviation) {
    int count = Math.min(steps.length, mean.length - done);
    double[] row = new double[steps[0].coefficients().length];
    for (int c = 0; c < state.length; c++) {
      System.arraycopy(state[c], 0, row, c * window, window);
    }
    int place = state.length * window;
    row[place++] = 1;
    // what was uncertain at the end of the block before stays uncertain
    double carried = done == 0 ? 0 : deviation[done - 1];
    for (int step = 0; step < count; step++) {
      int f = place;
      for (double[] column : future) {
        if (column != null) {
          row[f++] = column[done + step];
        }
      }
      mean[done + step] = WindowRegression.dot(steps[step].coefficients(), row);
      deviation[done + step] = Math.hypot(carried, steps[step].deviation());
    }
    for (int c = 0; c < state.length; c++) {
      double held = state[c][window - 1];
      double[] moved = new double[window];
      for (int i = 0; i < window; i++) {
        int position = i + count;
        if (position < window) {
          moved[i] = state[c][position];
        } else {
          int ahead = done + position - window;
          moved[i] = c == 0 ? mean[ahead] : future[c] != null ? future[c][ahead] : held;
        }
      }
      state[c] = moved;
    }
  }

  @Override
  public SeriesModel over(TimeSeries history) {
    return new LinearModel(
        scales,
        window,
        steps,
        lastWindow(history, scales, window),
        safeguard.over(history.toArray(), Math.min(history.frequency().season(), 10_000)));
  }

  @Override
  public SeriesModel append(TimeSeries observations) {
    double[][] newest = lastWindow(observations, scales, window);
    int fresh = Math.min(observations.length(), window);
    double[][] moved = new double[last.length][window];
    for (int c = 0; c < last.length; c++) {
      System.arraycopy(last[c], fresh, moved[c], 0, window - fresh);
      System.arraycopy(newest[c], window - fresh, moved[c], window - fresh, fresh);
    }
    return new LinearModel(scales, window, steps, moved, safeguard.append(observations.toArray()));
  }

  @Override
  public void write(ModelWriter out) {
    out.integer("window", window).integer("columns", scales.size());
    for (int c = 0; c < scales.size(); c++) {
      Columns.Scale scale = scales.get(c);
      out.section("column-" + c)
          .text("name", scale.name())
          .flag("future", scale.future())
          .real("mean", scale.mean())
          .real("deviation", scale.deviation())
          .reals("last", last[c]);
    }
    int size = steps[0].coefficients().length;
    double[] coefficients = new double[steps.length * size];
    double[] deviations = new double[steps.length];
    for (int step = 0; step < steps.length; step++) {
      System.arraycopy(steps[step].coefficients(), 0, coefficients, step * size, size);
      deviations[step] = steps[step].deviation();
    }
    out.reals("coefficients", coefficients).reals("deviations", deviations);
    safeguard.write(out.section("safeguard"));
  }

  static LinearModel read(ModelReader in) {
    int window = in.integer("window", 1, 10_000);
    int count = in.integer("columns", 1, 100_000);
    List<Columns.Scale> scales = new ArrayList<>();
    double[][] last = new double[count][];
    int size = count * window + 1;
    for (int c = 0; c < count; c++) {
      ModelReader column = in.section("column-" + c);
      boolean future = column.flag("future");
      scales.add(
          new Columns.Scale(
              column.text("name"), future, column.real("mean"), column.real("deviation")));
      last[c] = column.reals("last", window);
      size += future ? 1 : 0;
    }
    double[] deviations = in.reals("deviations");
    if (deviations.length == 0) {
      throw new ModelFormatException("Saved model: 'deviations' is empty; one per step is needed.");
    }
    double[] coefficients = in.reals("coefficients", Math.multiplyExact(deviations.length, size));
    WindowRegression.Step[] steps = new WindowRegression.Step[deviations.length];
    for (int step = 0; step < steps.length; step++) {
      steps[step] =
          new WindowRegression.Step(
              Arrays.copyOfRange(coefficients, step * size, (step + 1) * size), deviations[step]);
    }
    return new LinearModel(scales, window, steps, last, Safeguard.read(in.section("safeguard")));
  }
}
