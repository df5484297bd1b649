package io.flts.stat.prophet;

import java.util.Arrays;

/**
 * Finds the parameters θ and the noise scale σ that maximise the posterior of a {@link MapProblem}.
 *
 * <p>Minimises
 *
 * <pre>  n·ln σ + RSS(θ)/(2σ²) + 2σ² + k²/50 + m²/50 + Σ βᵢ²/(2sᵢ²) + Σ|δⱼ|/τ </pre>
 *
 * that is the priors of the paper: k, m ~ N(0, 5), σ ~ N⁺(0, ½), βᵢ ~ N(0, sᵢ), δⱼ ~ Laplace(0, τ).
 *
 * <p>For given θ the best σ is a closed form, for given σ the linear additive model is a quadratic
 * with one absolute penalty ({@link SparseRidge}). The normal equations are accumulated once, so no
 * step depends on n. Multiplicative and logistic models repeat this on their linearisation
 * (Levenberg-Marquardt around a non-smooth penalty): a handful of passes over the data instead of
 * the hundreds of gradient steps of L-BFGS, and exact zeros among the δ.
 */
final class MapSolver {

  private static final int NOISE_STEPS = 200;
  private static final int OUTER_STEPS = 100;
  private static final double LEAST_NOISE = 1e-6;
  private static final double GROWTH_PRIOR_SCALE = 5;

  private final MapProblem problem;
  private final SparseRidge ridge;
  private final double[] gram;
  private final double[] moment;

  /** Posterior mode: parameters, noise scale and the negative log posterior there. */
  record Mode(double[] theta, double sigma, double objective, int passes) {}

  /**
   * @param priorScale prior scale of each regression column, length K
   * @param laplaceScale τ
   */
  MapSolver(MapProblem problem, double[] priorScale, double laplaceScale) {
    this.problem = problem;
    int changes = problem.changepoints.length;
    double[] scale = new double[problem.columns];
    Arrays.fill(scale, GROWTH_PRIOR_SCALE);
    System.arraycopy(priorScale, 0, scale, MapProblem.FIRST_CHANGE + changes, priorScale.length);
    this.ridge =
        new SparseRidge(problem.columns, MapProblem.FIRST_CHANGE, changes, scale, laplaceScale);
    this.gram = new double[problem.columns * problem.columns];
    this.moment = new double[problem.columns];
  }

  /** Negative log posterior up to a constant; {@code rss} is the residual sum of squares at θ. */
  double objective(double[] theta, double rss, double sigma) {
    double variance = sigma * sigma;
    return problem.rows() * StrictMath.log(sigma)
        + rss / (2 * variance)
        + 2 * variance
        + ridge.penaltyOf(theta);
  }

  /** Negative log posterior at θ with the best σ. */
  double objective(double[] theta) {
    double rss = problem.residualSumOfSquares(theta);
    return objective(theta, rss, bestSigma(rss));
  }

  /** Root of n/σ − RSS/σ³ + 4σ = 0. */
  double bestSigma(double rss) {
    double n = problem.rows();
    // (√(n² + 16·RSS) − n)/8 without cancellation.
    double variance = 2 * rss / (n + Math.sqrt(n * n + 16 * rss));
    return Math.max(Math.sqrt(Math.max(variance, 0)), LEAST_NOISE);
  }

  /**
   * Solves from a start.
   *
   * @param start θ to start from; not changed
   */
  Mode solve(double[] start) {
    return problem.isLinear() ? solveLinear(start) : solveCurved(start);
  }

  private Mode solveLinear(double[] start) {
    double square = problem.normalEquations(start, gram, moment);
    // The posterior may have a mode with few trend changes and larger noise and one with many and
    // smaller noise: descend from both ends and keep the better.
    double[] rough = new double[problem.columns];
    double roughSigma = alternate(rough, square, 1);
    double[] fine = rough.clone();
    double fineSigma = alternate(fine, square, 0.1 * roughSigma);
    double roughValue = objective(rough, rss(rough, square), roughSigma);
    double fineValue = objective(fine, rss(fine, square), fineSigma);
    boolean better = fineValue < roughValue;
    double[] theta = better ? fine : rough;
    double exact = problem.residualSumOfSquares(theta);
    double sigma = bestSigma(exact);
    return new Mode(theta, sigma, objective(theta, exact, sigma), 1);
  }

  /** Alternates the closed form of σ with the exact θ until σ settles; returns σ. */
  private double alternate(double[] theta, double square, double startSigma) {
    double sigma = startSigma;
    for (int step = 0; step < NOISE_STEPS; step++) {
      ridge.minimise(gram, moment, sigma * sigma, theta);
      double next = bestSigma(rss(theta, square));
      boolean settled = Math.abs(next - sigma) <= 1e-9 * sigma;
      sigma = next;
      if (settled) {
        break;
      }
    }
    return sigma;
  }

  /** RSS of the linearised model by the normal equations. */
  private double rss(double[] theta, double square) {
    int p = problem.columns;
    double sum = square;
    for (int i = 0; i < p; i++) {
      if (theta[i] == 0.0) {
        continue;
      }
      double inner = -2 * moment[i];
      int row = i * p;
      for (int j = 0; j < p; j++) {
        inner += gram[row + j] * theta[j];
      }
      sum += theta[i] * inner;
    }
    return Math.max(sum, 0);
  }

  private Mode solveCurved(double[] start) {
    int p = problem.columns;
    double[] theta = start.clone();
    double rss = problem.residualSumOfSquares(theta);
    double sigma = bestSigma(rss);
    double value = objective(theta, rss, sigma);
    double[] dampedGram = new double[p * p];
    double[] dampedMoment = new double[p];
    double[] candidate = new double[p];
    double damping = 1e-3;
    int passes = 0;
    while (passes < OUTER_STEPS) {
      problem.normalEquations(theta, gram, moment);
      passes++;
      double gained = 0;
      while (damping < 1e12) {
        damp(theta, damping, dampedGram, dampedMoment);
        System.arraycopy(theta, 0, candidate, 0, p);
        ridge.minimise(dampedGram, dampedMoment, sigma * sigma, candidate);
        double candidateRss = problem.residualSumOfSquares(candidate);
        double candidateSigma = bestSigma(candidateRss);
        double candidateValue = objective(candidate, candidateRss, candidateSigma);
        if (candidateValue < value) {
          gained = value - candidateValue;
          value = candidateValue;
          sigma = candidateSigma;
          System.arraycopy(candidate, 0, theta, 0, p);
          damping = Math.max(damping * 0.1, 1e-12);
          break;
        }
        damping *= 10;
      }
      if (gained <= 1e-6 * (1 + Math.abs(value))) {
        break;
      }
    }
    return new Mode(theta, sigma, value, passes);
  }

  /** Adds damping·diag(G) around θ, so that a step stays where the linearisation holds. */
  private void damp(double[] theta, double damping, double[] dampedGram, double[] dampedMoment) {
    int p = problem.columns;
    System.arraycopy(gram, 0, dampedGram, 0, gram.length);
    for (int i = 0; i < p; i++) {
      double extra = damping * gram[i * p + i];
      dampedGram[i * p + i] += extra;
      dampedMoment[i] = moment[i] + extra * theta[i];
    }
  }
}
