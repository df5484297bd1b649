package io.flts.http.handle;

import io.flts.http.message.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Bounds the bytes of one body and of all bodies at once, so that many large requests are refused
 * rather than end the memory. Thread-safe.
 */
final class BodyBudget {
  private static final int BLOCK = 1 << 14;

  private final int longest;
  private final Semaphore blocks;

  BodyBudget(RequestLimits limits) {
    longest = limits.bodyBytes();
    blocks = new Semaphore((limits.bodiesBytes() + BLOCK - 1) / BLOCK + 1);
  }

  /** A body, and its share of the budget until it is closed. */
  final class Body implements AutoCloseable {
    private byte[] bytes = new byte[0];
    private int taken;

    byte[] bytes() {
      return bytes;
    }

    private void take() {
      if (!blocks.tryAcquire()) {
        throw Fault.later(
            503,
            "overloaded",
            Duration.ofSeconds(1),
            "Too many large requests are being read at once. Come back later.");
      }
      taken++;
    }

    private void read(InputStream in) throws IOException {
      ByteArrayOutputStream all = new ByteArrayOutputStream(BLOCK);
      while (true) {
        take();
        byte[] block = in.readNBytes(BLOCK);
        all.write(block, 0, block.length);
        if (all.size() > longest) {
          throw tooLong();
        }
        if (block.length < BLOCK) {
          bytes = all.toByteArray();
          return;
        }
      }
    }

    @Override
    public void close() {
      blocks.release(taken);
      taken = 0;
    }
  }

  /** Reads a body to its end. */
  Body read(InputStream in, String contentLength) throws IOException {
    if (contentLength.matches("\\d{10,}") || (!contentLength.isEmpty() && isLong(contentLength))) {
      throw tooLong();
    }
    Body body = new Body();
    try {
      body.read(in);
      return body;
    } catch (IOException | RuntimeException | Error e) {
      body.close();
      throw e;
    }
  }

  private boolean isLong(String contentLength) {
    return contentLength.matches("\\d{1,9}") && Integer.parseInt(contentLength) > longest;
  }

  private Fault tooLong() {
    return Fault.of(
        413,
        "body-too-long",
        "The body is longer than the limit of " + longest + " bytes. Send several requests.");
  }
}
