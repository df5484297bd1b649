/** The nouns of forecasting and the four service interfaces; one sub-package per concern. */
@NullMarked
package io.flts.api;

import org.jspecify.annotations.NullMarked;
