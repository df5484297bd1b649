/**
 * The one package that names Smile (LGPL-3, optional): the forecaster {@code random-forest}.
 *
 * <p>Smile grows the trees; they are then read into flat arrays of {@code boost}, so forecasts and
 * saved models need no Smile. Nothing outside this package may import {@code smile}.
 */
@NullMarked
package io.flts.stat.smile;

import org.jspecify.annotations.NullMarked;
