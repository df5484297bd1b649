package io.flts.stat.tabular;

import io.flts.api.error.InsufficientDataException;
import io.flts.api.forecast.FitRequest;
import io.flts.api.series.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One fit: learns on the early part of every series, decides on the late part, measures whole error
 * paths there, and learns again from everything.
 *
 * <p>Confined to one thread.
 */
final class Learning {
  /** Error paths measured at most. */
  private static final int MOST_PATHS = 400;

  private static final int ANCHOR_SAMPLE = 4000;

  private final RowLearner learner;
  private final FitRequest request;
  private final List<TimeSeries> panel;
  private final int horizon;
  private final int block;
  private final int mostRows;
  private final double share;
  private FeaturePlan plan;

  /**
   * A fit.
   *
   * @param horizon steps that will be asked for
   * @param block steps that the model answers from one origin
   */
  Learning(
      RowLearner learner,
      FitRequest request,
      List<TimeSeries> panel,
      FeaturePlan plan,
      int horizon,
      int block,
      int mostRows,
      double share) {
    this.learner = learner;
    this.request = request;
    this.panel = panel;
    this.plan = plan;
    this.horizon = horizon;
    this.block = block;
    this.mostRows = mostRows;
    this.share = share;
  }

  /** What a fit found. */
  record Result(FeaturePlan plan, RowModel model, Errors errors, int effort, int rows) {}

  Result run(String anchor, boolean refit) {
    int[] splits = new int[panel.size()];
    boolean some = false;
    for (int i = 0; i < splits.length; i++) {
      splits[i] = split(panel.get(i).length());
      some |= splits[i] < panel.get(i).length();
    }
    List<Frame> early = frames(splits);
    plan = plan.withAnchor(anchor(anchor, early, splits));
    RowSample sample = sample(early, starts(splits), splits);
    requireRows(sample.count());
    RowWriter writer = new RowWriter(plan);
    Rows rows = sample.rows(early, writer);
    int[] ends = ends();
    RowSample heldSample = some ? sample(early, splits, ends) : null;
    Rows held =
        heldSample == null || heldSample.count() == 0 ? null : heldSample.rows(early, writer);
    RowLearner.Learned first = learner.learn(task(rows, held, 0));
    Errors errors = errors(first.model(), early, some ? splits : starts(splits));
    if (held == null || !refit || request.deadline().isPast()) {
      return new Result(plan, first.model(), errors, first.effort(), rows.count());
    }
    List<Frame> all = frames(ends);
    Rows full = sample(all, starts(ends), ends).rows(all, writer);
    RowLearner.Learned last = learner.learn(task(full, null, first.effort()));
    return new Result(plan, last.model(), errors, first.effort(), full.count());
  }

  private RowLearner.Task task(
      Rows rows, @org.jspecify.annotations.Nullable Rows held, int effort) {
    return new RowLearner.Task(
        plan.names(), rows, held, effort, request.seed(), request.deadline(), request.progress());
  }

  /** Where the late part of a series begins; its length where it is too short to have one. */
  private int split(int length) {
    int late = Math.max(horizon, (int) (length * share));
    return share > 0 && late >= 2 && length - late >= Math.max(20, 2 * late)
        ? length - late
        : length;
  }

  private int[] ends() {
    return panel.stream().mapToInt(TimeSeries::length).toArray();
  }

  /**
   * Targets begin where a row has its lags and one cycle of the shortest season behind it, or after
   * a quarter of the data. Longer seasons may be missing in the first rows: rows are dearer.
   */
  private int[] starts(int[] ends) {
    int[] seasons = plan.seasons();
    int lags = Arrays.stream(plan.lags()).max().orElse(1);
    int wished = Math.max(lags, seasons.length == 0 ? 1 : seasons[0]);
    return Arrays.stream(ends).map(end -> Math.max(1, Math.min(wished, end / 4))).toArray();
  }

  /** Frames of the whole series, scaled by their first part. */
  private List<Frame> frames(int[] ends) {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < ends.length; i++) {
      frames.add(Frame.whole(panel.get(i), level(learner, panel.get(i), ends[i]), plan));
    }
    return frames;
  }

  static Level level(RowLearner learner, TimeSeries series, int end) {
    if (learner.probability()) {
      return Level.yesOrNo(series, end);
    }
    return learner.positive() ? Level.positive(series, end) : Level.standard(series, end);
  }

  private RowSample sample(List<Frame> frames, int[] from, int[] to) {
    return RowSample.of(frames, from, to, block, mostRows, request.seed());
  }

  private void requireRows(int count) {
    if (count < 2) {
      TimeSeries first = panel.get(0);
      throw new InsufficientDataException(
          "Series '"
              + first.id()
              + "' (and "
              + (panel.size() - 1)
              + " more) have only "
              + count
              + " observed values with an observed one before; at least 2 are needed. Supply more"
              + " history.");
    }
  }

  private int anchor(String wished, List<Frame> frames, int[] splits) {
    int season = plan.seasons().length == 0 ? 0 : plan.seasons()[plan.seasons().length - 1];
    if (learner.positive() || learner.probability() || wished.equals("level")) {
      return 0;
    }
    if (wished.equals("last")) {
      return FeaturePlan.LAST_VALUE;
    }
    if (wished.equals("season")) {
      return season == 0 ? FeaturePlan.LAST_VALUE : season;
    }
    RowSample sample =
        RowSample.of(frames, starts(splits), splits, block, ANCHOR_SAMPLE, request.seed());
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    List<Integer> candidates = new ArrayList<>(List.of(0, FeaturePlan.LAST_VALUE));
    Arrays.stream(plan.seasons()).forEach(candidates::add);
    for (int candidate : candidates) {
      double spread = sample.spread(frames, new RowWriter(plan.withAnchor(candidate)));
      if (spread < least) {
        least = spread;
        best = candidate;
      }
    }
    return best;
  }

  private Errors errors(RowModel model, List<Frame> frames, int[] from) {
    long possible = 0;
    for (int i = 0; i < frames.size(); i++) {
      possible += Math.max(0, frames.get(i).known - horizon - from[i] + 1);
    }
    long stride = Math.max(1, (possible + MOST_PATHS - 1) / MOST_PATHS);
    List<float[]> paths = new ArrayList<>();
    long counter = 0;
    for (int i = 0; i < frames.size() && !request.deadline().isPast(); i++) {
      List<Frame> origins = new ArrayList<>();
      List<Integer> places = new ArrayList<>();
      TimeSeries series = panel.get(i);
      for (int origin = from[i]; origin + horizon <= series.length(); origin++) {
        if (counter++ % stride == 0) {
          int start = Math.max(0, origin - plan.reach());
          TimeSeries history = series.slice(start, origin);
          origins.add(Frame.continued(history, frames.get(i).level, plan, horizon));
          places.add(origin);
        }
      }
      float[][] answers =
          answers(model).answer(origins, horizon, (frame, step, rows, at, anchor) -> {});
      for (int k = 0; k < answers.length; k++) {
        path(frames.get(i), places.get(k), answers[k], model.outputs(), paths);
      }
    }
    float[] all = new float[paths.size() * horizon];
    for (int p = 0; p < paths.size(); p++) {
      System.arraycopy(paths.get(p), 0, all, p * horizon, horizon);
    }
    return new Errors(horizon, all);
  }

  private StepAnswers answers(RowModel model) {
    return new StepAnswers(plan, model, block, point(learner), learner.positive());
  }

  static int point(RowLearner learner) {
    double[] probabilities = learner.probabilities();
    for (int k = 0; k < probabilities.length; k++) {
      if (probabilities[k] == 0.5) {
        return k;
      }
    }
    return 0;
  }

  /** Adds one path of errors; a step whose truth is missing repeats the error before. */
  private void path(Frame truth, int origin, float[] answers, int outputs, List<float[]> paths) {
    float[] path = new float[horizon];
    float before = 0;
    boolean any = false;
    for (int s = 0; s < horizon; s++) {
      float error = truth.z[origin + s] - answers[s * outputs + point(learner)];
      if (error == error) {
        before = error;
        any = true;
      }
      path[s] = before;
    }
    if (any) {
      paths.add(path);
    }
  }
}
