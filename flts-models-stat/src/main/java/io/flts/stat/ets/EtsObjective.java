package io.flts.stat.ets;

import static io.flts.stat.ets.EtsParameters.LOWEST;

import io.flts.stat.ets.EtsShape.Term;
import io.flts.stat.optimize.SumOfSquares;
import java.util.Arrays;

/**
 * Minus twice the concentrated log-likelihood of an ETS model over one series, with exact
 * derivatives.
 *
 * <p>With ε the one-step errors (relative ones for multiplicative error) the criterion is
 *
 * <pre>  n·log Σ ε² + 2·Σ log ŷ   (the second sum for multiplicative error only)</pre>
 *
 * over the n observed values: the convention of Hyndman et al. (2008, ch. 5) and R. It equals n·log
 * of a sum of squares of G·ε, G the geometric mean of ŷ, so Gauss-Newton applies to every model.
 * The derivatives of the states are carried along the recursion (forward mode). Cost O(n·p) per
 * linearisation plus O(n·p²/2) for the Gram matrix, O(n) per plain value; no allocation in either.
 *
 * <p>Search coordinates, in this order where the model has them: α; the place of β in [1e-4, α];
 * the place of γ in [1e-4, 1 − α]; φ; level; slope; the first m − 1 seasonal states, the last one
 * following from their sum (0) or mean (1). Confined to one thread.
 */
final class EtsObjective implements SumOfSquares {

  private final double[] y;
  private final double floor;
  private EtsShape shape = new EtsShape(Term.ADDITIVE, Term.NONE, false, Term.NONE, 1);
  private int size;
  private int betaAt;
  private int gammaAt;
  private int phiAt;
  private int levelAt;
  private int slopeAt;
  private int seasonAt;

  private double alpha;
  private double beta;
  private double gamma;
  private double phi;

  private final double[] season;
  private final double[] dLevel;
  private final double[] dSlope;
  private final double[] dSeason;
  private final double[] row;
  private final double[] logs;
  private final double[] zero;
  private final Admissibility admissibility;

  /**
   * Buffers for one series.
   *
   * @param y observations, NaN = missing
   * @param maxPeriod longest season that will be asked for
   */
  EtsObjective(double[] y, int maxPeriod) {
    this.y = y;
    int p = 6 + maxPeriod;
    season = new double[maxPeriod];
    dLevel = new double[p];
    dSlope = new double[p];
    dSeason = new double[p * maxPeriod];
    row = new double[p];
    logs = new double[p];
    zero = new double[p];
    admissibility = new Admissibility(maxPeriod);
    double sum = 0;
    int n = 0;
    for (double v : y) {
      if (!Double.isNaN(v)) {
        sum += v * v;
        n++;
      }
    }
    // Errors below 1e-10 of the size of the data are rounding: without a floor an exactly
    // predictable series would have infinite likelihood under every model.
    floor = n == 0 ? 0 : 1e-20 * (sum / n) * n;
  }

  /** Chooses the model that the next calls evaluate. */
  void use(EtsShape next) {
    shape = next;
    int k = 1;
    betaAt = next.trended() ? k++ : -1;
    gammaAt = next.seasonal() ? k++ : -1;
    phiAt = next.damped() ? k++ : -1;
    levelAt = k++;
    slopeAt = next.trended() ? k++ : -1;
    seasonAt = next.seasonal() ? k : -1;
    size = next.parameters();
  }

  int size() {
    return size;
  }

  /** Fills the box of the search. */
  void box(double[] lower, double[] upper) {
    Arrays.fill(lower, 0, size, Double.NEGATIVE_INFINITY);
    Arrays.fill(upper, 0, size, Double.POSITIVE_INFINITY);
    lower[0] = LOWEST;
    upper[0] = EtsParameters.HIGHEST_ALPHA;
    for (int at : new int[] {betaAt, gammaAt}) {
      if (at >= 0) {
        lower[at] = 0;
        upper[at] = 1;
      }
    }
    if (phiAt >= 0) {
      lower[phiAt] = EtsParameters.LOWEST_PHI;
      upper[phiAt] = EtsParameters.HIGHEST_PHI;
    }
  }

  /** Writes smoothing parameters and an initial state as search coordinates. */
  void pack(EtsParameters p, EtsState start, double[] point) {
    point[0] = p.alpha();
    if (betaAt >= 0) {
      point[betaAt] = place(p.beta(), p.alpha());
      point[slopeAt] = start.slope;
    }
    if (gammaAt >= 0) {
      point[gammaAt] = place(p.gamma(), 1 - p.alpha());
      System.arraycopy(start.season, 0, point, seasonAt, shape.period() - 1);
    }
    if (phiAt >= 0) {
      point[phiAt] = p.phi();
    }
    point[levelAt] = start.level;
  }

  private static double place(double value, double top) {
    return top <= LOWEST ? 0 : Math.min(1, Math.max(0, (value - LOWEST) / (top - LOWEST)));
  }

  private void unpack(double[] point) {
    alpha = point[0];
    beta = betaAt < 0 ? 0 : LOWEST + point[betaAt] * (alpha - LOWEST);
    gamma = gammaAt < 0 ? 0 : LOWEST + point[gammaAt] * (1 - alpha - LOWEST);
    phi = phiAt < 0 ? 1 : point[phiAt];
    if (seasonAt >= 0) {
      int m = shape.period();
      double last = shape.season() == Term.ADDITIVE ? 0 : m;
      for (int j = 0; j < m - 1; j++) {
        season[j] = point[seasonAt + j];
        last -= season[j];
      }
      season[m - 1] = last;
    }
  }

  EtsParameters parametersAt(double[] point) {
    unpack(point);
    return new EtsParameters(alpha, beta, gamma, phi);
  }

  EtsState stateAt(double[] point) {
    unpack(point);
    double slope = slopeAt < 0 ? 0 : point[slopeAt];
    return new EtsState(
        point[levelAt], slope, Arrays.copyOf(season, shape.seasonal() ? shape.period() : 0), 0);
  }

  private boolean feasible() {
    if (shape.seasonal() && !admissibility.holds(alpha, beta, gamma, phi, shape.period())) {
      return false;
    }
    if (shape.season() == Term.MULTIPLICATIVE) {
      for (int j = 0; j < shape.period(); j++) {
        if (!(season[j] > 0)) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public double value(double[] point) {
    unpack(point);
    if (!feasible()) {
      return Double.POSITIVE_INFINITY;
    }
    double level = point[levelAt];
    double slope = slopeAt < 0 ? 0 : point[slopeAt];
    int m = shape.seasonal() ? shape.period() : 0;
    boolean byFactor = shape.season() == Term.MULTIPLICATIVE;
    boolean relative = shape.error() == Term.MULTIPLICATIVE;
    boolean power = shape.trend() == Term.MULTIPLICATIVE;
    double sum = 0;
    double logSum = 0;
    double product = 1;
    int n = 0;
    int phase = 0;
    for (double observed : y) {
      double grown = power ? Math.pow(slope, phi) : phi * slope;
      double base = power ? level * grown : level + grown;
      double s = m == 0 ? 0 : season[phase];
      double expected = byFactor ? base * s : base + s;
      if ((byFactor && !(base > 0 && s > 0))
          || (relative && !(expected > 0))
          || (power && !(grown > 0 && level > 0))) {
        return Double.POSITIVE_INFINITY;
      }
      double error = 0;
      if (observed == observed) {
        error = observed - expected;
        double scaled = relative ? error / expected : error;
        sum += scaled * scaled;
        if (relative) {
          // Logarithms of products: one log per run of observations instead of one per each.
          product *= expected;
          if (product > 1e200 || product < 1e-200) {
            logSum += Math.log(product);
            product = 1;
          }
        }
        n++;
      }
      double pull = byFactor ? error / s : error;
      slope = power ? grown + beta * pull / level : grown + beta * pull;
      level = base + alpha * pull;
      if (m != 0) {
        season[phase] = s + gamma * (byFactor ? error / base : error);
        phase = phase + 1 == m ? 0 : phase + 1;
      }
    }
    return criterion(sum, logSum + Math.log(product), n, relative);
  }

  private double criterion(double sum, double logSum, int n, boolean relative) {
    double least = relative ? 1e-20 * n : floor;
    double value = n * Math.log(Math.max(sum, least)) + (relative ? 2 * logSum : 0);
    return value == value ? value : Double.POSITIVE_INFINITY;
  }

  @Override
  public double linearize(double[] point, double[] gram, double[] gradient) {
    unpack(point);
    final int p = size;
    final int m = shape.seasonal() ? shape.period() : 0;
    startDerivatives(p, m);
    double level = point[levelAt];
    double slope = slopeAt < 0 ? 0 : point[slopeAt];
    boolean byFactor = shape.season() == Term.MULTIPLICATIVE;
    boolean relative = shape.error() == Term.MULTIPLICATIVE;
    boolean power = shape.trend() == Term.MULTIPLICATIVE;
    Arrays.fill(gram, 0, p * p, 0);
    Arrays.fill(gradient, 0, p, 0);
    Arrays.fill(logs, 0, p, 0);
    double sum = 0;
    double logSum = 0;
    int n = 0;
    int phase = 0;
    for (double observed : y) {
      double grown = power ? Math.pow(slope, phi) : phi * slope;
      double base = power ? level * grown : level + grown;
      double s = m == 0 ? 0 : season[phase];
      double expected = byFactor ? base * s : base + s;
      boolean seen = observed == observed;
      double error = seen ? observed - expected : 0;
      double gain = seen ? 1 : 0;

      // d base = baseByLevel·dl + baseBySlope·db (+ baseByPhi for φ); likewise below.
      double baseByLevel = power ? grown : 1;
      double growthBySlope = power ? phi * grown / slope : phi;
      double growthByPhi = power ? grown * Math.log(slope) : slope;
      double baseBySlope = power ? level * growthBySlope : growthBySlope;
      double baseByPhi = power ? level * growthByPhi : growthByPhi;
      double expectedByBase = byFactor ? s : 1;
      double expectedBySeason = byFactor ? base : (m == 0 ? 0 : 1);
      double pull = byFactor ? error / s : error;
      double pullByError = byFactor ? gain / s : gain;
      double pullBySeason = byFactor ? -error / (s * s) : 0;
      double slopeByPull = power ? beta / level : beta;
      double slopeByLevel = power ? -beta * pull / (level * level) : 0;
      double seasonPull = byFactor ? error / base : error;
      double seasonByError = gamma * (byFactor ? gain / base : gain);
      double seasonByBase = byFactor ? -gamma * error / (base * base) : 0;

      int offset = phase * p;
      double[] ds = m == 0 ? zero : dSeason;
      for (int k = 0; k < p; k++) {
        double dl = dLevel[k];
        double db = dSlope[k];
        double dsk = ds[offset + k];
        double dBase = baseByLevel * dl + baseBySlope * db;
        double dExpected = expectedByBase * dBase + expectedBySeason * dsk;
        double dPull = pullBySeason * dsk - pullByError * dExpected;
        row[k] = dExpected;
        dLevel[k] = dBase + alpha * dPull;
        dSlope[k] = growthBySlope * db + slopeByPull * dPull + slopeByLevel * dl;
        ds[offset + k] = dsk - seasonByError * dExpected + seasonByBase * dBase;
      }
      if (phiAt >= 0) {
        double dExpected = expectedByBase * baseByPhi;
        double dPull = -pullByError * dExpected;
        row[phiAt] += dExpected;
        dLevel[phiAt] += baseByPhi + alpha * dPull;
        dSlope[phiAt] += growthByPhi + slopeByPull * dPull;
        ds[offset + phiAt] += -seasonByError * dExpected + seasonByBase * baseByPhi;
      }
      dLevel[0] += pull;
      if (betaAt >= 0) {
        dSlope[betaAt] += power ? pull / level : pull;
      }
      if (m != 0) {
        dSeason[offset + gammaAt] += seasonPull;
        season[phase] = s + gamma * seasonPull;
        phase = phase + 1 == m ? 0 : phase + 1;
      } else {
        Arrays.fill(zero, 0, p, 0);
      }
      slope = grown + slopeByPull * pull;
      level = base + alpha * pull;
      if (seen) {
        n++;
        double residual = relative ? error / expected : error;
        double weight = relative ? -observed / (expected * expected) : -1;
        sum += residual * residual;
        if (relative) {
          logSum += Math.log(expected);
          double inverse = 1 / expected;
          for (int k = 0; k < p; k++) {
            logs[k] += row[k] * inverse;
          }
        }
        for (int k = 0; k < p; k++) {
          row[k] *= weight;
        }
        for (int i = 0; i < p; i++) {
          double ri = row[i];
          gradient[i] += ri * residual;
          int at = i * p;
          for (int k = 0; k <= i; k++) {
            gram[at + k] += ri * row[k];
          }
        }
      }
    }
    if (relative) {
      addGeometricMean(gram, gradient, sum, n, p);
    }
    toCoordinates(point, gram, gradient, p);
    return criterion(sum, logSum, n, relative);
  }

  private void startDerivatives(int p, int m) {
    Arrays.fill(dLevel, 0, p, 0);
    Arrays.fill(dSlope, 0, p, 0);
    dLevel[levelAt] = 1;
    if (slopeAt >= 0) {
      dSlope[slopeAt] = 1;
    }
    if (m != 0) {
      Arrays.fill(dSeason, 0, p * m, 0);
      for (int j = 0; j < m - 1; j++) {
        dSeason[j * p + seasonAt + j] = 1;
        dSeason[(m - 1) * p + seasonAt + j] = -1;
      }
    }
  }

  /** Turns the derivatives of ε into those of G·ε divided by G, G the geometric mean of ŷ. */
  private void addGeometricMean(double[] gram, double[] gradient, double sum, int n, int p) {
    for (int k = 0; k < p; k++) {
      logs[k] /= n;
    }
    for (int i = 0; i < p; i++) {
      for (int k = 0; k <= i; k++) {
        gram[i * p + k] += gradient[i] * logs[k] + gradient[k] * logs[i] + sum * logs[i] * logs[k];
      }
    }
    for (int i = 0; i < p; i++) {
      gradient[i] += sum * logs[i];
    }
  }

  /** Chain rule from (α, β, γ) to (α, place of β, place of γ). */
  private void toCoordinates(double[] point, double[] gram, double[] gradient, int p) {
    if (betaAt < 0 && gammaAt < 0) {
      return;
    }
    for (int i = 0; i < p; i++) {
      for (int k = 0; k < i; k++) {
        gram[k * p + i] = gram[i * p + k];
      }
    }
    double byBeta = betaAt < 0 ? 0 : point[betaAt];
    double byGamma = gammaAt < 0 ? 0 : -point[gammaAt];
    double betaScale = alpha - LOWEST;
    double gammaScale = 1 - alpha - LOWEST;
    for (int i = 0; i < p; i++) {
      chain(gram, i * p, 1, byBeta, byGamma, betaScale, gammaScale);
    }
    for (int i = 0; i < p; i++) {
      chain(gram, i, p, byBeta, byGamma, betaScale, gammaScale);
    }
    chain(gradient, 0, 1, byBeta, byGamma, betaScale, gammaScale);
  }

  private void chain(
      double[] v, int from, int stride, double byBeta, double byGamma, double bs, double gs) {
    double first = v[from];
    if (betaAt >= 0) {
      int at = from + betaAt * stride;
      first += byBeta * v[at];
      v[at] *= bs;
    }
    if (gammaAt >= 0) {
      int at = from + gammaAt * stride;
      first += byGamma * v[at];
      v[at] *= gs;
    }
    v[from] = first;
  }
}
