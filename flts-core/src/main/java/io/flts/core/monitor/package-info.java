/**
 * Watching models that are served: how severe a drift is. Journals, drift statistics and alerts
 * will live here, too; retraining and promotion do not.
 */
@NullMarked
package io.flts.core.monitor;

import org.jspecify.annotations.NullMarked;
