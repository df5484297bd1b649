package io.flts.core.promote;

import io.flts.api.registry.ModelVersion;

/**
 * A registered version that wants to be promoted, and the label by which the leaderboard judged it.
 *
 * @param label the row of the leaderboard that judged this model
 * @param version what would be promoted
 * @since 0.1.0
 */
public record Contender(String label, ModelVersion version) {}
