package io.flts.http.handle;

import io.flts.http.access.Role;
import io.flts.http.message.HttpAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The page at the root and the description of all routes: two files of this jar. */
final class PageRoutes {
  private final byte[] page = resource("page.html");
  private final byte[] description = resource("openapi.json");

  List<Route> all() {
    return List.of(
        new Route("GET", "/", Role.ANYBODY, Dialect.NATIVE, call -> page()),
        new Route(
            "GET",
            "/openapi.json",
            Role.ANYBODY,
            Dialect.NATIVE,
            call -> HttpAnswer.json(200, description)));
  }

  private HttpAnswer page() {
    return HttpAnswer.of(200, "text/html; charset=utf-8", page)
        .with(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
                + " connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'");
  }

  private static byte[] resource(String name) {
    try (InputStream in = PageRoutes.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar of flts-serving-http.");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
