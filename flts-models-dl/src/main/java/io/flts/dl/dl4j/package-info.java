/**
 * The second engine: Deeplearning4j trains the networks of {@code io.flts.dl.engine}, and those of
 * callers.
 *
 * <p>Here lives all that names a type of Deeplearning4j or ND4J; it is loaded only when asked for,
 * so that nothing else needs those libraries. Files of Deeplearning4j are neither read nor written:
 * its {@code ModelSerializer} deserialises Java objects. Start reading at {@link
 * io.flts.dl.dl4j.Dl4jTrainer}, and for networks of callers at {@link io.flts.dl.dl4j.NetworkText}.
 */
@NullMarked
package io.flts.dl.dl4j;

import org.jspecify.annotations.NullMarked;
