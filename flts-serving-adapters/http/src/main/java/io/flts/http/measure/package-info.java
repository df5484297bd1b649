/**
 * Counts what a service and its HTTP handler do and tells it as Prometheus text. Other meters are
 * adapters of their own.
 */
@NullMarked
package io.flts.http.measure;

import org.jspecify.annotations.NullMarked;
