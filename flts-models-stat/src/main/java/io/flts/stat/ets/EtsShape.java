package io.flts.stat.ets;

/**
 * Which terms an exponential-smoothing state-space model has, and how they combine.
 *
 * <p>Written as in Hyndman et al. (2008): {@code ETS(M,Ad,M)} is multiplicative error, damped
 * additive trend, multiplicative season.
 *
 * @param error how the error combines, never {@code NONE}
 * @param trend how the trend combines with the level
 * @param damped whether the trend is damped; only with a trend
 * @param season how the season combines
 * @param period seasonal period in observations, 1 if there is no season
 */
record EtsShape(Term error, Term trend, boolean damped, Term season, int period) {

  /** How a term enters the model. */
  enum Term {
    NONE('N'),
    ADDITIVE('A'),
    MULTIPLICATIVE('M');

    final char letter;

    Term(char letter) {
      this.letter = letter;
    }

    static Term of(char letter) {
      return switch (letter) {
        case 'N' -> NONE;
        case 'A' -> ADDITIVE;
        case 'M' -> MULTIPLICATIVE;
        default -> throw new IllegalArgumentException("An ETS term is N, A or M, got " + letter);
      };
    }
  }

  EtsShape {
    if (error == Term.NONE
        || (damped && trend == Term.NONE)
        || (season == Term.NONE ? period != 1 : period < 2)) {
      throw new IllegalArgumentException("No such ETS model: " + error + trend + season);
    }
  }

  boolean trended() {
    return trend != Term.NONE;
  }

  boolean seasonal() {
    return season != Term.NONE;
  }

  /** Whether some term needs strictly positive data. */
  boolean positiveOnly() {
    return error == Term.MULTIPLICATIVE
        || trend == Term.MULTIPLICATIVE
        || season == Term.MULTIPLICATIVE;
  }

  /** Whether exact forecast variances are known: classes 1 to 3 of Hyndman et al. (2008, ch. 6). */
  boolean exactVariance() {
    if (trend == Term.MULTIPLICATIVE) {
      return false;
    }
    return season != Term.MULTIPLICATIVE || error == Term.MULTIPLICATIVE;
  }

  /**
   * Whether R's {@code restrict = TRUE} refuses the model: its variance is infinite or its
   * recursions divide by numbers that may come near zero.
   */
  boolean restricted() {
    if (error == Term.ADDITIVE) {
      return trend == Term.MULTIPLICATIVE || season == Term.MULTIPLICATIVE;
    }
    return trend == Term.MULTIPLICATIVE && season == Term.ADDITIVE;
  }

  /** Smoothing parameters and free initial states, without the error variance. */
  int parameters() {
    return 2 + (trended() ? 2 : 0) + (damped ? 1 : 0) + (seasonal() ? period : 0);
  }

  /** {@code AAN}, {@code MAdM}, ...: error, trend, season. */
  String code() {
    return "" + error.letter + trend.letter + (damped ? "d" : "") + season.letter;
  }

  static EtsShape parse(String code, int period) {
    boolean damped = code.length() == 4 && code.charAt(2) == 'd';
    if (code.length() != 3 && !damped) {
      throw new IllegalArgumentException("No such ETS model: " + code);
    }
    Term season = Term.of(code.charAt(code.length() - 1));
    return new EtsShape(
        Term.of(code.charAt(0)),
        Term.of(code.charAt(1)),
        damped,
        season,
        season == Term.NONE ? 1 : period);
  }

  @Override
  public String toString() {
    return "ETS("
        + error.letter
        + ","
        + trend.letter
        + (damped ? "d" : "")
        + ","
        + season.letter
        + ")";
  }
}
