package io.flts.http.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * API keys and their roles. Only SHA-256 hashes are held; a key is compared with all of them, each
 * in time that does not depend on where they differ. Choose keys at random with at least 128 bits
 * ({@code openssl rand -hex 32}): a plain hash does not protect words people invent. Immutable.
 *
 * @since 0.1.0
 */
public final class ApiKeys {
  private static final int HASH_BYTES = 32;

  private record Entry(byte[] hash, Set<Role> roles) {}

  private final List<Entry> entries;

  private ApiKeys(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** No keys: whoever reaches the server may predict and read, and nobody may administer. */
  public static ApiKeys none() {
    return new ApiKeys(List.of());
  }

  /**
   * These keys and one more.
   *
   * @param sha256 hash of the key's UTF-8 bytes, 64 hex digits, as {@link #hash} or {@code
   *     sha256sum} give it
   * @param roles what it allows
   */
  public ApiKeys and(String sha256, Role... roles) {
    byte[] hash;
    try {
      hash = HexFormat.of().parseHex(sha256.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      hash = new byte[0];
    }
    if (hash.length != HASH_BYTES || roles.length == 0) {
      throw new IllegalArgumentException(
          "An API key needs its SHA-256 in 64 hex digits (given are "
              + sha256.length()
              + " characters) and at least one role.");
    }
    List<Entry> more = new ArrayList<>(entries);
    more.add(new Entry(hash, EnumSet.copyOf(List.of(roles))));
    return new ApiKeys(more);
  }

  /** The hash under which a key is held. */
  public static String hash(String key) {
    return HexFormat.of().formatHex(sha256(key));
  }

  /** Whether there is no key at all. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Whether some key has a role. */
  public boolean grant(Role role) {
    return entries.stream().anyMatch(entry -> entry.roles().contains(role));
  }

  /** The roles of a key; none for a key that is not known. */
  public Set<Role> roles(String key) {
    byte[] hash = sha256(key);
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (Entry entry : entries) { // all of them, so that the time tells nothing
      if (MessageDigest.isEqual(entry.hash(), hash)) {
        roles.addAll(entry.roles());
      }
    }
    return roles;
  }

  private static byte[] sha256(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
