package io.flts.core.catalog;

import java.security.CodeSource;
import java.security.ProtectionDomain;

/** Where a class was loaded from, in words: the jar or directory, else the module. */
final class CodeOrigin {

  private CodeOrigin() {}

  static String of(Class<?> type) {
    ProtectionDomain domain = type.getProtectionDomain();
    CodeSource source = domain == null ? null : domain.getCodeSource();
    if (source != null && source.getLocation() != null) {
      return source.getLocation().toString();
    }
    Module module = type.getModule();
    return module.isNamed() ? "module " + module.getName() : "an unknown place";
  }
}
