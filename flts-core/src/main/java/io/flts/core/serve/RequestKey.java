package io.flts.core.serve;

import io.flts.api.forecast.ForecastRequest;
import io.flts.api.series.Covariate;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * SHA-256 of everything in a request that a forecast depends on: all but its deadline. Two requests
 * with one key are the same request; nobody can make two others with one key.
 */
record RequestKey(long a, long b, long c, long d) {

  static RequestKey of(ForecastRequest request) {
    Content content = new Content();
    content.text(request.horizon().toString());
    content.numbers(request.levels().probabilities());
    content.number(request.paths());
    content.number(request.seed());
    Panel history = request.history();
    content.number(history == null ? -1 : history.size());
    if (history != null) {
      for (TimeSeries series : history) {
        content.series(series);
      }
    }
    Map<String, FutureCovariates.Window> windows = request.future().windows();
    content.number(windows.size());
    windows.forEach(content::window);
    return content.key();
  }

  /** Collects bytes; every text and list begins with its length, so that no two contents agree. */
  private static final class Content {
    private static final int BLOCK = 8192;

    private final MessageDigest digest;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK);

    Content() {
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every Java platform has SHA-256.", e);
      }
    }

    void number(long number) {
      if (block.remaining() < Long.BYTES) {
        flush();
      }
      block.putLong(number);
    }

    void number(double number) {
      number(Double.doubleToLongBits(number)); // one bit pattern for all NaNs
    }

    void numbers(double[] numbers) {
      number(numbers.length);
      for (double number : numbers) {
        number(number);
      }
    }

    void text(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      number(bytes.length);
      flush();
      digest.update(bytes);
    }

    void index(TimeIndex index) {
      // Not the labels alone: calendar steps also depend on the day the origin had.
      text(index.originText());
      text(String.valueOf(index.zone()));
      text(index.frequency().toString());
      number(index.first());
      number(index.length());
    }

    void series(TimeSeries series) {
      text(series.id());
      index(series.index());
      for (int i = 0; i < series.length(); i++) {
        number(series.get(i));
      }
      number(series.covariates().size());
      for (Covariate covariate : series.covariates()) {
        text(covariate.name());
        text(covariate.kind().name());
        number(covariate.length());
        for (int i = 0; i < covariate.length(); i++) {
          number(covariate.get(i));
        }
      }
      Map<String, Double> numbers = series.attributes().numbers();
      number(numbers.size());
      numbers.forEach(
          (name, number) -> {
            text(name);
            number(number);
          });
      Map<String, String> categories = series.attributes().categories();
      number(categories.size());
      categories.forEach(
          (name, category) -> {
            text(name);
            text(category);
          });
    }

    void window(String seriesId, FutureCovariates.Window window) {
      text(seriesId);
      index(window.index());
      Map<String, double[]> values = window.values();
      number(values.size());
      values.forEach(
          (name, array) -> {
            text(name);
            numbers(array);
          });
    }

    private void flush() {
      digest.update(block.array(), 0, block.position());
      block.clear();
    }

    RequestKey key() {
      flush();
      ByteBuffer hash = ByteBuffer.wrap(digest.digest());
      return new RequestKey(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
    }
  }
}
