package io.flts.core.catalog;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log what a catalog cannot offer: an optional library that the host left out is no
 * fault, a broken plug-in is.
 *
 * <p>A class of its own, because touching it starts the host's logging: a process in which all is
 * well does not wait for that.
 */
final class CatalogLog {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceCatalog.class);

  private CatalogLog() {}

  static void fault(String what) {
    LOG.warn("{}", what);
  }

  static void absence(String what) {
    LOG.debug("{}", what);
  }
}
