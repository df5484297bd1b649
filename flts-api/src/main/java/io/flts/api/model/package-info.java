/**
 * What a fitted thing writes into a saved model and reads back: {@link
 * io.flts.api.model.ModelWriter}, {@link io.flts.api.model.ModelReader}, and where it came from:
 * {@link io.flts.api.model.Provenance}.
 *
 * <p>A model is a tree of typed values, {@link io.flts.api.model.ModelTree}. How a tree becomes a
 * file (JSON, safetensors, digests) is flts-core's business; nothing here touches a file.
 */
@NullMarked
package io.flts.api.model;

import org.jspecify.annotations.NullMarked;
