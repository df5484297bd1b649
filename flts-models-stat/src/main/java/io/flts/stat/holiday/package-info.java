/**
 * Public holidays of 23 countries as rules and dated facts, and the preprocessor that turns them
 * into known-future covariates.
 *
 * <p>The rules are text resources beside this package, one file per country with its sources;
 * {@code RuleParser} documents their form. No dates are fetched and none depend on the machine's
 * locale.
 */
@NullMarked
package io.flts.stat.holiday;

import org.jspecify.annotations.NullMarked;
