/**
 * Reports that people look at: {@link io.flts.core.report.HtmlReport}, one self-contained HTML file
 * with SVG pictures, for light and dark screens, without scripts and without anything loaded from
 * elsewhere.
 *
 * <p>What is shown is computed elsewhere: forecasts by models, leaderboards by {@code
 * io.flts.core.backtest}.
 */
@NullMarked
package io.flts.core.report;

import org.jspecify.annotations.NullMarked;
