package io.flts.dl.forecast;

import io.flts.api.error.FltsException;
import io.flts.api.forecast.Bounds;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastFailure;
import io.flts.api.forecast.ForecastOutcome;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Parallel;
import io.flts.api.forecast.Producer;
import io.flts.api.forecast.Quantiles;
import io.flts.api.series.TimeSeries;
import io.flts.dl.engine.Batch;
import io.flts.dl.engine.FrozenNetwork;
import io.flts.dl.engine.WindowNetwork;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers a request: blocks of series together, block after block of steps where the horizon is
 * longer than what the network answers at once.
 *
 * <p>Repeated blocks read the own point answers; past covariates keep their last value then, and
 * the distance of quantiles from the point grows with the square root of the number of blocks.
 */
final class Answering {
  private final String name;
  private final WindowShape shape;
  private final FeaturePlan plan;
  private final double[] trained;
  private final WindowNetwork network;
  private final Reach reach;
  private final Bounds bounds;
  private final boolean median;
  private final Windows writer;

  Answering(
      String name,
      WindowShape shape,
      FeaturePlan plan,
      double[] trained,
      WindowNetwork network,
      Reach reach,
      Bounds bounds,
      boolean absolute) {
    this.name = name;
    this.shape = shape;
    this.plan = plan;
    this.trained = trained;
    this.network = network;
    this.reach = reach;
    this.bounds = bounds;
    median = absolute || shape.transform() != Transform.NONE;
    writer = new Windows(shape, plan, List.of(), new int[0], new int[0]);
  }

  /** One series on its way. */
  private static final class Job {
    final int place;
    final TimeSeries history;
    final Frame frame;
    final int horizon;

    /** Normalised answers, {@code [step][1 + quantiles]}. */
    final float[] answers;

    final float[] window;
    int done;
    float centre;
    float spread;

    Job(int place, TimeSeries history, Frame frame, int horizon, int perTarget, int input) {
      this.place = place;
      this.history = history;
      this.frame = frame;
      this.horizon = horizon;
      answers = new float[horizon * perTarget];
      window = new float[input];
    }
  }

  List<ForecastOutcome> answer(List<FittedWindows.Known> asked, ForecastRequest request) {
    if (asked.size() <= FrozenNetwork.BLOCK) {
      return block(asked, request);
    }
    List<List<FittedWindows.Known>> blocks = new ArrayList<>();
    for (int from = 0; from < asked.size(); from += FrozenNetwork.BLOCK) {
      blocks.add(asked.subList(from, Math.min(asked.size(), from + FrozenNetwork.BLOCK)));
    }
    List<ForecastOutcome> outcomes = new ArrayList<>(asked.size());
    Parallel.map(blocks, request.executor(), block -> block(block, request))
        .forEach(outcomes::addAll);
    return outcomes;
  }

  private List<ForecastOutcome> block(List<FittedWindows.Known> asked, ForecastRequest request) {
    List<ForecastOutcome> outcomes = new ArrayList<>(asked.size());
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      FittedWindows.Known one = asked.get(i);
      outcomes.add(FittedWindows.failure(one));
      if (one.tail() == null || one.level() == null) {
        continue;
      }
      try {
        request.deadline().check("Forecast of series '" + one.id() + "'");
        jobs.add(job(i, one.tail(), one.level(), request));
      } catch (FltsException e) {
        outcomes.set(i, new ForecastFailure(one.id(), e));
      }
    }
    run(jobs);
    for (Job job : jobs) {
      outcomes.set(job.place, outcome(job, request));
    }
    return outcomes;
  }

  private Job job(int place, TimeSeries tail, Frame.Level level, ForecastRequest request) {
    TimeSeries series = request.future().extend(tail);
    int horizon = request.horizon().stepsAfter(series.index());
    int room = horizon + shape.answered();
    Frame frame =
        Frame.tail(
            series, shape.transform().apply(series), shape.input(), level, plan, horizon, room);
    return new Job(place, series, frame, horizon, 1 + trained.length, shape.input());
  }

  private void run(List<Job> jobs) {
    List<Job> active = new ArrayList<>(jobs);
    int width = network.shape().width();
    while (!active.isEmpty()) {
      int rows = active.size();
      Batch batch = new Batch(network.shape(), shape.answered(), rows);
      float[] output = new float[rows * width];
      batch.rows(rows);
      for (int b = 0; b < rows; b++) {
        Job job = active.get(b);
        int origin = shape.input() + job.done;
        shape.history(job.frame.z, origin, job.window);
        job.centre = shape.centre(job.window);
        job.spread = shape.spread(job.window, job.centre);
        writer.write(job.frame, origin, job.window, job.centre, job.spread, b, rows, batch);
      }
      network.answer(batch, output);
      for (int b = 0; b < rows; b++) {
        take(active.get(b), output, b * width);
      }
      active.removeIf(job -> job.done >= job.horizon);
    }
  }

  private void take(Job job, float[] output, int at) {
    int perTarget = 1 + trained.length;
    float grow = (float) Math.sqrt(1.0 + job.done / shape.output());
    int steps = Math.min(shape.output(), job.horizon - job.done);
    for (int k = 0; k < steps; k++) {
      int to = (job.done + k) * perTarget;
      float point = reach.cut(output[at + k * perTarget]) * job.spread + job.centre;
      job.answers[to] = point;
      job.frame.z[shape.input() + job.done + k] = point;
      for (int q = 1; q < perTarget; q++) {
        float value = reach.cut(output[at + k * perTarget + q]) * job.spread + job.centre;
        job.answers[to + q] = point + (value - point) * grow;
      }
    }
    job.done += steps;
  }

  private ForecastOutcome outcome(Job job, ForecastRequest request) {
    int perTarget = 1 + trained.length;
    double[] mean = new double[job.horizon];
    double[] wanted = request.levels().probabilities();
    double[][] quantiles = new double[wanted.length][job.horizon];
    double[] learned = new double[trained.length];
    for (int k = 0; k < job.horizon; k++) {
      mean[k] = restore(job, job.answers[k * perTarget]);
      for (int q = 0; q < trained.length; q++) {
        learned[q] = job.answers[k * perTarget + 1 + q];
      }
      java.util.Arrays.sort(learned);
      for (int w = 0; w < wanted.length; w++) {
        quantiles[w][k] = restore(job, QuantileCurve.at(trained, learned, wanted[w]));
      }
    }
    try {
      return Forecast.builder(job.history.id(), job.history.index().next(job.horizon), mean)
          .point(median ? Forecast.Point.MEDIAN : Forecast.Point.MEAN)
          .quantiles(Quantiles.of(wanted, quantiles))
          .producer(Producer.of(name))
          .within(bounds)
          .build();
    } catch (FltsException e) {
      return new ForecastFailure(job.history.id(), e);
    }
  }

  private double restore(Job job, double z) {
    return shape.transform().inverse(job.frame.level.restore(z));
  }
}
