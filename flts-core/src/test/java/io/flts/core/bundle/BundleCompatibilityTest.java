package io.flts.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Loads the golden file of every released format version, for ever. The files are never written
 * again; {@code format-1.flts} was made from {@link BundleSamples} on 2026-11-21.
 */
class BundleCompatibilityTest {

  @Test
  @DisplayName("A bundle of format 1 loads with every bit it was written with")
  void format1() throws IOException {
    ModelBundle bundle = ModelBundle.read(golden("format-1.flts"));
    assertThat(bundle.content()).isEqualTo(BundleSamples.everyKind());
    assertThat(bundle.manifest()).isEqualTo(BundleSamples.manifest());
  }

  @Test
  @DisplayName("While format 1 is the newest, this build writes the golden file's bytes")
  void format1Bytes() throws IOException {
    assertThat(ModelBundle.FORMAT).isEqualTo(1);
    assertThat(BundleSamples.bytes(BundleSamples.everyKindBundle()))
        .isEqualTo(golden("format-1.flts"));
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream in =
        BundleCompatibilityTest.class.getResourceAsStream("/golden/bundle/" + name)) {
      return in.readAllBytes();
    }
  }
}
