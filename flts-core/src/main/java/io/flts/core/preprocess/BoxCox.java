package io.flts.core.preprocess;

import io.flts.api.error.InsufficientDataException;
import io.flts.api.error.InvalidSeriesException;
import io.flts.api.error.ModelFormatException;
import io.flts.api.error.UnknownSeriesException;
import io.flts.api.forecast.Forecast;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.FittedPreprocessor;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.preprocess.Trait;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The power transformation of the target by Box and Cox: {@code ((y + shift)^lambda - 1) / lambda},
 * and {@code ln(y + shift)} for lambda 0.
 *
 * <p>Lambda is given, or chosen per series on the training data by Guerrero's method, from 0 (the
 * logarithm) to 1 (no bending) unless told otherwise: negative powers have inverses that run to
 * infinity at finite forecasts.
 *
 * <p><b>Bringing forecasts back.</b> Quantiles and paths go through the inverse. The inverse of a
 * mean is not the mean but about the median; the mean is integrated over a normal distribution on
 * the transformed scale, whose spread is taken from the forecast's own quantiles (a pipeline asks
 * for them). Where there are none, or where the power's domain does not hold the distribution, the
 * central line is the inverse and is marked a median.
 *
 * <p>Every observed value plus {@code shift} must be positive. Missing values stay missing.
 * Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1111/j.2517-6161.1964.tb00553.x">Box and Cox (1964)</a>
 * @since 0.1.0
 */
public final class BoxCox implements Preprocessor {
  private static final ParameterSpec<String> SELECTION =
      ParameterSpec.choice(
          "selection",
          "guerrero",
          List.of("guerrero", "fixed"),
          "whether lambda is chosen from the training data or given");
  private static final ParameterSpec<Double> LAMBDA =
      ParameterSpec.real("lambda", 0, -2, 3, "the power for selection fixed; 0 = logarithm");
  private static final ParameterSpec<Double> LOWER =
      ParameterSpec.real("lambda-lower", 0, -2, 3, "the smallest power for selection guerrero");
  private static final ParameterSpec<Double> UPPER =
      ParameterSpec.real("lambda-upper", 1, -2, 3, "the largest power for selection guerrero");
  private static final ParameterSpec<Double> SHIFT =
      ParameterSpec.real(
          "shift", 0, 0, 1e15, "added to every value first, for series that touch zero");
  private static final ParameterSpec<Integer> SEASON =
      ParameterSpec.integer(
          "season", 0, 0, 100_000, "observations per season; 0 = from the frequency");

  private final ParameterSet parameters;

  /** Lambda between 0 and 1 by Guerrero's method. */
  public BoxCox() {
    this(ParameterSet.of(SELECTION, LAMBDA, LOWER, UPPER, SHIFT, SEASON));
  }

  private BoxCox(ParameterSet parameters) {
    this.parameters = parameters;
    if (!(parameters.get(LOWER) < parameters.get(UPPER))) {
      throw new IllegalArgumentException(
          "Parameter 'lambda-lower' is "
              + parameters.get(LOWER)
              + " and 'lambda-upper' "
              + parameters.get(UPPER)
              + "; the lower must be smaller.");
    }
  }

  @Override
  public String name() {
    return "box-cox";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public BoxCox with(Parameters changes) {
    return new BoxCox(parameters.with(changes));
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.POINTWISE, Trait.MEAN_NEEDS_SPREAD);
  }

  @Override
  public FittedPreprocessor fit(Panel training) {
    int given = parameters.get(SEASON);
    int season = given == 0 ? training.frequency().season() : given;
    Map<String, PowerTransform> transforms = new LinkedHashMap<>();
    for (TimeSeries series : training) {
      transforms.put(series.id(), transform(series, season));
    }
    return new Fitted(season, transforms);
  }

  @Override
  public FittedPreprocessor read(ModelReader in) {
    int season = in.integer("season", 1, Integer.MAX_VALUE);
    Map<String, PowerTransform> transforms = new LinkedHashMap<>();
    ModelReader section = in.section("series");
    for (String key : section.keys()) {
      double lambda = section.section(key).real("lambda");
      if (!(lambda >= -2 && lambda <= 3)) {
        throw new ModelFormatException(
            "Saved model: lambda is "
                + lambda
                + "; it must lie from -2 to 3. The file is damaged or"
                + " was written by another program.");
      }
      transforms.put(
          section.section(key).text("id"), new PowerTransform(lambda, parameters.get(SHIFT)));
    }
    return new Fitted(season, transforms);
  }

  private PowerTransform transform(TimeSeries series, int season) {
    double shift = parameters.get(SHIFT);
    double[] shifted = series.toArray();
    int observed = 0;
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] += shift;
      requirePositive(series, i, shift);
      observed += Double.isNaN(shifted[i]) ? 0 : 1;
    }
    if (observed == 0) {
      throw new InsufficientDataException(
          "Series '"
              + series.id()
              + "' has no observed value among "
              + series.length()
              + "; box-cox needs at least 1. Supply observations or leave the series out.");
    }
    double lambda =
        parameters.get(SELECTION).equals("fixed")
            ? parameters.get(LAMBDA)
            : Guerrero.lambda(shifted, season, parameters.get(LOWER), parameters.get(UPPER));
    return new PowerTransform(lambda, shift);
  }

  private static void requirePositive(TimeSeries series, int position, double shift) {
    if (series.get(position) + shift <= 0) {
      throw new InvalidSeriesException(
          "Series '"
              + series.id()
              + "' is "
              + series.get(position)
              + " at "
              + series.index().label(position)
              + "; box-cox needs every value plus shift ("
              + shift
              + ") to be positive. Raise 'shift', or leave 'box-cox' out.");
    }
  }

  private final class Fitted implements FittedPreprocessor {
    private final int season;
    private final Map<String, PowerTransform> transforms;

    Fitted(int season, Map<String, PowerTransform> transforms) {
      this.season = season;
      this.transforms = Collections.unmodifiableMap(transforms);
    }

    @Override
    public Panel transform(Panel raw) {
      return raw.map(this::transform);
    }

    private PowerTransform of(TimeSeries series) {
      PowerTransform known = transforms.get(series.id());
      return known != null ? known : BoxCox.this.transform(series, season);
    }

    private TimeSeries transform(TimeSeries series) {
      PowerTransform power = of(series);
      double[] values = series.toArray();
      for (int i = 0; i < values.length; i++) {
        requirePositive(series, i, power.shift());
        values[i] = power.apply(values[i]);
      }
      return series.withValues(values);
    }

    @Override
    public FutureCovariates transformFuture(FutureCovariates raw) {
      return raw;
    }

    @Override
    public Forecast invert(Forecast prepared) {
      PowerTransform power = transforms.get(prepared.seriesId());
      if (power == null) {
        throw new UnknownSeriesException(
            "Series '"
                + prepared.seriesId()
                + "' was not in the training data of 'box-cox'; give the history that its forecast"
                + " continues.");
      }
      return power.invert(prepared);
    }

    @Override
    public Forecast invert(Forecast prepared, TimeSeries rawHistory) {
      return of(rawHistory).invert(prepared);
    }

    @Override
    public void write(ModelWriter out) {
      out.integer("season", season);
      ModelWriter section = out.section("series");
      int number = 0;
      for (Map.Entry<String, PowerTransform> entry : transforms.entrySet()) {
        section
            .section(Integer.toString(number++))
            .text("id", entry.getKey())
            .real("lambda", entry.getValue().lambda());
      }
    }
  }
}
