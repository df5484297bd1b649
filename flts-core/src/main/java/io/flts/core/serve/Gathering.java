package io.flts.core.serve;

import io.flts.api.forecast.ForecastRequest;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The requests to one version that wait for a permit at this moment. The first that gets one takes
 * along those that ask for the same about other series; none ever waits for more to come.
 *
 * <p>Holds no more requests than may wait. Thread-safe.
 */
final class Gathering {
  private final int most;
  private final Queue<Seat> seats = new ConcurrentLinkedQueue<>();

  /**
   * @param most requests computed together, at least 2
   */
  Gathering(int most) {
    this.most = most;
  }

  /** A seat for a request, or {@code null} where it can only be computed alone. */
  @Nullable Seat join(ForecastRequest request) {
    if (request.history() == null || request.paths() > 0) {
      return null;
    }
    Seat seat = new Seat(request);
    seats.add(seat);
    return seat;
  }

  /** Gives a seat up, whether it was claimed or not. */
  void leave(Seat seat) {
    seats.remove(seat);
  }

  /** The seats that are computed with one that its own thread has claimed; that one is first. */
  List<Seat> takeWith(Seat leader) {
    List<Seat> taken = new ArrayList<>(List.of(leader));
    Set<String> ids = new HashSet<>();
    addIds(leader, ids);
    for (Seat seat : seats) {
      if (taken.size() == most) {
        break;
      }
      if (!seat.isClaimed() && agree(leader, seat) && addIds(seat, ids) && seat.claim()) {
        taken.add(seat);
      }
    }
    return taken;
  }

  private static boolean agree(Seat leader, Seat other) {
    ForecastRequest one = leader.request();
    ForecastRequest two = other.request();
    return one.horizon().equals(two.horizon())
        && one.levels().equals(two.levels())
        && one.seed() == two.seed()
        && history(leader).frequency().equals(history(other).frequency());
  }

  /** Adds the ids of a seat, unless one of them is there already. */
  private static boolean addIds(Seat seat, Collection<String> ids) {
    List<String> own = history(seat).series().stream().map(TimeSeries::id).toList();
    for (String id : own) {
      if (ids.contains(id)) {
        return false;
      }
    }
    return ids.addAll(own);
  }

  /** One request for the series of all; it has the deadline of the first. */
  static ForecastRequest merged(List<Seat> seats) {
    List<TimeSeries> series = new ArrayList<>();
    Map<String, FutureCovariates.Window> windows = new LinkedHashMap<>();
    for (Seat seat : seats) {
      series.addAll(history(seat).series());
      windows.putAll(seat.request().future().windows());
    }
    return seats
        .get(0)
        .request()
        .withHistory(Panel.of(series))
        .withFuture(FutureCovariates.copyOf(windows));
  }

  static Panel history(Seat seat) {
    Panel history = seat.request().history();
    if (history == null) {
      throw new IllegalStateException("A request without history has no seat.");
    }
    return history;
  }
}
