/** Shows that FLTS works on the module path: named modules, services, automatic model modules. */
@NullMarked
package io.flts.examples.modulepath;

import org.jspecify.annotations.NullMarked;
