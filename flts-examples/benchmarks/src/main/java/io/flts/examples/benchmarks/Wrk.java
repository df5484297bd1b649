package io.flts.examples.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Drives a server with Debian's {@code wrk}: a closed loop, every connection asking again as soon
 * as it is answered.
 */
final class Wrk {
  /**
   * What it saw.
   *
   * @param perSecond answers with a status below 400, per second
   * @param errors connections, reads and writes that failed, time-outs, and other statuses
   * @param p50 middle latency in milliseconds
   * @param p99 latency in milliseconds that one of a hundred exceeds
   * @param max longest latency in milliseconds
   */
  record Seen(double perSecond, long errors, double p50, double p99, double max) {}

  private Wrk() {}

  static boolean isInstalled() {
    try {
      Process process = new ProcessBuilder("wrk", "-v").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      process.waitFor();
      return true;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Writes a script that posts the bodies one after another, for ever. */
  static Path script(Path folder, String name, String path, List<String> bodies)
      throws IOException {
    StringBuilder lua = new StringBuilder("local bodies = {\n");
    for (String body : bodies) {
      lua.append('\'').append(body).append("',\n");
    }
    lua.append("}\nlocal ready = {}\nlocal at = 0\n");
    lua.append("init = function(args)\n  for i, body in ipairs(bodies) do\n");
    lua.append("    ready[i] = wrk.format('POST', '").append(path).append("',");
    lua.append(" {['Content-Type'] = 'application/json'}, body)\n  end\nend\n");
    lua.append("request = function()\n  at = at % #ready + 1\n  return ready[at]\nend\n");
    lua.append("done = function(s, l, r)\n  local e = s.errors\n");
    lua.append("  io.write(string.format('SEEN %d %d %d %f %f %f\\n', s.requests, s.duration,");
    lua.append(" e.connect + e.read + e.write + e.timeout + e.status,");
    lua.append(" l:percentile(50), l:percentile(99), l.max))\nend\n");
    return Files.writeString(folder.resolve(name + ".lua"), lua, StandardCharsets.US_ASCII);
  }

  static Seen run(String url, Path script, int connections, int seconds) throws Exception {
    List<String> command = new ArrayList<>(List.of("wrk", "-t1"));
    command.addAll(List.of("-c" + connections, "-d" + seconds + "s", "--timeout", "10s"));
    command.addAll(List.of("-s", script.toString(), url));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    for (String line : text.split("\n")) {
      if (line.startsWith("SEEN ")) {
        String[] parts = line.split(" ");
        long errors = Long.parseLong(parts[3]);
        double perSecond =
            (Double.parseDouble(parts[1]) - errors) / (Double.parseDouble(parts[2]) / 1e6);
        return new Seen(perSecond, errors, millis(parts[4]), millis(parts[5]), millis(parts[6]));
      }
    }
    throw new IOException(String.format(Locale.ROOT, "wrk said nothing of use: %s", text));
  }

  private static double millis(String micros) {
    return Double.parseDouble(micros) / 1000;
  }
}
