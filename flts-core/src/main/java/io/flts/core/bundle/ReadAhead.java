package io.flts.core.bundle;

import io.flts.core.catalog.ServiceCatalog;

/**
 * What reading a saved forecaster needs whatever stands in its file: SHA-256 of the JDK and the
 * forecasters of a catalog. A second thread fetches both while the caller reads the file, because
 * in a fresh JVM they take as long as the file: their classes are loaded.
 *
 * <p>Nothing depends on the thread. Who needs one of the two finds it, waits until it is there, or
 * fetches it where the thread has not come to it; what cannot be had is told to him alone.
 */
final class ReadAhead implements Runnable {
  private final ServiceCatalog catalog;

  private ReadAhead(ServiceCatalog catalog) {
    this.catalog = catalog;
  }

  /** Begins and returns at once; does nothing where the catalog has looked for its forecasters. */
  static void begin(ServiceCatalog catalog) {
    if (catalog.hasSoughtForecasters()) {
      return;
    }
    Thread thread = new Thread(new ReadAhead(catalog), "flts-read-ahead");
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      // The host allows no more threads. The caller can do without.
    }
  }

  @Override
  public void run() {
    try {
      new EntryDigest().sha256();
      catalog.seekForecasters();
    } catch (RuntimeException | Error e) {
      // The caller meets the same where he needs it.
    }
  }
}
