package io.flts.stat.prophet;

/**
 * Pseudo-random uniform, normal, Laplace and Poisson draws with bits that depend on the seed alone.
 *
 * <p>SplitMix64 (Steele, Lea and Flood 2014) with the ziggurat of Marsaglia and Tsang (2000) in the
 * improved form of Doornik (2005). The JDK's {@code nextGaussian} may change between releases;
 * saved forecasts must not.
 *
 * <p>Confined to one thread.
 */
final class NormalSource {

  private static final int LAYERS = 128;
  private static final double TAIL = 3.442619855899;
  private static final double AREA = 9.91256303526217e-3;
  private static final double[] EDGE = new double[LAYERS + 1];
  private static final double[] RATIO = new double[LAYERS];

  static {
    double f = StrictMath.exp(-0.5 * TAIL * TAIL);
    EDGE[0] = AREA / f;
    EDGE[1] = TAIL;
    for (int i = 2; i < LAYERS; i++) {
      EDGE[i] = Math.sqrt(-2 * StrictMath.log(AREA / EDGE[i - 1] + f));
      f = StrictMath.exp(-0.5 * EDGE[i] * EDGE[i]);
    }
    EDGE[LAYERS] = 0;
    for (int i = 0; i < LAYERS; i++) {
      RATIO[i] = EDGE[i + 1] / EDGE[i];
    }
  }

  private long state;

  NormalSource(long seed) {
    this.state = seed;
  }

  private long next() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform in (0, 1). */
  double uniform() {
    return ((next() >>> 12) + 0.5) * 0x1.0p-52;
  }

  /** Standard normal. */
  double normal() {
    while (true) {
      long bits = next();
      int layer = (int) (bits & (LAYERS - 1));
      // 52 bits beside those that choose the layer: independent of it.
      double u = (bits >> 11) * 0x1.0p-52;
      if (Math.abs(u) < RATIO[layer]) {
        return u * EDGE[layer];
      }
      if (layer == 0) {
        return tail(u < 0);
      }
      double x = u * EDGE[layer];
      double f0 = StrictMath.exp(-0.5 * (EDGE[layer] * EDGE[layer] - x * x));
      double f1 = StrictMath.exp(-0.5 * (EDGE[layer + 1] * EDGE[layer + 1] - x * x));
      if (f1 + uniform() * (f0 - f1) < 1.0) {
        return x;
      }
    }
  }

  private double tail(boolean negative) {
    double x;
    double y;
    do {
      x = StrictMath.log(uniform()) / TAIL;
      y = StrictMath.log(uniform());
    } while (-2 * y < x * x);
    return negative ? x - TAIL : TAIL - x;
  }

  /** Laplace with mean 0 and the given scale. */
  double laplace(double scale) {
    double u = uniform() - 0.5;
    return -scale * Math.signum(u) * StrictMath.log(1 - 2 * Math.abs(u));
  }

  /** Poisson count; means above 30 are split so that no product underflows. */
  int poisson(double mean) {
    int count = 0;
    double left = mean;
    while (left > 0) {
      double part = Math.min(left, 30);
      double limit = StrictMath.exp(-part);
      double product = uniform();
      while (product > limit) {
        count++;
        product *= uniform();
      }
      left -= part;
    }
    return count;
  }
}
