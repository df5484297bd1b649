package io.flts.dl.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a network.
 *
 * <p>Recurrent bodies read {@code steps} rows of {@code features}; with {@code embed > 0} a dense
 * layer with rectified units widens each row first. With {@code segments = 0} the last state of the
 * top layer, joined by {@code extras} numbers per window, feeds one optional hidden layer of {@code
 * head} units and the output layer. With {@code segments > 0} (segment mode) one more recurrent
 * step per future segment starts from the final states, all segments at once, its input being a
 * learned position, a learned channel code and {@code extras} known numbers of that segment; the
 * output layer maps each resulting state to {@code outputs} numbers. An MLP reads {@code extras}
 * alone.
 *
 * @param body kind of network
 * @param steps recurrent steps, ≥ 1 (0 for an MLP)
 * @param features inputs per step, ≥ 1 (0 for an MLP)
 * @param embed width of the embedding, 0 for none; even and required in segment mode
 * @param hidden units per layer, ≥ 1
 * @param layers stacked layers, ≥ 1; an MLP without layers is a linear map of {@code extras}
 * @param extras known numbers per window, or per segment in segment mode, ≥ 0
 * @param head units of the hidden layer before the output, 0 for none
 * @param segments future segments, 0 for a direct head
 * @param channels learned channel codes in segment mode, 0 for none
 * @param outputs numbers per window, or per segment in segment mode, ≥ 1
 * @param dropout probability of silencing a unit while training, in [0, 1)
 * @see <a href="https://arxiv.org/abs/2308.11200">Lin et al., SegRNN (segment mode)</a>
 * @since 0.1.0
 */
public record Architecture(
    Body body,
    int steps,
    int features,
    int embed,
    int hidden,
    int layers,
    int extras,
    int head,
    int segments,
    int channels,
    int outputs,
    double dropout) {

  /** Checks the shape. */
  public Architecture {
    boolean recurrent = body.recurs();
    require(!recurrent || (steps >= 1 && features >= 1), "steps and features must be at least 1");
    require(recurrent || (extras >= 1 && segments == 0), "an MLP reads extras and has no segments");
    require(hidden >= 1 && outputs >= 1, "hidden and outputs must be at least 1");
    require(layers >= (recurrent ? 1 : 0), "layers must be at least 1, or 0 for a linear map");
    require(embed >= 0 && extras >= 0 && head >= 0, "embed, extras and head must not be negative");
    require(segments >= 0 && channels >= 0, "segments and channels must not be negative");
    require(segments == 0 || (embed >= 2 && embed % 2 == 0), "segment mode needs an even embed");
    require(dropout >= 0 && dropout < 1, "dropout must be in [0, 1)");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("Network shape refused: " + rule + ".");
    }
  }

  /** Numbers the network answers per window. */
  public int width() {
    return Math.max(1, segments) * outputs;
  }

  /** Known numbers per window in all. */
  public int extrasPerWindow() {
    return Math.max(1, segments) * extras;
  }

  // What a record brings is linked at its first use: 50 ms of a cold start for so many components.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Architecture that
        && body == that.body
        && Arrays.equals(sizes(), that.sizes())
        && Double.compare(dropout, that.dropout) == 0;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(sizes()) + Double.hashCode(dropout);
  }

  private int[] sizes() {
    return new int[] {
      steps, features, embed, hidden, layers, extras, head, segments, channels, outputs
    };
  }

  int firstInput() {
    return embed > 0 ? embed : features;
  }
}
