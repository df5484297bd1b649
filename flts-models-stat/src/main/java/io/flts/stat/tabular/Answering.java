package io.flts.stat.tabular;

import io.flts.api.error.FltsException;
import io.flts.api.forecast.Bounds;
import io.flts.api.forecast.Component;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastFailure;
import io.flts.api.forecast.ForecastOutcome;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Producer;
import io.flts.api.forecast.Quantiles;
import io.flts.api.series.TimeSeries;
import io.flts.stat.safeguard.ForecastBound;
import io.flts.stat.safeguard.Safeguard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Answers one request. Confined to one thread. */
final class Answering {
  private final String name;
  private final FeaturePlan plan;
  private final RowModel model;
  private final StepAnswers steps;
  private final Errors errors;
  private final RowLearner learner;
  private final Bounds bounds;
  private final ForecastRequest request;

  Answering(
      String name,
      FeaturePlan plan,
      RowModel model,
      StepAnswers steps,
      Errors errors,
      RowLearner learner,
      Bounds bounds,
      ForecastRequest request) {
    this.name = name;
    this.plan = plan;
    this.model = model;
    this.steps = steps;
    this.errors = errors;
    this.learner = learner;
    this.bounds = bounds;
    this.request = request;
  }

  /** One series on its way. */
  private record Job(TimeSeries history, Level level, Frame frame) {}

  List<ForecastOutcome> answer(List<FittedTabular.Known> asked) {
    List<ForecastOutcome> outcomes = new ArrayList<>();
    for (FittedTabular.Known one : asked) {
      outcomes.add(answer(one));
    }
    return outcomes;
  }

  private ForecastOutcome answer(FittedTabular.Known one) {
    try {
      Job job = job(one);
      int horizon = horizon(job);
      float[] answers =
          steps.answer(List.of(job.frame), horizon, (frame, step, rows, at, anchor) -> {})[0];
      return outcome(job, horizon, answers);
    } catch (FltsException e) {
      return new ForecastFailure(one.id(), e);
    }
  }

  private Job job(FittedTabular.Known one) {
    TimeSeries tail = one.tail();
    Level level = one.level();
    if (tail == null || level == null) {
      throw one.cause();
    }
    request.deadline().check("Forecast of series '" + one.id() + "'");
    TimeSeries history = request.future().extend(tail);
    int horizon = request.horizon().stepsAfter(history.index());
    return new Job(history, level, Frame.continued(history, level, plan, horizon));
  }

  private static int horizon(Job job) {
    return job.frame.z.length - job.history.length();
  }

  private ForecastOutcome outcome(Job job, int horizon, float[] answers) {
    int outputs = model.outputs();
    double[] mean = new double[horizon];
    double[] wanted = request.levels().probabilities();
    double[] learned = learner.probabilities();
    double[][] quantiles = new double[wanted.length][horizon];
    double[] column = new double[learned.length];
    ForecastBound bound = ForecastBound.of(job.history.toArray());
    for (int s = 0; s < horizon; s++) {
      double point = answers[s * outputs + steps.point()];
      mean[s] = bound.clamp(job.level.restore(point), s + 1);
      for (int k = 0; k < column.length; k++) {
        column[k] = answers[s * outputs + k];
      }
      Arrays.sort(column);
      for (int w = 0; w < wanted.length; w++) {
        double z =
            learned.length > 1
                ? point + (curve(learned, column, wanted[w]) - point) * growth(s)
                : point + errors.quantile(s, wanted[w]);
        quantiles[w][s] = bound.clamp(job.level.restore(z), s + 1);
      }
    }
    return Forecast.builder(job.history.id(), job.history.index().next(horizon), mean)
        .point(learner.median() ? Forecast.Point.MEDIAN : Forecast.Point.MEAN)
        .quantiles(Quantiles.of(wanted, quantiles))
        .paths(paths(job, answers, horizon, bound))
        .producer(Producer.of(name))
        .within(bounds)
        .build();
  }

  private double growth(int step) {
    return Math.sqrt(1.0 + step / steps.block());
  }

  /**
   * A quantile from learned ones: linear on the scale of the normal distribution, and on along the
   * outermost pieces.
   */
  private static double curve(double[] probabilities, double[] values, double wanted) {
    int i = 0;
    while (i < probabilities.length - 2 && wanted > probabilities[i + 1]) {
      i++;
    }
    double from = Safeguard.normalQuantile(probabilities[i]);
    double to = Safeguard.normalQuantile(probabilities[i + 1]);
    double share = (Safeguard.normalQuantile(wanted) - from) / (to - from);
    return values[i] + share * (values[i + 1] - values[i]);
  }

  private double[][] paths(Job job, float[] answers, int horizon, ForecastBound bound) {
    double[][] paths = new double[request.paths()][horizon];
    // seeded by series, so that its paths do not depend on the others
    SplittableRandom random =
        new SplittableRandom(request.seed() ^ ((long) job.history.id().hashCode() << 32));
    int count = Math.max(1, errors.count());
    for (double[] path : paths) {
      int which = random.nextInt(count);
      int shift = 1 + random.nextInt(count);
      for (int s = 0; s < horizon; s++) {
        double z = answers[s * model.outputs() + steps.point()] + errors.error(s, which, shift);
        path[s] = bound.clamp(job.level.restore(z), s + 1);
      }
    }
    return paths;
  }

  /** Components by series: a base and one per group of features, adding up to the forecast. */
  Map<String, List<Component>> explain(List<FittedTabular.Known> asked) {
    Map<String, List<Component>> all = new LinkedHashMap<>();
    for (FittedTabular.Known one : asked) {
      if (answer(one) instanceof Forecast forecast) {
        all.put(one.id(), components(job(one), forecast));
      }
    }
    return all;
  }

  private List<Component> components(Job job, Forecast forecast) {
    List<FeaturePlan.Feature> features = plan.features();
    int horizon = horizon(job);
    Map<String, double[]> groups = new LinkedHashMap<>();
    features.forEach(feature -> groups.computeIfAbsent(feature.group(), g -> new double[horizon]));
    double[] base = forecast.mean();
    steps.answer(
        List.of(job.frame),
        horizon,
        (frame, step, rows, at, anchor) -> {
          float[] row = Arrays.copyOfRange(rows, at, at + features.size());
          double[] parts = model.contributions(row, steps.point());
          double factor = job.level.spread() * slope(parts);
          for (int f = 0; f < features.size(); f++) {
            groups.get(features.get(f).group())[step] += factor * parts[f];
            base[step] -= factor * parts[f];
          }
        });
    List<Component> components = new ArrayList<>();
    components.add(Component.of("base", Component.Role.ADDITIVE, forecast.index(), base));
    groups.forEach(
        (group, values) ->
            components.add(Component.of(group, Component.Role.ADDITIVE, forecast.index(), values)));
    return components;
  }

  /**
   * Change of the prediction per change of the margin between the base and the row: 1 without a
   * link; else parts of the margin are shares of what the prediction moved.
   */
  private double slope(double[] parts) {
    double base = parts[parts.length - 1];
    double moved = 0;
    for (int f = 0; f < parts.length - 1; f++) {
      moved += parts[f];
    }
    double from = model.ofMargin(base);
    return Math.abs(moved) < 1e-12
        ? from == base ? 1 : 0
        : (model.ofMargin(base + moved) - from) / moved;
  }
}
