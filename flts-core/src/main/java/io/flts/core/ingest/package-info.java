/**
 * From rows and CSV files to panels: columns, numbers, timestamps, the frequency they follow, and
 * what is irregular about them.
 *
 * <p>Start at {@link io.flts.core.ingest.LongCsv} (one row per series and time) or {@link
 * io.flts.core.ingest.WideCsv} (one column per series); {@link io.flts.core.ingest.Regularity}
 * checks timestamps alone. Nothing is repaired unless a {@link io.flts.core.ingest.Repair} says so.
 */
@NullMarked
package io.flts.core.ingest;

import org.jspecify.annotations.NullMarked;
