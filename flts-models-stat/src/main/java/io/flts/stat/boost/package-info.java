/**
 * Gradient boosting: XGBoost's trees in flat arrays ({@link io.flts.stat.boost.TreeEnsemble}),
 * their training ({@link io.flts.stat.boost.Boosting}), exact contributions and importance, and the
 * forecaster {@code xgboost}.
 *
 * <p>Only training touches the native library, and only {@code NativeTraining} names it; everything
 * else, reading a saved model included, works without it. Features of time series are made in
 * {@code tabular}; nothing here knows about time but the forecaster. Start at {@code Boosting}.
 */
@NullMarked
package io.flts.stat.boost;

import org.jspecify.annotations.NullMarked;
