package io.flts.examples.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/**
 * Posts bodies by turns with the JDK's client, on as many connections as threads ask. Answers are
 * read to their end and not kept.
 */
final class HttpAsker implements OpenLoop.Client {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpRequest[] requests;

  HttpAsker(String url, String path, List<String> bodies) {
    requests =
        bodies.stream()
            .map(
                body ->
                    HttpRequest.newBuilder(URI.create(url + path))
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(10))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build())
            .toArray(HttpRequest[]::new);
  }

  @Override
  public OpenLoop.Outcome ask(long number) {
    try {
      HttpResponse<Void> answer =
          client.send(
              requests[(int) (number % requests.length)], HttpResponse.BodyHandlers.discarding());
      int status = answer.statusCode();
      if (status == 200) {
        return OpenLoop.Outcome.ANSWERED;
      }
      boolean told = answer.headers().firstValue("Retry-After").isPresent();
      return (status == 429 || status == 503) && told
          ? OpenLoop.Outcome.REFUSED
          : OpenLoop.Outcome.FAILED;
    } catch (IOException e) {
      return OpenLoop.Outcome.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OpenLoop.Outcome.FAILED;
    }
  }
}
