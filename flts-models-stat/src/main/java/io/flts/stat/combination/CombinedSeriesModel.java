package io.flts.stat.combination;

import io.flts.api.error.ModelFormatException;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Horizon;
import io.flts.api.forecast.Levels;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.perseries.SeriesForecast;
import io.flts.api.perseries.SeriesForecastRequest;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.stat.safeguard.Safeguard;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Several fitted methods of one series and the middle of their forecasts. Immutable, thread-safe.
 */
final class CombinedSeriesModel implements SeriesModel {
  private final Map<String, FittedForecaster> members;
  private final boolean mean;
  private final int period;
  private final String missing;
  private final @Nullable TimeSeries otherHistory;
  private final Safeguard safeguard;

  private CombinedSeriesModel(
      Map<String, FittedForecaster> members,
      boolean mean,
      int period,
      String missing,
      @Nullable TimeSeries otherHistory,
      Safeguard safeguard) {
    this.members = members;
    this.mean = mean;
    this.period = period;
    this.missing = missing;
    this.otherHistory = otherHistory;
    this.safeguard = safeguard;
  }

  /**
   * The model of the series its members were fitted to.
   *
   * @param mean whether the mean of the members counts instead of their median
   * @param missing which members could not be fitted and why, or empty
   */
  static CombinedSeriesModel of(
      TimeSeries series,
      int period,
      Map<String, FittedForecaster> members,
      boolean mean,
      String missing) {
    return new CombinedSeriesModel(
        new LinkedHashMap<>(members),
        mean,
        period,
        missing,
        null,
        Safeguard.of(series.toArray(), period));
  }

  @Override
  public SeriesForecast forecast(SeriesForecastRequest request) {
    double[] probabilities = request.probabilities();
    ForecastRequest inner =
        ForecastRequest.of(Horizon.steps(request.horizon()))
            .withLevels(probabilities.length == 0 ? Levels.none() : Levels.quantiles(probabilities))
            .withDeadline(request.deadline());
    if (otherHistory != null) {
      inner = inner.withHistory(Panel.of(otherHistory));
    }
    double[][] means = new double[members.size()][];
    double[][][] quantiles = new double[members.size()][][];
    double[][][] paths = new double[members.size()][][];
    int each = (request.paths() + members.size() - 1) / members.size();
    StringBuilder reasons = new StringBuilder(missing);
    int at = 0;
    for (Map.Entry<String, FittedForecaster> member : members.entrySet()) {
      // A seed for each member: they would draw the same noise otherwise.
      Forecast forecast =
          member.getValue().forecast(inner.withPaths(each).withSeed(request.seed() + at)).single();
      means[at] = forecast.mean();
      quantiles[at] = forecast.quantiles().toArray();
      paths[at++] = forecast.paths();
      String fallback = forecast.producer().fallback();
      if (!fallback.isEmpty()) {
        reasons.append(reasons.isEmpty() ? "" : "; ").append(member.getKey());
        reasons.append(" by ").append(fallback);
      }
    }
    double[][] combined = new double[probabilities.length][];
    double[][] rows = new double[means.length][];
    for (int k = 0; k < combined.length; k++) {
      for (int i = 0; i < rows.length; i++) {
        rows[i] = quantiles[i][k];
      }
      combined[k] = middle(rows);
    }
    double[] centre = middle(means);
    double[][] mixed = mixed(paths, means, centre, request.paths());
    SeriesForecast checked = safeguard.check(centre, combined, probabilities, mixed);
    return checked.fallback().isEmpty() && !reasons.isEmpty()
        ? checked.withFallback(reasons.toString())
        : checked;
  }

  // Paths of the members in turn, each moved by as much as the combined mean lies off its member's:
  // what the combination doubts is what the members doubt, not where their means differ.
  private static double[][] mixed(
      double[][][] paths, double[][] means, double[] centre, int count) {
    double[][] mixed = new double[count][];
    for (int p = 0; p < count; p++) {
      int member = p % paths.length;
      double[] path = paths[member][p / paths.length];
      for (int h = 0; h < path.length; h++) {
        path[h] += centre[h] - means[member][h];
      }
      mixed[p] = path;
    }
    return mixed;
  }

  // Of finite numbers; halves are added so that the sum of two large ones stays finite.
  private double[] middle(double[][] rows) {
    int count = rows.length;
    double[] result = new double[rows[0].length];
    double[] column = new double[count];
    for (int h = 0; h < result.length; h++) {
      for (int i = 0; i < count; i++) {
        column[i] = rows[i][h];
      }
      if (mean) {
        for (double value : column) {
          result[h] += value / count;
        }
      } else {
        Arrays.sort(column);
        result[h] =
            count % 2 == 1
                ? column[count / 2]
                : 0.5 * column[count / 2 - 1] + 0.5 * column[count / 2];
      }
    }
    return result;
  }

  @Override
  public CombinedSeriesModel over(TimeSeries history) {
    TimeSeries plain = TimeSeries.of(history.id(), history.index(), history.toArray());
    return new CombinedSeriesModel(
        members, mean, period, missing, plain, safeguard.over(history.toArray(), period));
  }

  @Override
  public void write(ModelWriter out) {
    if (otherHistory != null) {
      throw new IllegalStateException("A model carried over to other history is not saved.");
    }
    out.text("members", String.join(",", members.keySet()))
        .flag("mean", mean)
        .integer("period", period)
        .text("missing", missing);
    safeguard.write(out.section("safeguard"));
    members.forEach((name, fitted) -> fitted.write(out.section(name)));
  }

  static CombinedSeriesModel read(ModelReader in, int season) {
    Map<String, FittedForecaster> members = new LinkedHashMap<>();
    String[] names = in.text("members").split(",");
    try {
      Member.check(Arrays.asList(names));
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("A saved combination is damaged: " + e.getMessage(), e);
    }
    for (String name : names) {
      members.put(name, Member.named(name, season).read(in.section(name)));
    }
    return new CombinedSeriesModel(
        members,
        in.flag("mean"),
        in.integer("period", 1, 1_000_000),
        in.text("missing"),
        null,
        Safeguard.read(in.section("safeguard")));
  }
}
