/** What saved models of this module cost. */
@NullMarked
package io.flts.stat.saved;

import org.jspecify.annotations.NullMarked;
