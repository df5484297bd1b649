package io.flts.dl.forecast;

import io.flts.api.forecast.FitRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be learned, from what.
 *
 * @param probabilities quantiles wanted beside the point, ascending
 * @param start model to start from, or null
 */
record LearningTask(
    WindowForecaster forecaster,
    FitRequest request,
    WindowShape shape,
    FeaturePlan plan,
    List<Frame> frames,
    double[] probabilities,
    @Nullable FittedWindows start) {}
