package io.flts.dl.kernel;

/**
 * Finds the fastest provider this JVM can run.
 *
 * <p>The {@code vector} provider needs the module {@code jdk.incubator.vector}, which a JVM
 * resolves only when started with {@code --add-modules jdk.incubator.vector}. Its classes are
 * touched after that check alone, so nothing here requires the module.
 *
 * @since 0.1.0
 */
public final class KernelChoice {
  private static final String MODULE = "jdk.incubator.vector";

  private KernelChoice() {}

  /** Whether this JVM was started with the Vector API. */
  public static boolean vectorPresent() {
    // Asking the boot layer would run a stream where the module is absent: 5 ms of a fresh JVM.
    try {
      Class.forName(MODULE + ".VectorSpecies", false, KernelChoice.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** {@code vector} where present, else {@code plain}. */
  public static Kernels fastest() {
    return vectorPresent() ? Vector.create() : new PlainKernels();
  }

  /**
   * A provider by name.
   *
   * @param name {@code auto}, {@code vector} or {@code plain}
   * @throws IllegalArgumentException for another name, or for {@code vector} where it is absent
   */
  public static Kernels named(String name) {
    switch (name) {
      case "auto":
        return fastest();
      case "plain":
        return new PlainKernels();
      case "vector":
        if (!vectorPresent()) {
          throw new IllegalArgumentException(
              "Kernel provider 'vector' is not available: this JVM was started without the module "
                  + MODULE
                  + ". Start it with --add-modules "
                  + MODULE
                  + ", or choose 'auto' or 'plain'.");
        }
        return Vector.create();
      default:
        throw new IllegalArgumentException(
            "No kernel provider named '" + name + "'. Available: auto, vector, plain.");
    }
  }

  /** Loaded only when the module is present; keeps the verifier away from its types. */
  private static final class Vector {
    static Kernels create() {
      return new VectorKernels();
    }
  }
}
