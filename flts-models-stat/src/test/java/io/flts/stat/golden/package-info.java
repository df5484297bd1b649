/** Reads the reference results of R that the golden tests of this module compare with. */
@NullMarked
package io.flts.stat.golden;

import org.jspecify.annotations.NullMarked;
