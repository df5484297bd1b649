package io.flts.core.catalog;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * What a {@link ServiceLoader} yields, broken providers apart from whole ones.
 *
 * @param whole one instance of each provider
 * @param broken why each of the others could not be made
 */
record Providers<S>(List<S> whole, List<String> broken) {
  /** A loader that fails this often in a row is not getting any further. */
  private static final int PATIENCE = 1_000;

  static <S> Providers<S> none() {
    return new Providers<>(List.of(), List.of());
  }

  /** What a class loader can see. */
  static <S> Providers<S> found(Class<S> kind, ClassLoader loader) {
    List<S> whole = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    Iterator<S> providers = ServiceLoader.load(kind, loader).iterator();
    int failuresInARow = 0;
    while (failuresInARow < PATIENCE) {
      try {
        if (!providers.hasNext()) {
          break;
        }
        whole.add(providers.next());
        failuresInARow = 0;
      } catch (ServiceConfigurationError | LinkageError e) {
        failuresInARow++;
        broken.add(reason(e));
      }
    }
    for (String reason : broken) {
      CatalogLog.fault(fault(kind, reason));
    }
    return new Providers<>(List.copyOf(whole), List.copyOf(broken));
  }

  /** What is not offered because it is broken, one sentence each. */
  List<String> faults(Class<S> kind) {
    return broken.stream().map(reason -> fault(kind, reason)).toList();
  }

  static String fault(Class<?> kind, String reason) {
    return kind.getSimpleName() + " could not be loaded: " + reason;
  }

  /** The loader's own words and the innermost cause, which names what is missing. */
  private static String reason(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String said =
        error instanceof ServiceConfigurationError
            ? String.valueOf(error.getMessage())
            : error.toString();
    return root == error ? said : said + " (" + root + ")";
  }
}
