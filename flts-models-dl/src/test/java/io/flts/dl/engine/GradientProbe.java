package io.flts.dl.engine;

import io.flts.dl.kernel.KernelChoice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/**
 * Compares the gradient of a network with differences of its loss, for every single weight.
 *
 * <p>Written in {@code float} like the engine and compiled a second time as its double twin; takes
 * and gives JDK types only, so that it can be called across class loaders.
 */
public final class GradientProbe implements BiFunction<String, int[], Map<String, double[]>> {
  private static final int ROWS = 3;

  /** For reflection. */
  public GradientProbe() {}

  /**
   * Per tensor, its analytic gradient followed by one number: the largest relative error against
   * fourth-order central differences (components under 1e-4 count as 1e-4), or 0 when not asked
   * for.
   *
   * @param setting kernel provider, a space, body, a space, {@code squared}, {@code absolute} or
   *     {@code quantile}, a space, {@code check} or {@code only}
   * @param s steps, features, embed, hidden, layers, extras, head, segments, channels, outputs
   */
  @Override
  public Map<String, double[]> apply(String setting, int[] s) {
    String[] words = setting.split(" ");
    Loss loss =
        words[2].equals("quantile")
            ? Loss.squared(0.1, 0.7)
            : words[2].equals("absolute") ? Loss.absolute() : Loss.squared();
    Architecture shape =
        new Architecture(
            Body.valueOf(words[1]),
            s[0],
            s[1],
            s[2],
            s[3],
            s[4],
            s[5],
            s[6],
            s[7],
            s[8],
            s[9] * loss.perTarget(),
            0);
    Layout layout = new Layout(shape);
    float[] weights = layout.initial(11);
    WeightForms forms = new WeightForms(KernelChoice.named(words[0]), layout, weights, true);
    NetworkPass pass = new NetworkPass(forms, ROWS, true);
    Batch batch = batch(shape, shape.width() / loss.perTarget());
    loss(forms, pass, batch, loss);
    pass.clearGradient();
    pass.backward(batch);
    for (int slice = 0; slice < pass.slices(); slice++) {
      pass.addSlice(slice);
    }
    float[] analytic = pass.gradient.clone();
    Map<String, double[]> worst = new LinkedHashMap<>();
    for (Tensor t : layout.tensors()) {
      double most = 0;
      double[] answer = new double[t.size() + 1];
      for (int i = t.offset(); i < t.offset() + t.size(); i++) {
        answer[i - t.offset()] = analytic[i];
        if (words[3].equals("only")) {
          continue;
        }
        double numeric = difference(forms, pass, batch, loss, i);
        double size = Math.max(1e-4, Math.max(Math.abs(numeric), Math.abs(analytic[i])));
        most = Math.max(most, Math.abs(numeric - analytic[i]) / size);
      }
      answer[t.size()] = most;
      worst.put(t.name(), answer);
    }
    return worst;
  }

  private static double difference(
      WeightForms forms, NetworkPass pass, Batch batch, Loss loss, int place) {
    float[] weights = forms.weights;
    float at = weights[place];
    double h = 1e-4;
    double[] f = new double[4];
    double[] offsets = {-2 * h, -h, h, 2 * h};
    for (int i = 0; i < 4; i++) {
      weights[place] = (float) (at + offsets[i]);
      f[i] = loss(forms, pass, batch, loss);
    }
    weights[place] = at;
    return (8 * (f[2] - f[1]) - (f[3] - f[0])) / (12 * h);
  }

  private static double loss(WeightForms forms, NetworkPass pass, Batch batch, Loss loss) {
    for (int i = 0; i < forms.count(); i++) {
      forms.refresh(i);
    }
    pass.forward(batch, new SplittableRandom(1));
    return loss.of(pass.output, batch.target(), batch.target().length, 1f, pass.dOutput);
  }

  private static Batch batch(Architecture shape, int targets) {
    SplittableRandom random = new SplittableRandom(5);
    Batch batch = new Batch(shape, targets, ROWS);
    batch.rows(ROWS);
    fill(batch.sequence(), random);
    fill(batch.extras(), random);
    fill(batch.target(), random);
    for (int b = 0; b < ROWS; b++) {
      batch.channel()[b] = shape.channels() > 0 ? b % shape.channels() : 0;
    }
    return batch;
  }

  private static void fill(float[] values, SplittableRandom random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1) * 2;
    }
  }
}
