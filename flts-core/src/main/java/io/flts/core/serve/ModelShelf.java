package io.flts.core.serve;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.flts.api.registry.ModelRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All slots: those kept because somebody named them, and a bounded number that requests asked for.
 * Thread-safe.
 */
final class ModelShelf {
  private final Map<ModelRef, ModelSlot> kept = new ConcurrentHashMap<>();
  private final Cache<ModelRef, ModelSlot> onDemand;
  private final Function<ModelRef, ModelSlot> newSlot;
  private final int most;

  ModelShelf(Collection<ModelSlot> required, int most, Function<ModelRef, ModelSlot> newSlot) {
    required.forEach(slot -> kept.put(slot.ref(), slot));
    this.newSlot = newSlot;
    this.most = most;
    onDemand =
        Caffeine.newBuilder()
            .maximumSize(most)
            .executor(Runnable::run)
            .removalListener(ModelShelf::removed)
            .build();
  }

  private static void removed(
      @Nullable ModelRef ref, @Nullable ModelSlot slot, RemovalCause cause) {
    if (slot != null && cause.wasEvicted()) {
      slot.close();
    }
  }

  /** The slot of a reference, or {@code null}; makes none. */
  @Nullable ModelSlot find(ModelRef ref) {
    ModelSlot slot = kept.get(ref);
    return slot == null ? onDemand.getIfPresent(ref) : slot;
  }

  /** The slot of a reference that a request asks for. */
  ModelSlot demand(ModelRef ref) {
    ModelSlot slot = kept.get(ref);
    if (slot != null) {
      return slot;
    }
    if (most == 0) {
      throw new ServiceRefusedException(
          RefusalReason.UNKNOWN_MODEL,
          Duration.ZERO,
          "Model '"
              + ref
              + "' is not among those this service was built for: "
              + kept.keySet().stream().map(ModelRef::toString).sorted().toList()
              + ". Name one of them, or raise ServiceLimits.onDemand.",
          null);
    }
    return onDemand.get(ref, newSlot);
  }

  /** The slot of a reference that an operator named; it stays until the service ends. */
  ModelSlot keep(ModelRef ref) {
    return kept.computeIfAbsent(
        ref,
        each -> {
          ModelSlot demanded = onDemand.asMap().remove(each);
          return demanded == null ? newSlot.apply(each) : demanded;
        });
  }

  /**
   * Forgets a slot that turned out to mean nothing, so that made-up names push out no models, and
   * mistyped ones do not stand in the health report for ever.
   */
  void forgetUnserved(ModelSlot slot) {
    if (slot.live() == null && !slot.isRequired()) {
      kept.remove(slot.ref(), slot);
      onDemand.asMap().remove(slot.ref(), slot);
      slot.close();
    }
  }

  /** All slots by name. */
  List<ModelSlot> all() {
    List<ModelSlot> all = new ArrayList<>(kept.values());
    onDemand.asMap().forEach((ref, slot) -> all.add(slot));
    all.sort(Comparator.comparing(slot -> slot.ref().toString()));
    return all;
  }

  void close() {
    all().forEach(ModelSlot::close);
  }
}
