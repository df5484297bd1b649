package io.flts.examples.load;

import java.io.PrintWriter;
import java.util.Locale;

/** Names the steps and tells how long each took. */
final class Step {
  private final PrintWriter say;
  private final long started = System.nanoTime();
  private long since = started;
  private int number;

  Step(PrintWriter say) {
    this.say = say;
  }

  void begin(String what) {
    if (number > 0) {
      took();
    }
    number++;
    since = System.nanoTime();
    say.println();
    say.println(number + ". " + what);
  }

  void end() {
    took();
    say.printf(Locale.ROOT, "%nDone in %.1f s%n", (System.nanoTime() - started) / 1e9);
  }

  private void took() {
    say.printf(Locale.ROOT, "   (%.1f s)%n", (System.nanoTime() - since) / 1e9);
  }
}
