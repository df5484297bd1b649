package io.flts.dl.engine;

/**
 * What training found.
 *
 * @param weights best weights, one per {@link Layout} position; not copied
 * @param epochs finished epochs
 * @param steps steps done, those of an unfinished epoch too
 * @param bestEpoch the epoch the weights come from, counted from 1, be it unfinished; 0 for the
 *     start weights
 * @param losses training loss per epoch
 * @param validation validation loss per epoch, NaN without validation windows
 * @param skippedSteps steps whose gradient was not finite and that therefore changed nothing
 * @param stopped whether {@link Watch#goOn} ended training
 * @since 0.1.0
 */
public record Trained(
    float[] weights,
    int epochs,
    int steps,
    int bestEpoch,
    double[] losses,
    double[] validation,
    int skippedSteps,
    boolean stopped) {}
