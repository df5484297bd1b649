package com.example.plugin;

import io.flts.api.error.InsufficientDataException;
import io.flts.api.error.ModelFormatException;
import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Forecaster;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.perseries.PerSeriesForecaster;
import io.flts.api.perseries.SeriesFitContext;
import io.flts.api.perseries.SeriesForecast;
import io.flts.api.perseries.SeriesForecastRequest;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.TimeSeries;
import java.util.Arrays;

/**
 * The median of the last seasons at the same place of the season: seasonal-naive that shrugs off
 * spikes.
 */
public final class SeasonalMedian extends PerSeriesForecaster {
  /** Observations per season. */
  public static final ParameterSpec<Integer> SEASON =
      ParameterSpec.integer(
          "season", 0, 0, 100_000, "observations per season; 0 = from the frequency");

  /** Seasons to look back. */
  public static final ParameterSpec<Integer> SEASONS =
      ParameterSpec.integer("seasons", 5, 1, 1000, "seasons to take the median of");

  private final ParameterSet parameters;

  /** The method with the median of five seasons. */
  public SeasonalMedian() {
    this(ParameterSet.of(SEASON, SEASONS));
  }

  private SeasonalMedian(ParameterSet parameters) {
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return "seasonal-median";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Forecaster with(Parameters changes) {
    return new SeasonalMedian(parameters.with(changes));
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(1, Capability.SEASONAL, Capability.MISSING_VALUES);
  }

  // tag::two-methods[]
  @Override
  protected SeriesModel fitSeries(TimeSeries series, SeriesFitContext context) {
    int declared = parameters.get(SEASON);
    int season = declared > 0 ? declared : series.frequency().season();
    return Fitted.of(series, season, parameters.get(SEASONS));
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    double[] medians = in.reals("medians");
    if (medians.length == 0) {
      throw new ModelFormatException("Saved model: 'medians' is empty; one per place is needed.");
    }
    return new Fitted(medians, in.integer("seasons", 1, 1000));
  }

  // end::two-methods[]

  /** The median of every place of the season; place 0 is the first step to forecast. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Fitted(double[] medians, int seasons) implements SeriesModel {

    static Fitted of(TimeSeries series, int season, int seasons) {
      double[] medians = new double[season];
      for (int place = 0; place < season; place++) {
        double[] seen = new double[seasons];
        int count = 0;
        int position = series.length() - season + place;
        for (; position >= 0 && count < seasons; position -= season) {
          if (!Double.isNaN(series.get(position))) {
            seen[count++] = series.get(position);
          }
        }
        if (count == 0) {
          throw new InsufficientDataException(
              "Series '"
                  + series.id()
                  + "' has no value at the place of "
                  + series.index().label(series.length() + place)
                  + " in its season of "
                  + season
                  + "; seasonal-median needs one. Set a shorter season or supply more history.");
        }
        Arrays.sort(seen, 0, count);
        medians[place] = (seen[(count - 1) / 2] + seen[count / 2]) / 2;
      }
      return new Fitted(medians, seasons);
    }

    @Override
    public SeriesForecast forecast(SeriesForecastRequest request) {
      double[] line = new double[request.horizon()];
      for (int step = 0; step < line.length; step++) {
        line[step] = medians[step % medians.length];
      }
      return new SeriesForecast(Forecast.Point.MEDIAN, line, new double[0][], new double[0][]);
    }

    @Override
    public SeriesModel over(TimeSeries history) {
      return of(history, medians.length, seasons);
    }

    @Override
    public void write(ModelWriter out) {
      out.reals("medians", medians).integer("seasons", seasons);
    }
  }
}
