package io.flts.core.preprocess;

import io.flts.api.error.InsufficientDataException;
import io.flts.api.forecast.Forecast;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.FittedPreprocessor;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.preprocess.Trait;
import io.flts.api.series.Covariate;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fillings for missing values of the target and of covariates.
 *
 * <table>
 * <caption>Methods</caption>
 * <tr><td>{@code linear}</td><td>the straight line between the observed neighbours; at the ends the
 * nearest</td></tr>
 * <tr><td>{@code mean}</td><td>the training mean</td></tr>
 * <tr><td>{@code forward}</td><td>the last observed value; in front of all observed ones the
 * first</td></tr>
 * <tr><td>{@code seasonal}</td><td>the profile of the season plus the interpolated departure from
 * it</td></tr>
 * <tr><td>{@code nearest}</td><td>the mean over the k training rows most alike in the other columns and
 * in the values one step and one season before and after; where no row compares, the straight
 * line</td></tr>
 * </table>
 *
 * <p>All but {@code mean} and {@code nearest} learn nothing: they look at the history given, in
 * both directions. A history without any observed value takes the training mean. In the known
 * future every covariate is filled within itself ({@code mean}: by the training mean).
 *
 * <p>Forecasts are left as they are. Immutable and thread-safe. Cost O(n); {@code nearest}:
 * O(missing values times donors times columns), and the donors are part of the saved model.
 *
 * @since 0.1.0
 */
public final class Impute implements Preprocessor {
  private static final ParameterSpec<String> METHOD =
      ParameterSpec.choice(
          "method",
          "linear",
          List.of("linear", "mean", "forward", "seasonal", "nearest"),
          "how missing values are filled");
  private static final ParameterSpec<Integer> NEIGHBOURS =
      ParameterSpec.integer("neighbours", 5, 1, 1000, "rows averaged by method nearest");
  private static final ParameterSpec<Integer> DONORS =
      ParameterSpec.integer(
          "donors", 5000, 1, 1_000_000, "latest training rows that method nearest looks through");
  private static final ParameterSpec<Integer> SEASON =
      ParameterSpec.integer(
          "season", 0, 0, 100_000, "observations per season; 0 = from the frequency");
  private static final ParameterSpec<Boolean> COVARIATES =
      ParameterSpec.flag("covariates", true, "whether covariates are filled, too");

  private final ParameterSet parameters;

  /** Straight lines, covariates too. */
  public Impute() {
    this(ParameterSet.of(METHOD, NEIGHBOURS, DONORS, SEASON, COVARIATES));
  }

  private Impute(ParameterSet parameters) {
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return "impute";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Impute with(Parameters changes) {
    return new Impute(parameters.with(changes));
  }

  @Override
  public Set<Trait> traits() {
    return parameters.get(METHOD).equals("mean")
        ? EnumSet.of(Trait.FILLS_MISSING, Trait.POINTWISE)
        : EnumSet.of(Trait.FILLS_MISSING);
  }

  @Override
  public FittedPreprocessor fit(Panel training) {
    int given = parameters.get(SEASON);
    int season = given == 0 ? training.frequency().season() : given;
    ColumnStatistics means =
        ColumnStatistics.fit(training, parameters.get(COVARIATES), Impute::measure);
    Map<String, NearestRows> rows = new LinkedHashMap<>();
    if (parameters.get(METHOD).equals("nearest")) {
      for (TimeSeries series : training) {
        rows.put(series.id(), NearestRows.of(series, parameters.get(DONORS)));
      }
    }
    return new Fitted(season, means, rows);
  }

  private static double[] measure(String column, double[] values) {
    Sample sample = Sample.of(values);
    if (sample.isEmpty() && column.startsWith("target")) {
      throw new InsufficientDataException(
          "The "
              + column
              + " has no observed value among "
              + values.length
              + "; impute needs at least 1. Supply observations or leave the series out.");
    }
    return new double[] {sample.isEmpty() ? Double.NaN : sample.mean()};
  }

  @Override
  public FittedPreprocessor read(ModelReader in) {
    Map<String, NearestRows> rows = new LinkedHashMap<>();
    ModelReader section = in.section("rows");
    for (String key : section.keys()) {
      ModelReader one = section.section(key);
      rows.put(one.text("id"), NearestRows.read(one.section("columns")));
    }
    return new Fitted(
        in.integer("season", 1, Integer.MAX_VALUE),
        ColumnStatistics.read(in.section("means"), 1, Impute::measure),
        rows);
  }

  private final class Fitted implements FittedPreprocessor {
    private final int season;
    private final ColumnStatistics means;
    private final Map<String, NearestRows> rows;

    Fitted(int season, ColumnStatistics means, Map<String, NearestRows> rows) {
      this.season = season;
      this.means = means;
      this.rows = Collections.unmodifiableMap(rows);
    }

    @Override
    public Panel transform(Panel raw) {
      return raw.map(this::transform);
    }

    private TimeSeries transform(TimeSeries series) {
      boolean covariates = parameters.get(COVARIATES);
      Map<String, double[]> columns = new LinkedHashMap<>();
      columns.put("", series.toArray());
      boolean gaps = series.missing() > 0;
      for (Covariate covariate : series.covariates()) {
        double[] values = covariate.toArray();
        columns.put(covariate.name(), values);
        gaps |= covariates && Gaps.any(values);
      }
      if (!gaps) {
        return series;
      }
      TimeSeries.Builder builder =
          series.toBuilder().values(filled(series, columns, "", means.target(series)[0]));
      for (Covariate covariate : series.covariates()) {
        if (covariates) {
          String name = covariate.name();
          double mean = means.covariate(series.id(), name)[0];
          builder.covariate(
              Covariate.of(name, covariate.kind(), filled(series, columns, name, mean)));
        }
      }
      return builder.build();
    }

    private double[] filled(
        TimeSeries series, Map<String, double[]> columns, String column, double mean) {
      double[] values = columns.getOrDefault(column, new double[0]).clone();
      if (!Gaps.any(values)) {
        return values;
      }
      if (parameters.get(METHOD).equals("nearest")) {
        NearestRows known = rows.get(series.id());
        NearestRows donors = known != null ? known : NearestRows.of(series, parameters.get(DONORS));
        values = donors.filled(columns, column, season, parameters.get(NEIGHBOURS));
      }
      fillWithin(values, mean);
      return values;
    }

    private void fillWithin(double[] values, double mean) {
      switch (parameters.get(METHOD)) {
        case "mean":
          break;
        case "forward":
          Gaps.forward(values);
          break;
        case "seasonal":
          Gaps.seasonal(values, season);
          break;
        default:
          Gaps.linear(values);
          break;
      }
      Gaps.constant(values, mean);
    }

    @Override
    public FutureCovariates transformFuture(FutureCovariates raw) {
      if (!parameters.get(COVARIATES)) {
        return raw;
      }
      return PreparedPanel.future(
          raw,
          (id, name, values) -> {
            if (Gaps.any(values)) {
              fillWithin(values, means.covariate(id, name)[0]);
            }
            return values;
          });
    }

    @Override
    public Forecast invert(Forecast prepared) {
      return prepared;
    }

    @Override
    public Forecast invert(Forecast prepared, TimeSeries rawHistory) {
      return prepared;
    }

    @Override
    public void write(ModelWriter out) {
      out.integer("season", season);
      means.write(out.section("means"));
      ModelWriter section = out.section("rows");
      int number = 0;
      for (Map.Entry<String, NearestRows> entry : rows.entrySet()) {
        ModelWriter one = section.section(Integer.toString(number++));
        one.text("id", entry.getKey());
        entry.getValue().write(one.section("columns"));
      }
    }
  }
}
