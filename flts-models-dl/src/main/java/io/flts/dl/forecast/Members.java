package io.flts.dl.forecast;

import io.flts.api.error.FltsException;
import io.flts.api.series.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The series of a training panel: those that can be learned from, and why the others cannot. */
final class Members {
  private final List<Member> all = new ArrayList<>();

  /**
   * One series.
   *
   * @param series as given
   * @param transformed its values after the transform; empty for a refused one
   * @param level its scale, or null for a refused one
   * @param failure why it was refused, or null
   */
  record Member(
      TimeSeries series,
      double[] transformed,
      Frame.@Nullable Level level,
      @Nullable FltsException failure) {}

  private Members() {}

  /** Throws the first refusal where every series is refused. */
  static Members of(List<TimeSeries> panel, Transform transform, int minimum, String name) {
    Members members = new Members();
    for (TimeSeries series : panel) {
      try {
        Frame.check(series, minimum, name);
        for (var covariate : panel.get(0).covariates()) {
          series.requireCovariate(covariate.name(), 0);
        }
        double[] transformed = transform.apply(series);
        Frame.Level level = Frame.learn(series, transformed);
        members.all.add(new Member(series, transformed, level, null));
      } catch (FltsException e) {
        members.all.add(new Member(series, new double[0], null, e));
      }
    }
    FltsException first = members.all.get(0).failure();
    if (first != null && members.all.stream().allMatch(m -> m.failure() != null)) {
      throw first;
    }
    return members;
  }

  List<Member> all() {
    return all;
  }

  List<TimeSeries> usable() {
    List<TimeSeries> usable = new ArrayList<>();
    for (Member member : all) {
      if (member.failure() == null) {
        usable.add(member.series());
      }
    }
    return usable;
  }

  List<Frame> frames(FeaturePlan plan) {
    List<Frame> frames = new ArrayList<>();
    for (Member member : all) {
      Frame.Level level = member.level();
      if (level != null) {
        frames.add(Frame.whole(member.series(), member.transformed(), level, plan));
      }
    }
    return frames;
  }
}
