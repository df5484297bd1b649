package io.flts.dl.forecast;

import io.flts.dl.engine.WindowNetwork;
import java.util.Map;

/**
 * What was learned.
 *
 * @param network answers windows
 * @param reach how far normalised targets went in training
 * @param notes facts for the provenance
 */
record Learned(WindowNetwork network, Reach reach, Map<String, String> notes) {}
