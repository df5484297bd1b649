/** Statistical forecasters; one sub-package per family of methods. */
@NullMarked
package io.flts.stat;

import org.jspecify.annotations.NullMarked;
