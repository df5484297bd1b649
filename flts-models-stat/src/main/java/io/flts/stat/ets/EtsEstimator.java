package io.flts.stat.ets;

import static io.flts.stat.ets.EtsParameters.HIGHEST_ALPHA;
import static io.flts.stat.ets.EtsParameters.LOWEST;

import io.flts.stat.optimize.BoundedGaussNewton;
import org.jspecify.annotations.Nullable;

/**
 * Maximum-likelihood estimation of one ETS model at a time over one series.
 *
 * <p>Smoothing parameters and initial states are estimated together by {@link BoundedGaussNewton}
 * from slow states. A seasonal model is searched once more from a level that hardly moves within a
 * season: its likelihood often has one optimum where the level follows the series and another where
 * the season does. Where the first search of a trend ends with a level as fast and a slope as slow
 * as they may be, it is searched once more from fast ones. Searching further for the highest of all
 * optima was found to forecast worse on held-out ends of training series: the ones far from slow
 * states tend to overfit. Buffers are shared by all models of the series; confined to one thread.
 */
final class EtsEstimator {

  private static final int ITERATIONS = 60;
  private static final double TOLERANCE = 1e-4;
  private static final double SLOW_LEVEL = 0.15;
  private static final double SLOW_SLOPE = 0.1;
  private static final double SEASON_LEVEL = 0.2;
  private static final double FAST_LEVEL = 0.7;
  private static final double FAST_SLOPE = 0.6;

  private final double[] y;
  private final EtsObjective objective;
  private final BoundedGaussNewton search;
  private final double[] lower;
  private final double[] upper;
  private final double[] point;
  private final double[] best;

  EtsEstimator(double[] y, int maxPeriod) {
    this.y = y;
    objective = new EtsObjective(y, maxPeriod);
    int p = 6 + maxPeriod;
    search = new BoundedGaussNewton(p);
    lower = new double[p];
    upper = new double[p];
    point = new double[p];
    best = new double[p];
  }

  /** The most likely parameters found, or null if no start was feasible. */
  @Nullable EtsFit fit(EtsShape shape) {
    objective.use(shape);
    objective.box(lower, upper);
    EtsState start = InitialStates.of(y, shape);
    double reached = search(startAt(SLOW_LEVEL, SLOW_SLOPE, shape), start);
    System.arraycopy(point, 0, best, 0, objective.size());
    boolean pinned = shape.trended() && (reached == Double.POSITIVE_INFINITY || pinned());
    if (shape.seasonal()) {
      double level = SEASON_LEVEL / shape.period();
      reached = better(search(startAt(level, SLOW_SLOPE, shape), start), reached);
    }
    if (pinned) {
      reached = better(search(startAt(FAST_LEVEL, FAST_SLOPE, shape), start), reached);
    }
    if (reached == Double.POSITIVE_INFINITY) {
      return null;
    }
    return result(shape, best, reached);
  }

  /** Keeps the point just found if it is the more likely one; returns the lesser criterion. */
  private double better(double found, double reached) {
    if (!(found < reached)) {
      return reached;
    }
    System.arraycopy(point, 0, best, 0, objective.size());
    return found;
  }

  private double search(EtsParameters from, EtsState start) {
    objective.pack(from, start, point);
    return search.minimize(objective, point, lower, upper, objective.size(), ITERATIONS, TOLERANCE);
  }

  /** A level as fast as it may be with a slope as slow as it may be: often not the best optimum. */
  private boolean pinned() {
    EtsParameters p = objective.parametersAt(point);
    return p.alpha() >= HIGHEST_ALPHA && p.beta() <= LOWEST;
  }

  private EtsFit result(EtsShape shape, double[] at, double criterion) {
    EtsFit run = EtsFit.run(shape, objective.parametersAt(at), objective.stateAt(at), y);
    if (shape.positiveOnly() && !staysPositive(run)) {
      return null;
    }
    return new EtsFit(
        shape, run.parameters(), run.start(), run.end(), criterion, run.errorSum(), run.count());
  }

  /**
   * Whether the expected values of the coming period are positive, as relative errors presuppose.
   * An additive season or trend can carry a series that has shrunk towards zero below it: such a
   * model contradicts itself, however likely it makes the past.
   */
  private static boolean staysPositive(EtsFit fit) {
    EtsState state = fit.end().copy();
    for (int i = 0; i < fit.shape().period(); i++) {
      if (!(state.expect(fit.shape(), fit.parameters().phi()) > 0)) {
        return false;
      }
      state.advance(fit.shape(), fit.parameters(), Double.NaN);
    }
    return true;
  }

  private static EtsParameters startAt(double level, double slope, EtsShape shape) {
    double beta = shape.trended() ? LOWEST + slope * (level - LOWEST) : 0;
    double gamma = shape.seasonal() ? LOWEST + 0.05 * (1 - level - LOWEST) : 0;
    return new EtsParameters(level, beta, gamma, shape.damped() ? 0.95 : 1);
  }
}
