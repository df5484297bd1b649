package io.flts.stat.decompose;

import io.flts.api.error.ModelFormatException;
import io.flts.api.error.UnknownSeriesException;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Quantiles;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.preprocess.FittedPreprocessor;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import io.flts.stat.season.SeasonAnchor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Constant seasonal figures of the training series, subtracted from any history on the same time
 * grid and added back to forecasts.
 */
final class FittedSeasons implements FittedPreprocessor {

  /** The figures of one series; position 0 belongs to the first training value. */
  private record Figures(SeasonAnchor anchor, List<double[]> cycles) {

    double[] at(TimeIndex index) {
      long from = index.length() == 0 ? 0 : anchor.stepsTo(index).orElse(0);
      double[] sum = new double[index.length()];
      for (double[] cycle : cycles) {
        for (int t = 0; t < sum.length; t++) {
          sum[t] += cycle[(int) Math.floorMod(from + t, (long) cycle.length)];
        }
      }
      return sum;
    }
  }

  private final Map<String, Figures> byId;

  private FittedSeasons(Map<String, Figures> byId) {
    this.byId = byId;
  }

  static FittedSeasons of(
      Panel training, List<Integer> declared, int season, boolean robust, boolean several) {
    Map<String, Figures> byId = new LinkedHashMap<>();
    for (TimeSeries series : training) {
      List<Integer> periods = declared;
      if (periods.isEmpty()) {
        List<Integer> usual =
            several ? series.frequency().seasonLengths() : List.of(series.frequency().season());
        periods = season > 0 ? List.of(season) : usual;
      }
      int[] usable = periods.stream().mapToInt(Integer::intValue).filter(m -> m > 1).toArray();
      Mstl method = Mstl.of(usable);
      double[] y = series.toArray();
      Decomposition parts = (robust ? method.robust() : method).decompose(y);
      List<double[]> cycles = new ArrayList<>();
      for (int i = 0; i < parts.periods().size(); i++) {
        cycles.add(figure(parts.seasonal(i), parts.periods().get(i)));
      }
      byId.put(series.id(), new Figures(SeasonAnchor.of(series.index()), cycles));
    }
    return new FittedSeasons(byId);
  }

  // The mean cycle, centred.
  private static double[] figure(double[] seasonal, int period) {
    double[] figure = new double[period];
    double mean = 0.0;
    for (int j = 0; j < period; j++) {
      int count = 0;
      for (int t = j; t < seasonal.length; t += period) {
        figure[j] += seasonal[t];
        count++;
      }
      figure[j] /= count;
      mean += figure[j];
    }
    for (int j = 0; j < period; j++) {
      figure[j] -= mean / period;
    }
    return figure;
  }

  @Override
  public Panel transform(Panel raw) {
    return raw.map(
        series -> {
          double[] y = series.toArray();
          double[] season = figures(series.id()).at(series.index());
          for (int t = 0; t < y.length; t++) {
            y[t] -= season[t];
          }
          return series.withValues(y);
        });
  }

  @Override
  public FutureCovariates transformFuture(FutureCovariates raw) {
    return raw;
  }

  @Override
  public Forecast invert(Forecast prepared) {
    double[] season = figures(prepared.seriesId()).at(prepared.index());
    double[][] quantiles = prepared.quantiles().toArray();
    double[][] paths = prepared.paths();
    double[] mean = prepared.mean();
    add(mean, season);
    for (double[] row : quantiles) {
      add(row, season);
    }
    for (double[] row : paths) {
      add(row, season);
    }
    return prepared.toBuilder()
        .mean(mean)
        .quantiles(Quantiles.of(prepared.quantiles().probabilities(), quantiles))
        .paths(paths)
        .build();
  }

  @Override
  public Forecast invert(Forecast prepared, TimeSeries rawHistory) {
    return invert(prepared);
  }

  private static void add(double[] target, double[] season) {
    for (int h = 0; h < target.length; h++) {
      target[h] += season[h];
    }
  }

  private Figures figures(String id) {
    Figures figures = byId.get(id);
    if (figures == null) {
      throw new UnknownSeriesException(
          "Series '"
              + id
              + "' was not in the training data of the seasonal adjustment ("
              + byId.size()
              + " series), which knows one seasonal figure per series. Fit it on that series.");
    }
    return figures;
  }

  @Override
  public void write(ModelWriter out) {
    out.integer("series", byId.size());
    int number = 0;
    for (Map.Entry<String, Figures> entry : byId.entrySet()) {
      ModelWriter section = out.section("series-" + number++);
      Figures figures = entry.getValue();
      section.text("id", entry.getKey()).integer("seasons", figures.cycles().size());
      for (int i = 0; i < figures.cycles().size(); i++) {
        section.reals("season-" + i, figures.cycles().get(i));
      }
      figures.anchor().write(section.section("anchor"));
    }
  }

  static FittedSeasons read(ModelReader in) {
    Map<String, Figures> byId = new LinkedHashMap<>();
    int count = in.integer("series", 1, Integer.MAX_VALUE);
    for (int number = 0; number < count; number++) {
      ModelReader section = in.section("series-" + number);
      List<double[]> cycles = new ArrayList<>();
      int seasons = section.integer("seasons", 0, 1000);
      for (int i = 0; i < seasons; i++) {
        double[] cycle = section.reals("season-" + i);
        if (cycle.length < 2) {
          throw new ModelFormatException(
              "A saved seasonal adjustment has a season of length "
                  + cycle.length
                  + ". Save it again.");
        }
        cycles.add(cycle);
      }
      byId.put(
          section.text("id"), new Figures(SeasonAnchor.read(section.section("anchor")), cycles));
    }
    return new FittedSeasons(byId);
  }
}
