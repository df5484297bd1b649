package io.flts.examples.batch;

import io.flts.api.forecast.Progress;
import java.io.PrintWriter;

/** Tells about progress at every tenth of the work. */
final class Tally implements Progress.Listener {
  private static final int PARTS = 10;

  private final String model;
  private final PrintWriter out;
  private long told;

  Tally(String model, PrintWriter out) {
    this.model = model;
    this.out = out;
  }

  @Override
  public synchronized void onProgress(Progress progress) {
    if (progress.total() < PARTS) {
      return;
    }
    long part = progress.done() * PARTS / progress.total();
    if (part > told) {
      told = part;
      out.println(model + ": " + progress.done() + "/" + progress.total());
    }
  }
}
