package io.flts.stat.ets;

/**
 * Level, information potential and their seasonal counterparts, and the step from one observation
 * to the next:
 *
 * <pre>
 *   ŷ    = l + s                                   (without the parts a form does not have)
 *   l'   = l − (1 − a₁)·c + (a₀ − a₁)·e
 *   c'   = l + (1 − a₀)·c + (a₀ + a₁)·e
 *   s'   = s + b·e                                  (partial, one lag earlier)
 *   s', d' as l', c' with b₀, b₁ at the seasonal lag (full)</pre>
 *
 * In the simple form l and c themselves are those of one season before. Confined to one thread;
 * read-only by convention once inside a model.
 */
final class CesState {

  /** Levels and potentials: one pair, or one per phase in the simple form. */
  final double[] level;

  final double[] potential;

  /** Seasonal parts per phase; empty where the form has none. */
  final double[] season;

  final double[] seasonPotential;
  int phase;

  CesState(double[] level, double[] potential, double[] season, double[] seasonPotential) {
    this.level = level;
    this.potential = potential;
    this.season = season;
    this.seasonPotential = seasonPotential;
  }

  static CesState zero(CesShape shape, int m) {
    int pairs = shape == CesShape.SIMPLE ? m : 1;
    int seasons = shape == CesShape.PARTIAL || shape == CesShape.FULL ? m : 0;
    return new CesState(
        new double[pairs],
        new double[pairs],
        new double[seasons],
        new double[shape == CesShape.FULL ? m : 0]);
  }

  CesState copy() {
    CesState copy =
        new CesState(level.clone(), potential.clone(), season.clone(), seasonPotential.clone());
    copy.phase = phase;
    return copy;
  }

  void set(CesState other) {
    System.arraycopy(other.level, 0, level, 0, level.length);
    System.arraycopy(other.potential, 0, potential, 0, potential.length);
    System.arraycopy(other.season, 0, season, 0, season.length);
    System.arraycopy(other.seasonPotential, 0, seasonPotential, 0, seasonPotential.length);
    phase = other.phase;
  }

  double expect() {
    double l = level.length == 1 ? level[0] : level[phase];
    return season.length == 0 ? l : l + season[phase];
  }

  /** Moves on by an error; 0 for a missing observation. */
  void advance(double[] p, double error, int m) {
    int at = level.length == 1 ? 0 : phase;
    double l = level[at];
    double c = potential[at];
    level[at] = l - (1 - p[1]) * c + (p[0] - p[1]) * error;
    potential[at] = l + (1 - p[0]) * c + (p[0] + p[1]) * error;
    if (seasonPotential.length > 0) {
      double s = season[phase];
      double d = seasonPotential[phase];
      season[phase] = s - (1 - p[3]) * d + (p[2] - p[3]) * error;
      seasonPotential[phase] = s + (1 - p[2]) * d + (p[2] + p[3]) * error;
    } else if (season.length > 0) {
      season[phase] += p[2] * error;
    }
    phase = phase + 1 >= m ? 0 : phase + 1;
  }
}
