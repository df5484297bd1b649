package io.flts.core.registry;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model's or alias's name as a file name that no file system confuses with another.
 *
 * <p>The name in lower case; where it has capitals, followed by {@code =} and the hex number whose
 * bit i says that letter i is one: {@code Load} is {@code load=1}. Two names that differ in case
 * alone thus stay apart on disks that ignore case.
 */
final class StoredName {
  private static final Pattern STORED =
      Pattern.compile("([a-z0-9][a-z0-9._-]*)(?:=([1-9a-f][0-9a-f]*))?");

  private StoredName() {}

  static String encode(String name) {
    BigInteger capitals = BigInteger.ZERO;
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 'A' && name.charAt(i) <= 'Z') {
        capitals = capitals.setBit(i);
      }
    }
    String lower = name.toLowerCase(Locale.ROOT);
    return capitals.signum() == 0 ? lower : lower + "=" + capitals.toString(16);
  }

  /** The name, or an empty text for a file name that {@link #encode} does not give. */
  static String decode(String stored) {
    Matcher matcher = STORED.matcher(stored);
    if (!matcher.matches()) {
      return "";
    }
    StringBuilder name = new StringBuilder(matcher.group(1));
    if (matcher.group(2) != null) {
      BigInteger capitals = new BigInteger(matcher.group(2), 16);
      for (int i = 0; i < name.length(); i++) {
        if (capitals.testBit(i)) {
          name.setCharAt(i, Character.toUpperCase(name.charAt(i)));
        }
      }
    }
    return encode(name.toString()).equals(stored) ? name.toString() : "";
  }
}
