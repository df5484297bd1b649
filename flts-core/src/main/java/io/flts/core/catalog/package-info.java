/**
 * The one place that calls {@link java.util.ServiceLoader}: finds forecasters, preprocessors,
 * scorers, registries and holiday calendars on the class path or module path and hands them out by
 * name.
 *
 * <p>Start at {@link io.flts.core.catalog.ServiceCatalog}. No service is implemented here.
 */
@NullMarked
package io.flts.core.catalog;

import org.jspecify.annotations.NullMarked;
