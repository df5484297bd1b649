package io.flts.api.perseries;

/** Seeds of single series: they depend on the request's seed and the id, not on the order. */
final class Seeds {

  private Seeds() {}

  static long derive(long seed, String id) {
    long hash = seed;
    for (int i = 0; i < id.length(); i++) {
      hash = mix(hash + id.charAt(i));
    }
    return mix(hash);
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
