package io.flts.core.promote;

import io.flts.api.error.RegistryException;
import io.flts.api.parameter.Parameters;
import io.flts.api.registry.ModelArtifact;
import io.flts.api.registry.ModelRef;
import io.flts.api.registry.ModelVersion;
import io.flts.api.registry.Promotion;
import io.flts.api.registry.PromotionRecord;
import io.flts.api.registry.Registry;
import io.flts.api.registry.Verification;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A registry for one model and one alias that damages versions on request. */
final class ShelfRegistry implements Registry {
  final List<ModelVersion> versions = new ArrayList<>();
  final List<PromotionRecord> records = new ArrayList<>();
  final Set<Integer> damaged = new HashSet<>();

  ModelVersion add(String registeredAt, Map<String, String> tags) {
    ModelVersion version =
        new ModelVersion(
            "load", versions.size() + 1, "00", 1, Instant.parse(registeredAt), Map.of(), tags);
    versions.add(version);
    return version;
  }

  @Override
  public Verification verify(ModelVersion version) {
    return new Verification(
        damaged.contains(version.version()) ? List.of("SHA-256 differs") : List.of());
  }

  @Override
  public PromotionRecord promote(Promotion promotion) {
    if (promotion.expectedEpoch() != records.size()) {
      throw new RegistryException("Stale epoch " + promotion.expectedEpoch() + ".");
    }
    PromotionRecord record =
        new PromotionRecord(
            "r" + records.size(),
            records.size() + 1,
            PromotionRecord.Kind.PROMOTION,
            promotion,
            current("load", "production").map(one -> one.promotion().version()).orElse(0),
            "00",
            Instant.EPOCH);
    records.add(record);
    return record;
  }

  @Override
  public Optional<PromotionRecord> current(String model, String alias) {
    return records.isEmpty() ? Optional.empty() : Optional.of(records.get(records.size() - 1));
  }

  @Override
  public String name() {
    return "shelf";
  }

  @Override
  public Registry with(Parameters changes) {
    return this;
  }

  @Override
  public ModelVersion register(
      String model, ModelArtifact artifact, Map<String, Double> metrics, Map<String, String> tags) {
    return add("2026-01-01T00:00:00Z", tags);
  }

  @Override
  public List<String> models() {
    return List.of("load");
  }

  @Override
  public List<ModelVersion> versions(String model) {
    return versions;
  }

  @Override
  public ModelVersion resolve(ModelRef ref) {
    return versions.get(ref.version() - 1);
  }

  @Override
  public InputStream open(ModelVersion version) {
    return InputStream.nullInputStream();
  }

  @Override
  public PromotionRecord rollback(String model, String alias, String actor, String reason) {
    throw new RegistryException("Not needed here.");
  }

  @Override
  public List<PromotionRecord> history(String model, String alias) {
    return records;
  }

  @Override
  public AutoCloseable watch(String model, String alias, Consumer<PromotionRecord> listener) {
    return () -> {};
  }

  @Override
  public void close() {}
}
