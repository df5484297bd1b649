package io.flts.core.serve;

import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
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
import java.util.function.Consumer;

/**
 * Forecasts one number for ever, so that an answer tells which version made it: a parameter, plus
 * what other history begins with above 1. A test may look on, or interfere, whenever a forecast is
 * computed.
 */
final class Steady extends PerSeriesForecaster {
  private static final ParameterSpec<Double> VALUE =
      ParameterSpec.real("value", 0.0, -1e9, 1e9, "what is forecast");
  private static final ParameterSpec<Boolean> BROKEN =
      ParameterSpec.flag("broken", false, "whether it forecasts NaN");

  private static final ParameterSpec<Boolean> GLOBAL =
      ParameterSpec.flag("global", false, "whether it says that it learns from all series at once");

  private final ParameterSet parameters;
  private final Consumer<SeriesForecastRequest> onForecast;

  Steady() {
    this(request -> {});
  }

  Steady(Consumer<SeriesForecastRequest> onForecast) {
    this(ParameterSet.of(VALUE, BROKEN, GLOBAL), onForecast);
  }

  private Steady(ParameterSet parameters, Consumer<SeriesForecastRequest> onForecast) {
    this.parameters = parameters;
    this.onForecast = onForecast;
  }

  Steady value(double value) {
    return with(Parameters.of("value", value));
  }

  Steady global() {
    return with(Parameters.of("global", true));
  }

  Steady broken() {
    return with(Parameters.of("broken", true));
  }

  @Override
  public String name() {
    return "steady";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Steady with(Parameters changes) {
    return new Steady(parameters.with(changes), onForecast);
  }

  @Override
  public Capabilities capabilities() {
    return parameters.get(GLOBAL)
        ? Capabilities.of(1, Capability.QUANTILES, Capability.GLOBAL)
        : Capabilities.of(1, Capability.QUANTILES);
  }

  @Override
  protected SeriesModel fitSeries(TimeSeries series, SeriesFitContext context) {
    return new Fitted(0);
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    in.flag("steady");
    return new Fitted(0);
  }

  private final class Fitted implements SeriesModel {
    private final double above;

    Fitted(double above) {
      this.above = above;
    }

    @Override
    public SeriesModel over(TimeSeries history) {
      return new Fitted(history.get(0) - 1);
    }

    @Override
    public SeriesForecast forecast(SeriesForecastRequest request) {
      onForecast.accept(request);
      double value = parameters.get(BROKEN) ? Double.NaN : parameters.get(VALUE) + above;
      double[] mean = new double[request.horizon()];
      Arrays.fill(mean, value);
      double[][] quantiles = new double[request.probabilities().length][];
      for (int i = 0; i < quantiles.length; i++) {
        quantiles[i] = mean.clone();
      }
      return SeriesForecast.of(mean, quantiles);
    }

    @Override
    public void write(ModelWriter out) {
      out.flag("steady", true);
    }
  }
}
