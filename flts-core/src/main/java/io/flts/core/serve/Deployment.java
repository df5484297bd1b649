package io.flts.core.serve;

import io.flts.api.registry.PromotionRecord;

/**
 * An alias was moved, and this service answers with the version it points to.
 *
 * @param record what the registry recorded
 * @param model what answers now; still another version where the reference is pinned
 * @since 0.1.0
 */
public record Deployment(PromotionRecord record, ServedModel model) {}
