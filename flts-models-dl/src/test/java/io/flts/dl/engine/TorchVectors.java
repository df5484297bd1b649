package io.flts.dl.engine;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** One file that golden/torch_vectors.py made, also as the examples to train on. */
final class TorchVectors implements Examples {
  private final Map<String, double[]> lines = new HashMap<>();
  private final Layout layout;

  TorchVectors(Body body) throws Exception {
    String file = "/golden/torch-" + (body == Body.GRU ? "gru" : "lstm") + ".txt";
    try (InputStream in = TorchVectors.class.getResourceAsStream(file)) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        String[] words = line.split(" ");
        if (!line.startsWith("#")) {
          double[] values = Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray();
          lines.put(words[0], values);
        }
      }
    }
    double[] s = get("shape");
    layout =
        new Layout(
            new Architecture(
                body,
                (int) s[0],
                (int) s[2],
                0,
                (int) s[3],
                (int) s[4],
                0,
                0,
                0,
                0,
                (int) s[5],
                0));
  }

  Layout layout() {
    return layout;
  }

  double[] get(String name) {
    return lines.get(name);
  }

  float[] floats(String name) {
    double[] wide = get(name);
    float[] narrow = new float[wide.length];
    for (int i = 0; i < wide.length; i++) {
      narrow[i] = (float) wide[i];
    }
    return narrow;
  }

  Batch batch() {
    Batch batch = new Batch(layout.shape(), layout.shape().outputs(), count());
    batch.rows(count());
    int[] order = new int[count()];
    Arrays.setAll(order, i -> i);
    read(order, 0, count(), batch);
    return batch;
  }

  @Override
  public int count() {
    return (int) get("shape")[1];
  }

  @Override
  public void read(int[] order, int from, int rows, Batch into) {
    float[] x = floats("input");
    float[] y = floats("target");
    int features = layout.shape().features();
    int outputs = layout.shape().outputs();
    for (int b = 0; b < rows; b++) {
      int row = order[from + b];
      for (int t = 0; t < layout.shape().steps(); t++) {
        int at = (t * count() + row) * features;
        System.arraycopy(x, at, into.sequence(), (t * rows + b) * features, features);
      }
      System.arraycopy(y, row * outputs, into.target(), b * outputs, outputs);
    }
  }
}
