package io.flts.stat.prophet;

import io.flts.api.error.ModelFormatException;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.stat.safeguard.Safeguard;
import java.util.ArrayList;
import java.util.List;

/** The saved form of a {@link ProphetModel}. */
final class ProphetStorage {

  private ProphetStorage() {}

  static void write(ProphetModel model, ModelWriter out) {
    ProphetState state = model.state();
    out.text("series", model.seriesId())
        .text("growth", state.growth().name())
        .real("start", state.startSeconds())
        .real("span", state.spanSeconds())
        .real("shift", state.valueShift())
        .real("scale", state.valueScale())
        .reals("changepoints", state.changepoints())
        .reals("theta", state.theta())
        .real("sigma", state.sigma())
        .real("objective", state.objective())
        .integer("holidays-until", model.holidaysUntil())
        .integer("samples", model.samples());
    limit(out.section("cap"), model.cap());
    limit(out.section("floor"), model.floor());
    FeatureLayout layout = state.layout();
    ModelWriter seasonalities = out.section("seasonalities");
    int number = 0;
    for (Seasonality seasonality : layout.seasonalities) {
      String condition = seasonality.condition();
      seasonalities
          .section(Integer.toString(number++))
          .text("name", seasonality.name())
          .real("period", seasonality.periodDays())
          .integer("order", seasonality.order())
          .real("prior", seasonality.priorScale())
          .text("effect", seasonality.effect().name())
          .text("condition", condition == null ? "" : condition);
    }
    ModelWriter events = out.section("events");
    number = 0;
    for (Event event : layout.events) {
      double[] days = new double[event.days().length];
      for (int i = 0; i < days.length; i++) {
        days[i] = event.days()[i];
      }
      events
          .section(Integer.toString(number++))
          .text("name", event.name())
          .integer("offset", event.offset())
          .real("prior", event.priorScale())
          .text("effect", event.effect().name())
          .reals("days", days);
    }
    ModelWriter regressors = out.section("regressors");
    number = 0;
    for (Regressor regressor : layout.regressors) {
      regressors
          .section(Integer.toString(number++))
          .text("name", regressor.name())
          .real("prior", regressor.priorScale())
          .text("effect", regressor.effect().name())
          .real("mean", regressor.mean())
          .real("scale", regressor.scale());
    }
    model.guard().write(out.section("guard"));
  }

  private static void limit(ModelWriter out, ProphetOptions.Limit limit) {
    out.text("covariate", limit.covariate()).real("value", limit.value());
  }

  static ProphetModel read(ModelReader in) {
    List<Seasonality> seasonalities = new ArrayList<>();
    for (ModelReader one : children(in.section("seasonalities"))) {
      String condition = one.text("condition");
      seasonalities.add(
          new Seasonality(
              one.text("name"),
              one.real("period"),
              one.integer("order", 1, 1000),
              one.real("prior"),
              choice(Effect.class, one.text("effect")),
              condition.isEmpty() ? null : condition));
    }
    List<Event> events = new ArrayList<>();
    for (ModelReader one : children(in.section("events"))) {
      double[] stored = one.reals("days");
      long[] days = new long[stored.length];
      for (int i = 0; i < days.length; i++) {
        days[i] = (long) stored[i];
      }
      events.add(
          new Event(
              one.text("name"),
              one.integer("offset", -100_000, 100_000),
              one.real("prior"),
              choice(Effect.class, one.text("effect")),
              days));
    }
    List<Regressor> regressors = new ArrayList<>();
    for (ModelReader one : children(in.section("regressors"))) {
      regressors.add(
          new Regressor(
              one.text("name"),
              one.real("prior"),
              choice(Effect.class, one.text("effect")),
              one.real("mean"),
              one.real("scale")));
    }
    FeatureLayout layout = new FeatureLayout(seasonalities, events, regressors);
    double[] changepoints = in.reals("changepoints");
    ProphetState state =
        new ProphetState(
            choice(Growth.class, in.text("growth")),
            layout,
            in.real("start"),
            in.real("span"),
            in.real("shift"),
            in.real("scale"),
            changepoints,
            in.reals("theta", MapProblem.FIRST_CHANGE + changepoints.length + layout.columns()),
            in.real("sigma"),
            in.real("objective"));
    return new ProphetModel(
        in.text("series"),
        state,
        Safeguard.read(in.section("guard")),
        in.integer("holidays-until"),
        limit(in.section("cap")),
        limit(in.section("floor")),
        in.integer("samples", 1, 1_000_000));
  }

  private static ProphetOptions.Limit limit(ModelReader in) {
    return new ProphetOptions.Limit(in.text("covariate"), in.real("value"));
  }

  private static List<ModelReader> children(ModelReader in) {
    List<ModelReader> children = new ArrayList<>();
    for (String key : in.keys()) {
      children.add(in.section(key));
    }
    return children;
  }

  private static <E extends Enum<E>> E choice(Class<E> type, String name) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw new ModelFormatException(
        "A saved prophet-like model names '"
            + name
            + "', which this build does not know. Read it with"
            + " the version that wrote it.");
  }
}
