package io.flts.stat.ets;

import io.flts.stat.ets.EtsShape.Term;

/**
 * Level, slope and seasonal factors between two observations, and the step from one to the next.
 *
 * <p>The only mutable thing of the package that outlives a loop; confined to one thread. {@code
 * season[phase]} belongs to the coming observation.
 */
final class EtsState {

  final double[] season;
  double level;
  double slope;
  int phase;

  EtsState(double level, double slope, double[] season, int phase) {
    this.level = level;
    this.slope = slope;
    this.season = season.clone();
    this.phase = phase;
  }

  EtsState copy() {
    return new EtsState(level, slope, season, phase);
  }

  /** Level and trend combined, before the season: what the deseasonalised series should be next. */
  double base(EtsShape shape, double phi) {
    return switch (shape.trend()) {
      case NONE -> level;
      case ADDITIVE -> level + phi * slope;
      case MULTIPLICATIVE -> level * Math.pow(slope, phi);
    };
  }

  /** The one-step forecast. */
  double expect(EtsShape shape, double phi) {
    double base = base(shape, phi);
    return switch (shape.season()) {
      case NONE -> base;
      case ADDITIVE -> base + season[phase];
      case MULTIPLICATIVE -> base * season[phase];
    };
  }

  /**
   * Takes one observation in; NaN moves the state on as its own forecast would.
   *
   * @return the one-step error y − ŷ, NaN for a missing observation
   */
  double advance(EtsShape shape, EtsParameters p, double y) {
    double base = base(shape, p.phi());
    double expected = expect(shape, p.phi());
    double error = y - expected;
    boolean missing = Double.isNaN(y);
    double used = missing ? 0 : error;
    boolean byFactor = shape.season() == Term.MULTIPLICATIVE;
    double pull = byFactor ? used / season[phase] : used;
    double previous = level;
    level = base + p.alpha() * pull;
    if (shape.trend() == Term.ADDITIVE) {
      slope = p.phi() * slope + p.beta() * pull;
    } else if (shape.trend() == Term.MULTIPLICATIVE) {
      slope = Math.pow(slope, p.phi()) + p.beta() * pull / previous;
    }
    if (shape.seasonal()) {
      season[phase] += p.gamma() * (byFactor ? used / base : used);
      phase = phase + 1 == season.length ? 0 : phase + 1;
    }
    return error;
  }
}
