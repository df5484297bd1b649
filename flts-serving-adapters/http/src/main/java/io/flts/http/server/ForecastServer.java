package io.flts.http.server;

import com.sun.net.httpserver.HttpServer;
import io.flts.http.handle.ForecastHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link ForecastHandler} on the HTTP server of the JDK: HTTP/1.1 without TLS, on the loopback
 * address unless told otherwise. Behind a proxy or gateway it is a server; hosts that have one of
 * their own hand their calls to the handler instead.
 *
 * <p>The JDK's server takes some settings from system properties when its classes load; they are
 * set here before ({@code sun.net.httpserver.nodelay}, {@code maxIdleConnections}, {@code
 * maxReqTime}, {@code maxReqHeaders}), unless the host has set them or has used that server
 * already.
 *
 * <p>Thread-safe. Threads are named {@code flts-http-...} and end with {@link #close()}.
 *
 * <p>Example: {@code try (ForecastServer server =
 * ForecastServer.builder(handler).port(8080).start()) { ... }}
 *
 * @since 0.1.0
 */
public final class ForecastServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ForecastServer.class);
  private static final long POLL_MILLIS = 5;
  private static final int QUIET_POLLS = 4;

  private final HttpServer server;
  private final ForecastHandler handler;
  private final ExchangeBridge bridge;
  private final RequestThreads threads;
  private final Duration notice;
  private final Duration drain;
  private boolean closed;

  private ForecastServer(Builder builder) throws IOException {
    handler = builder.handler;
    notice = builder.notice;
    drain = builder.drain;
    InetAddress host = builder.host;
    InetSocketAddress address =
        new InetSocketAddress(host == null ? InetAddress.getLoopbackAddress() : host, builder.port);
    server = JdkServerSettings.create(address, builder.backlog);
    threads = new RequestThreads(builder.threads, builder.patience);
    bridge = new ExchangeBridge(handler, threads);
    server.setExecutor(threads);
    server.createContext("/", bridge);
    server.start();
  }

  /** A builder for a server with this handler. */
  public static Builder builder(ForecastHandler handler) {
    return new Builder(handler);
  }

  /** Settings of a server. Confined to one thread. */
  public static final class Builder {
    private final ForecastHandler handler;
    private @org.jspecify.annotations.Nullable InetAddress host;
    private int port;
    private int threads = 256;
    private int backlog = 1024;
    private Duration patience = Duration.ofSeconds(1);
    private Duration notice = Duration.ZERO;
    private Duration drain = Duration.ofSeconds(30);

    private Builder(ForecastHandler handler) {
      this.handler = Objects.requireNonNull(handler, "handler");
    }

    /** The port; 0, which is the default, for any that is free. */
    public Builder port(int newPort) {
      port = newPort;
      return this;
    }

    /**
     * The address to listen at; the loopback address unless set. Anybody who reaches another
     * address may ask for forecasts, unless the handler has keys.
     */
    public Builder host(InetAddress newHost) {
      host = newHost;
      return this;
    }

    /**
     * The most requests that are read or answered at once, at least 1; 256 unless set. Threads are
     * made as they are needed. Let there be more than requests that may run and wait in the service
     * ({@code ServiceLimits}): then an overload is refused there at once, and whoever asks how the
     * host is finds a free thread.
     */
    public Builder threads(int newThreads) {
      if (newThreads < 1) {
        throw new IllegalArgumentException("Threads " + newThreads + " must be at least 1.");
      }
      threads = newThreads;
      return this;
    }

    /** How long a request may wait for a thread before it is refused with 503; 1 second. */
    public Builder patience(Duration newPatience) {
      patience = Objects.requireNonNull(newPatience, "newPatience");
      return this;
    }

    /**
     * How long {@link #close()} goes on answering after {@code /ready} says no, so that load
     * balancers see it; zero unless set.
     */
    public Builder notice(Duration newNotice) {
      notice = Objects.requireNonNull(newNotice, "newNotice");
      return this;
    }

    /** How long {@link #close()} waits at most for requests under way; 30 seconds unless set. */
    public Builder drain(Duration newDrain) {
      drain = Objects.requireNonNull(newDrain, "newDrain");
      return this;
    }

    /**
     * Starts it.
     *
     * @throws IOException where the address cannot be had
     */
    public ForecastServer start() throws IOException {
      return new ForecastServer(this);
    }
  }

  /** The port it listens at. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Where it is reached from this machine, without a slash at the end. */
  public String url() {
    InetSocketAddress address = server.getAddress();
    String host = address.getAddress().getHostAddress();
    return "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }

  /**
   * Has {@code /ready} say no, goes on answering for the time of notice, then waits for requests
   * under way, then closes the port and ends the threads. Closing again does nothing.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    handler.beginDrain();
    try {
      Thread.sleep(notice.toMillis());
      bridge.beginClosing();
      awaitQuiet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    threads.close();
  }

  private void awaitQuiet() throws InterruptedException {
    long end = System.nanoTime() + drain.toNanos();
    int quiet = 0;
    while (quiet < QUIET_POLLS && System.nanoTime() < end) {
      quiet = bridge.running() == 0 ? quiet + 1 : 0;
      Thread.sleep(POLL_MILLIS);
    }
    if (quiet < QUIET_POLLS) {
      LOG.warn("Closed while {} requests were running.", bridge.running());
    }
  }
}
