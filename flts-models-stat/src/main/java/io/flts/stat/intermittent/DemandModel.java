package io.flts.stat.intermittent;

import io.flts.api.forecast.Component;
import io.flts.api.forecast.Component.Role;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.perseries.SeriesForecast;
import io.flts.api.perseries.SeriesForecastRequest;
import io.flts.stat.safeguard.Safeguard;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What all intermittent models forecast: a flat rate, and quantiles of a value that is 0 with
 * probability 1 − p and else a demand of the sizes seen, scaled so that the mean is the rate.
 *
 * <p>Immutable and thread-safe.
 */
record DemandModel(double rate, double probability, DemandSizes sizes, Safeguard safeguard) {

  SeriesForecast forecast(SeriesForecastRequest request) {
    int horizon = request.horizon();
    double[] levels = request.probabilities();
    double[] mean = new double[horizon];
    Arrays.fill(mean, rate);
    double[][] quantiles = new double[levels.length][horizon];
    for (int k = 0; k < levels.length; k++) {
      Arrays.fill(quantiles[k], quantile(levels[k]));
    }
    Random random = new Random(request.seed());
    double[][] paths = new double[request.paths()][horizon];
    for (double[] path : paths) {
      for (int i = 0; i < horizon; i++) {
        path[i] = quantile(random.nextDouble());
      }
    }
    return safeguard.check(mean, quantiles, levels, paths);
  }

  private double quantile(double level) {
    double empty = 1 - probability;
    if (level <= empty || probability <= 0 || sizes.mean() <= 0) {
      return 0;
    }
    double scale = rate / (probability * sizes.mean());
    return scale * sizes.quantile((level - empty) / probability);
  }

  List<Component> explain(SeriesForecastRequest request) {
    int horizon = request.horizon();
    return List.of(
        constant("rate", Role.ADDITIVE, request, horizon, rate),
        constant("probability", Role.INFORMATIVE, request, horizon, probability),
        constant(
            "size", Role.INFORMATIVE, request, horizon, probability > 0 ? rate / probability : 0));
  }

  private static Component constant(
      String name, Role role, SeriesForecastRequest request, int horizon, double value) {
    double[] values = new double[horizon];
    Arrays.fill(values, value);
    return Component.of(name, role, request.index(), values);
  }

  void write(ModelWriter out) {
    out.real("rate", rate)
        .real("probability", probability)
        .reals("sizes", sizes.table())
        .real("mean-size", sizes.mean());
    safeguard.write(out.section("safeguard"));
  }

  static DemandModel read(ModelReader in) {
    return new DemandModel(
        in.real("rate"),
        in.real("probability"),
        new DemandSizes(in.reals("sizes"), in.real("mean-size")),
        Safeguard.read(in.section("safeguard")));
  }
}
