/** Deep-learning forecasters; one sub-package per layer of the engine. */
@NullMarked
package io.flts.dl;

import org.jspecify.annotations.NullMarked;
