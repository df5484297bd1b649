package io.flts.http.server;

import com.sun.net.httpserver.HttpServer;
import java.util.Map;

/**
 * The settings of the JDK's server that make it fit for service. It reads them from system
 * properties when its classes are loaded, so they are set before, and only where the host has not
 * set them. Without them an answer waits 40 ms for an acknowledgement (no TCP_NODELAY), and more
 * than 200 idle connections are cut.
 */
final class JdkServerSettings {
  private static final Map<String, String> WANTED =
      Map.of(
          "sun.net.httpserver.nodelay", "true",
          "sun.net.httpserver.maxIdleConnections", "10000",
          "sun.net.httpserver.maxReqTime", "60",
          "sun.net.httpserver.maxReqHeaders", "100");

  private JdkServerSettings() {}

  /** Sets what the host has not set. */
  static void prepare() {
    WANTED.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
  }

  /** A server that was made after {@link #prepare()}. */
  static HttpServer create(java.net.InetSocketAddress address, int backlog)
      throws java.io.IOException {
    prepare();
    return HttpServer.create(address, backlog);
  }
}
