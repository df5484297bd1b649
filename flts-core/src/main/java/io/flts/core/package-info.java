/** Everything that works on any forecaster; one sub-package per step a forecast travels through. */
@NullMarked
package io.flts.core;

import org.jspecify.annotations.NullMarked;
