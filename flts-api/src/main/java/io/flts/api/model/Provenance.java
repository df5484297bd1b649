package io.flts.api.model;

import io.flts.api.parameter.Parameters;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a fitted model came from: enough to fit it again and get the same bits.
 *
 * <p>It holds no time of day, so that the same inputs give the same bytes; the registry records
 * when. Immutable and thread-safe.
 *
 * @param forecaster service name of the forecaster
 * @param parameters all its parameters, defaults included
 * @param dataFingerprint {@link io.flts.api.series.Panel#fingerprint()} of the training data
 * @param seed the seed it was fitted with
 * @param notes further facts by name, for example the numeric kernel used; part of the saved model
 * @since 0.1.0
 */
public record Provenance(
    String forecaster,
    Parameters parameters,
    String dataFingerprint,
    long seed,
    Map<String, String> notes) {

  /** Copies the notes. */
  public Provenance {
    notes = Collections.unmodifiableMap(new TreeMap<>(notes));
  }

  /** Writes all fields but the parameters, which a saved model records with the service's name. */
  public void write(ModelWriter out) {
    out.text("data-fingerprint", dataFingerprint).integer("seed", seed);
    ModelWriter section = out.section("notes");
    notes.forEach(section::text);
  }

  /** Reads what {@link #write} wrote; name and parameters come from the configured forecaster. */
  public static Provenance read(String forecaster, Parameters parameters, ModelReader in) {
    ModelReader section = in.section("notes");
    Map<String, String> notes = new TreeMap<>();
    for (String key : section.keys()) {
      notes.put(key, section.text(key));
    }
    return new Provenance(
        forecaster, parameters, in.text("data-fingerprint"), in.integer("seed"), notes);
  }
}
