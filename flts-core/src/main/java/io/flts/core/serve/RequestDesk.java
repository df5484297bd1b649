package io.flts.core.serve;

import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.registry.ModelRef;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a request: cache, permit, model, hooks. Thread-safe.
 *
 * <p>What the cache knows is answered without a permit, because looking it up costs less than
 * handing a permit over.
 */
final class RequestDesk {
  private static final Logger LOG = LoggerFactory.getLogger(RequestDesk.class);

  private final ModelShelf shelf;
  private final ModelLoader loader;
  private final ServiceLimits limits;
  private final Admission admission;
  private final Hooks hooks;
  private final @Nullable JournalDelivery journal;
  private final Clock clock;

  RequestDesk(
      ModelShelf shelf,
      ModelLoader loader,
      ServiceLimits limits,
      Admission admission,
      Hooks hooks,
      @Nullable JournalDelivery journal) {
    this.shelf = shelf;
    this.loader = loader;
    this.limits = limits;
    this.admission = admission;
    this.hooks = hooks;
    this.journal = journal;
    this.clock = loader.clock();
  }

  ServedForecast answer(ModelRef ref, ForecastRequest request) {
    try {
      admission.requireOpen();
      ServedForecast known = known(ref, request);
      return told(request, known == null ? admitted(ref, request) : known);
    } catch (RuntimeException e) {
      throw told(ref, e);
    }
  }

  List<BatchOutcome> answerAll(
      List<BatchItem> items, Deadline deadline, Function<String, ModelRef> refs) {
    long waitNanos = enter(items, deadline, refs);
    long start = System.nanoTime();
    try {
      List<BatchOutcome> outcomes = new ArrayList<>(items.size());
      for (BatchItem item : items) {
        outcomes.add(outcome(item, deadline, waitNanos, refs));
      }
      return outcomes;
    } finally {
      admission.leave(System.nanoTime() - start);
    }
  }

  private long enter(List<BatchItem> items, Deadline deadline, Function<String, ModelRef> refs) {
    try {
      return admission.enter(deadline);
    } catch (RuntimeException e) {
      for (BatchItem item : items) {
        countRefused(item, refs, e);
      }
      throw e;
    }
  }

  private void countRefused(
      BatchItem item, Function<String, ModelRef> refs, RuntimeException cause) {
    try {
      told(refs.apply(item.model()), cause);
    } catch (IllegalArgumentException e) {
      LOG.debug("A refused item names no model that it could be counted under.", e);
    }
  }

  private @Nullable ServedForecast known(ModelRef ref, ForecastRequest request) {
    ModelSlot slot = shelf.find(ref);
    LiveModel live = slot == null ? null : slot.live();
    return live == null ? null : live.cached(live.key(request));
  }

  private ServedForecast admitted(ModelRef ref, ForecastRequest request) {
    Deadline deadline = request.deadline().within(loader.settings(ref.model()).timeout());
    ForecastRequest bounded = request.withDeadline(deadline);
    ModelSlot slot = shelf.find(ref);
    LiveModel live = slot == null ? null : slot.live();
    Gathering gathering = live == null ? null : live.gathering();
    Seat seat = gathering == null ? null : gathering.join(bounded);
    if (live == null || gathering == null || seat == null) {
      return alone(ref, bounded);
    }
    try {
      seated(live, gathering, seat);
    } finally {
      gathering.leave(seat);
    }
    return seat.await().orElseGet(() -> alone(ref, bounded));
  }

  private ServedForecast alone(ModelRef ref, ForecastRequest request) {
    long waitNanos = admission.enter(request.deadline());
    long start = System.nanoTime();
    try {
      return computed(ref, request, waitNanos);
    } finally {
      admission.leave(System.nanoTime() - start);
    }
  }

  /** Sees to it that the seat is completed: by this thread, or by one that had a permit before. */
  private void seated(LiveModel live, Gathering gathering, Seat seat) {
    long waitNanos;
    try {
      waitNanos = admission.enter(seat.request().deadline());
    } catch (RuntimeException e) {
      if (seat.claim()) {
        throw e;
      }
      return; // it is being computed already
    }
    if (!seat.claim()) {
      admission.leaveUnused();
      return;
    }
    long start = System.nanoTime();
    try {
      live.computeTogether(gathering.takeWith(seat), waitNanos);
    } catch (RuntimeException e) {
      // What one request is to blame for must not fail the others. All seats are told to compute
      // alone by now, this one too, and whose fault it is fails again.
      LOG.debug("Computing together failed; each request is computed alone.", e);
    } finally {
      admission.leave(System.nanoTime() - start);
    }
  }

  private ServedForecast computed(ModelRef ref, ForecastRequest request, long waitNanos) {
    request.deadline().check("A request to model '" + ref + "'");
    LiveModel live = required(ref, request.deadline());
    RequestKey key = live.key(request);
    ServedForecast known = live.cached(key); // another request may have computed it meanwhile
    return known == null ? live.compute(request, key, waitNanos) : known;
  }

  private LiveModel required(ModelRef ref, Deadline deadline) {
    ModelSlot slot = shelf.demand(ref);
    try {
      return slot.require(deadline, limits);
    } catch (ServiceRefusedException e) {
      if (e.reason() == RefusalReason.UNKNOWN_MODEL) {
        shelf.forgetUnserved(slot);
      }
      throw e;
    }
  }

  private BatchOutcome outcome(
      BatchItem item, Deadline deadline, long waitNanos, Function<String, ModelRef> refs) {
    ModelRef ref;
    try {
      ref = refs.apply(item.model());
    } catch (IllegalArgumentException e) {
      return new BatchOutcome.Failed(e);
    }
    try {
      Deadline own = item.request().deadline();
      Deadline all =
          own.within(deadline.remaining()).within(loader.settings(ref.model()).timeout());
      ForecastRequest request = item.request().withDeadline(all);
      return new BatchOutcome.Answered(told(item.request(), computed(ref, request, waitNanos)));
    } catch (RuntimeException e) {
      return new BatchOutcome.Failed(told(ref, e));
    }
  }

  private ServedForecast told(ForecastRequest request, ServedForecast answer) {
    hooks.answered(answer);
    if (journal != null) {
      journal.offer(new JournalEntry(clock.instant(), request, answer));
    }
    return answer;
  }

  private RuntimeException told(ModelRef ref, RuntimeException cause) {
    if (cause instanceof ServiceRefusedException refusal) {
      hooks.refused(ref, refusal.reason());
    } else {
      hooks.failed(ref, cause);
    }
    return cause;
  }
}
