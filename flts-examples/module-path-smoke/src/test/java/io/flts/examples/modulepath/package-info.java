/** Runs the example on the module path, and holds all modules to the rules they share. */
@NullMarked
package io.flts.examples.modulepath;

import org.jspecify.annotations.NullMarked;
