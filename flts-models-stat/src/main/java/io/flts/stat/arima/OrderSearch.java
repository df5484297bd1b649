package io.flts.stat.arima;

import io.flts.stat.stationarity.Differences;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Choice of the ARIMA orders by AICc.
 *
 * <p>Differences come from tests, as AICc cannot compare them. The walk over p, q, P, Q and the
 * constant starts from Hyndman and Khandakar's models and a few more; it looks at all neighbours of
 * the best few models known, not of the best alone, until none of them has an unseen neighbour.
 * Candidates are ranked by short descents that start from the coefficients of a neighbour; the best
 * are estimated to the end before the winner is named. Models with a root within one per cent of
 * the unit circle are not chosen.
 *
 * @see <a href="https://doi.org/10.18637/jss.v027.i03">Hyndman and Khandakar (2008)</a>
 */
final class OrderSearch {
  private static final int BEAM = 3;
  private static final int FINALISTS = 5;

  /** Part of the time after which the walk leaves the rest to the finalists. */
  private static final double WALK = 0.8;

  private final ArimaSample sample;
  private final ArimaEstimator ranking;
  private final ArimaEstimator estimator;
  private final SearchLimits limits;
  private final SearchTime time;
  private final BooleanSupplier late;
  private final int d;
  private final int seasonalD;
  private final int maxP;
  private final int maxQ;
  private final int maxSeasonalP;
  private final int maxSeasonalQ;
  private final Map<ArimaOrder, ArimaFit> seen = new HashMap<>();
  private final List<ArimaFit> ranked = new ArrayList<>();
  private final List<ArimaOrder> failed = new ArrayList<>();

  private OrderSearch(ArimaSample sample, SearchLimits limits, SearchTime time) {
    this.sample = sample;
    this.limits = limits;
    this.time = time;
    this.late = time.share(WALK);
    ArimaSample complete = sample.gaps ? sample.interpolated() : sample;
    this.ranking = new ArimaEstimator(complete, late);
    this.estimator = new ArimaEstimator(sample, time::isUp);
    int m = limits.period();
    double[] x = HannanRissanen.errors(complete);
    int sd = limits.seasonalD();
    if (sd < 0) {
      sd = Differences.seasonal(x, m, limits.seasonalTest(), 1);
      while (sd > 0 && constant(Differencing.apply(x, 0, sd, m))) {
        sd--;
      }
    }
    double[] w = Differencing.apply(x, 0, sd, m);
    int plain = limits.d();
    if (plain < 0) {
      plain = Differences.ordinary(w, limits.unitRootTest(), 2);
      while (plain > 0 && constant(Differencing.apply(w, plain, 0, 1))) {
        plain--;
      }
    }
    this.seasonalD = sd;
    this.d = plain;
    int n = sample.observed;
    this.maxP = Math.min(limits.maxP(), n / 3);
    this.maxQ = Math.min(limits.maxQ(), n / 3);
    this.maxSeasonalP = m > 1 ? Math.min(limits.maxSeasonalP(), n / 3 / m) : 0;
    this.maxSeasonalQ = m > 1 ? Math.min(limits.maxSeasonalQ(), n / 3 / m) : 0;
  }

  /** The chosen model, or null when not even the smallest can be fitted. */
  static @Nullable ArimaFit best(ArimaSample sample, SearchLimits limits) {
    return best(sample, limits, limits.startTime());
  }

  /** The same, with time that has been running for a while. */
  static @Nullable ArimaFit best(ArimaSample sample, SearchLimits limits, SearchTime time) {
    return new OrderSearch(sample, limits, time).run();
  }

  private @Nullable ArimaFit run() {
    double[] w = Differencing.apply(ranking.sample().y, d, seasonalD, limits.period());
    if (sample.regressors.length == 0 && constant(w)) {
      return estimator.fit(
          order(0, 0, 0, 0, w.length > 0 && w[0] != 0.0 && mayHaveConstant()),
          null,
          ArimaEstimator.Effort.RANK);
    }
    if (limits.full()) {
      everything();
    } else {
      walk();
    }
    return finish();
  }

  private void walk() {
    boolean c = mayHaveConstant();
    int seasonal = limits.period() > 1 ? 1 : 0;
    consider(0, 0, 0, 0, c, null);
    consider(1, 0, seasonal, 0, c, null);
    consider(0, 1, 0, seasonal, c, null);
    consider(2, 2, seasonal, seasonal, c, null);
    consider(0, 0, 0, 0, false, null);
    consider(2, 0, seasonal, 0, c, null);
    consider(0, 2, 0, seasonal, c, null);
    consider(1, 1, 0, seasonal, c, null);
    consider(3, 0, 0, 0, c, null);
    List<ArimaOrder> expanded = new ArrayList<>();
    boolean grew = true;
    while (grew && !late.getAsBoolean()) {
      grew = false;
      ranked.sort(Comparator.comparingDouble(ArimaFit::aicc));
      for (int i = 0; i < Math.min(BEAM, ranked.size()); i++) {
        ArimaFit from = ranked.get(i);
        if (!expanded.contains(from.order())) {
          expanded.add(from.order());
          neighbours(from);
          grew = true;
          break;
        }
      }
    }
  }

  private void neighbours(ArimaFit from) {
    ArimaOrder o = from.order();
    int p = o.p();
    int q = o.q();
    int sp = o.seasonalP();
    int sq = o.seasonalQ();
    boolean c = o.constant();
    for (int step = -1; step <= 1; step += 2) {
      consider(p + step, q, sp, sq, c, from);
      consider(p, q + step, sp, sq, c, from);
      consider(p + step, q + step, sp, sq, c, from);
      consider(p + step, q - step, sp, sq, c, from);
      consider(p, q, sp + step, sq, c, from);
      consider(p, q, sp, sq + step, c, from);
      consider(p, q, sp + step, sq + step, c, from);
      consider(p, q, sp + step, sq - step, c, from);
    }
    if (mayHaveConstant()) {
      consider(p, q, sp, sq, !c, from);
    }
  }

  private void everything() {
    for (int total = 0; total <= limits.maxOrder(); total++) {
      for (int sp = 0; sp <= maxSeasonalP; sp++) {
        for (int sq = 0; sq <= maxSeasonalQ; sq++) {
          for (int p = 0; p <= maxP; p++) {
            int q = total - p - sp - sq;
            if (q >= 0) {
              consider(p, q, sp, sq, false, null);
              if (mayHaveConstant()) {
                consider(p, q, sp, sq, true, null);
              }
            }
          }
        }
      }
    }
  }

  private void consider(int p, int q, int sp, int sq, boolean c, @Nullable ArimaFit from) {
    if (p < 0 || q < 0 || sp < 0 || sq < 0) {
      return;
    }
    if (p > maxP || q > maxQ || sp > maxSeasonalP || sq > maxSeasonalQ || late.getAsBoolean()) {
      return;
    }
    ArimaOrder order = order(p, q, sp, sq, c);
    if (seen.containsKey(order) || failed.contains(order)) {
      return;
    }
    int room = sample.effective(order) - order.armaCount() - sample.regressors.length;
    if (room < 3 + (c ? 1 : 0)) {
      return;
    }
    ArimaFit fit =
        ranking.fit(order, from == null ? null : carried(from, order), ArimaEstimator.Effort.RANK);
    if (fit == null
        || !Double.isFinite(fit.aicc())
        || ArimaEstimator.nearUnitRoot(order, fit.coefficients())) {
      failed.add(order);
      return;
    }
    seen.put(order, fit);
    ranked.add(fit);
  }

  private @Nullable ArimaFit finish() {
    ranked.sort(Comparator.comparingDouble(ArimaFit::aicc));
    ArimaFit best = null;
    int done = 0;
    int refused = 0;
    for (ArimaFit candidate : ranked) {
      if (done == FINALISTS || refused == 3 * FINALISTS || (best != null && time.isUp())) {
        break;
      }
      // What short descents left more than a few units behind does not come back.
      if (best != null && candidate.aicc() > best.aicc() + 4.0) {
        break;
      }
      // Out of time, the short descent has to do.
      ArimaFit fit =
          time.isUp()
              ? estimator.at(candidate.order(), candidate.coefficients())
              : estimator.fit(
                  candidate.order(), candidate.coefficients(), ArimaEstimator.Effort.CHOICE);
      if (fit == null) {
        refused++;
        continue;
      }
      done++;
      if (best == null || fit.aicc() < best.aicc()) {
        best = fit;
      }
    }
    if (best == null) {
      best = estimator.fit(order(0, 0, 0, 0, mayHaveConstant()), null, ArimaEstimator.Effort.FINAL);
    }
    return best;
  }

  // Coefficients of a neighbour, cut or filled with zeros.
  private static double[] carried(ArimaFit from, ArimaOrder to) {
    ArimaOrder o = from.order();
    double[] x = new double[to.armaCount()];
    double[] old = from.coefficients();
    int[] had = {o.p(), o.q(), o.seasonalP(), o.seasonalQ()};
    int[] has = {to.p(), to.q(), to.seasonalP(), to.seasonalQ()};
    int source = 0;
    int target = 0;
    for (int part = 0; part < 4; part++) {
      System.arraycopy(old, source, x, target, Math.min(had[part], has[part]));
      source += had[part];
      target += has[part];
    }
    return x;
  }

  private ArimaOrder order(int p, int q, int sp, int sq, boolean c) {
    int m = sp + sq + seasonalD > 0 ? limits.period() : 1;
    return new ArimaOrder(p, d, q, sp, seasonalD, sq, m, c);
  }

  private boolean mayHaveConstant() {
    return limits.constant() && d + seasonalD <= 1;
  }

  /** Number of models looked at. */
  int considered() {
    return seen.size() + failed.size();
  }

  private static boolean constant(double[] x) {
    for (double value : x) {
      if (value != x[0]) {
        return false;
      }
    }
    return true;
  }
}
