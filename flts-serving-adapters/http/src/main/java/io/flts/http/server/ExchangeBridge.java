package io.flts.http.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.flts.http.handle.ForecastHandler;
import io.flts.http.message.HttpAnswer;
import io.flts.http.message.HttpCall;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes calls from the JDK's server to the handler and the answers back. */
final class ExchangeBridge implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeBridge.class);

  private final ForecastHandler handler;
  private final RequestThreads threads;
  private final AtomicInteger running = new AtomicInteger();
  private volatile boolean closing;

  ExchangeBridge(ForecastHandler handler, RequestThreads threads) {
    this.handler = handler;
    this.threads = threads;
  }

  @Override
  public void handle(HttpExchange exchange) {
    running.incrementAndGet();
    try (exchange) {
      HttpCall call = call(exchange);
      send(exchange, threads.isLate() ? handler.handleLate(call) : handler.handle(call));
    } catch (IOException e) {
      LOG.debug("The client went away.", e);
    } finally {
      running.decrementAndGet();
    }
  }

  private static HttpCall call(HttpExchange exchange) {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    String path = exchange.getRequestURI().getPath();
    return new HttpCall(
        exchange.getRequestMethod(), path == null ? "/" : path, headers, exchange.getRequestBody());
  }

  private void send(HttpExchange exchange, HttpAnswer answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    answer.headers().forEach(headers::set);
    if (closing) {
      headers.set("Connection", "close");
    }
    byte[] body = answer.body();
    boolean none = body.length == 0;
    exchange.sendResponseHeaders(answer.status(), none ? -1 : body.length);
    if (!none) {
      exchange.getResponseBody().write(body);
    }
  }

  /** Asks clients to close their connections after the next answer. */
  void beginClosing() {
    closing = true;
  }

  int running() {
    return running.get();
  }
}
