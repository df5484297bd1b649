/**
 * The second engine: Deeplearning4j trains the networks of {@code io.flts.dl.engine}.
 *
 * <p>Here lives all that names a type of Deeplearning4j or ND4J; it is loaded only when {@code
 * engine=dl4j} is asked for, so that nothing else needs those libraries. Trained weights leave as
 * one flat vector in the order of {@link io.flts.dl.engine.Layout}. Files of Deeplearning4j are
 * neither read nor written: its {@code ModelSerializer} deserialises Java objects. Start reading at
 * {@link io.flts.dl.dl4j.Dl4jTrainer}.
 */
@NullMarked
package io.flts.dl.dl4j;

import org.jspecify.annotations.NullMarked;
