package io.flts.core.json;

import io.flts.api.parameter.Parameters;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name of a configuration: SHA-256, in 64 lower-case hex digits, of its {@linkplain
 * CanonicalJson canonical JSON} in UTF-8.
 *
 * <p>The order of members and white space do not count; {@code 1} and {@code 1.0} are different,
 * and so are an absent member and {@code null}. Stateless and thread-safe.
 *
 * @since 0.1.0
 */
public final class ConfigHash {

  private ConfigHash() {}

  /**
   * The hash of a configuration given as JSON text.
   *
   * @throws JsonException where the text is not JSON, repeats a key or breaks a limit
   */
  public static String of(String json) {
    return sha256(CanonicalJson.of(json));
  }

  /** The hash of a configuration. */
  public static String of(JsonObject config) {
    return sha256(config.canonical());
  }

  /**
   * The hash of one configured service: of {@code {"name": ..., "parameters": {...}}}.
   *
   * @param service name of the service
   * @param parameters all its parameters, defaults included
   */
  public static String of(String service, Parameters parameters) {
    return of(
        JsonObject.builder().text("name", service).parameters("parameters", parameters).build());
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
