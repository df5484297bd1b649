package io.flts.core.catalog;

/** For tests of other packages: what {@link ServiceCatalog#load()} is, over any class loader. */
public final class UnsoughtCatalog {

  private UnsoughtCatalog() {}

  /** A catalog that looks for each kind of service when it is first asked for. */
  public static ServiceCatalog of(ClassLoader loader) {
    return ServiceCatalog.found(loader);
  }
}
