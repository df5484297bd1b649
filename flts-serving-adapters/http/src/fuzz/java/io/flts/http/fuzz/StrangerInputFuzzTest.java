package io.flts.http.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flts.api.error.FltsException;
import io.flts.core.bundle.BundleLimits;
import io.flts.core.bundle.ModelBundle;
import io.flts.core.serve.ForecastService;
import io.flts.http.Asker;
import io.flts.http.Bakery;
import io.flts.http.handle.ForecastHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Bytes from strangers, guided by coverage: bodies of every dialect, and bundles. Nothing may crash,
 * hang, end the memory or be our fault.
 */
class StrangerInputFuzzTest {
  private static final Bakery BAKERY = new Bakery();
  private static final Asker ASKER = asker();

  private static Asker asker() {
    BAKERY.offer("load", "seasonal-naive");
    ForecastService service = BAKERY.service().serve("load@production").start();
    return new Asker(ForecastHandler.builder(service).build());
  }

  @FuzzTest(maxDuration = "60s")
  void requestBodies(byte[] data) {
    if (data.length == 0) {
      return;
    }
    String[] paths = {
      "/predict", "/batch/predict", "/v1/timeseries/forecast", "/v2/models/load/infer"
    };
    byte[] body = new byte[data.length - 1];
    System.arraycopy(data, 1, body, 0, body.length);
    Asker.Reply reply = ASKER.post(paths[(data[0] & 0xff) % paths.length], body);
    if (reply.status() >= 500) {
      throw new AssertionError(reply.status() + " " + reply.text());
    }
  }

  @FuzzTest(maxDuration = "60s")
  void bundles(byte[] data) {
    try {
      ModelBundle.read(
          new ByteArrayInputStream(data), data.length, BundleLimits.standard(), "fuzz");
    } catch (FltsException | IOException e) {
      // refused, with a reason
    }
  }
}
