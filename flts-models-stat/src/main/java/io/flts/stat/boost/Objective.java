package io.flts.stat.boost;

import java.util.ArrayList;
import java.util.List;

/**
 * What boosting minimises.
 *
 * @since 0.1.0
 */
public enum Objective {
  /** Squared error; the prediction is a mean. */
  SQUARED("squared", "reg:squarederror", Link.IDENTITY),
  /** Absolute error; the prediction is a median. */
  ABSOLUTE("absolute", "reg:absoluteerror", Link.IDENTITY),
  /** Poisson deviance for counts, labels ≥ 0; the prediction is a mean. */
  POISSON("poisson", "count:poisson", Link.LOG),
  /** Tweedie deviance for amounts with many zeros, labels ≥ 0; the prediction is a mean. */
  TWEEDIE("tweedie", "reg:tweedie", Link.LOG),
  /** Pinball loss at given probabilities, one output each. */
  QUANTILE("quantile", "reg:quantileerror", Link.IDENTITY),
  /** Log loss of labels 0 and 1; the prediction is the probability of 1. */
  LOGISTIC("logistic", "binary:logistic", Link.LOGIT);

  private final String word;
  private final String nativeName;
  private final Link link;

  Objective(String word, String nativeName, Link link) {
    this.word = word;
    this.nativeName = nativeName;
    this.link = link;
  }

  /** The word for it in parameters. */
  public String word() {
    return word;
  }

  /** How margins become predictions. */
  public Link link() {
    return link;
  }

  String nativeName() {
    return nativeName;
  }

  /** The objective of a word. */
  public static Objective of(String word) {
    List<String> words = new ArrayList<>();
    for (Objective objective : values()) {
      if (objective.word.equals(word)) {
        return objective;
      }
      words.add(objective.word);
    }
    throw new IllegalArgumentException(
        "No objective '" + word + "'. Available: " + String.join(", ", words) + ".");
  }
}
