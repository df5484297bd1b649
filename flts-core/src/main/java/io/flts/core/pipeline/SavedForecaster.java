package io.flts.core.pipeline;

import io.flts.api.error.ModelFormatException;
import io.flts.api.error.UnknownServiceException;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.service.NamedService;
import io.flts.core.catalog.ComposedForecaster;
import io.flts.core.catalog.ServiceCatalog;
import java.util.ArrayList;
import java.util.List;

/**
 * A configured forecaster and its fitted form, as they are saved: service names, all parameters
 * with their types, the parts of compositions to any depth, and the fitted content.
 *
 * <p>Reading asks a catalog for the services by name: no class name is stored and none is loaded. A
 * service that is not on the class path is an {@link io.flts.api.error.UnknownServiceException};
 * content that does not fit a {@link ModelFormatException}.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>Example: {@code ModelTree tree = ModelTree.of(out -> SavedForecaster.write(out, pipeline,
 * fitted)); FittedForecaster again = SavedForecaster.read(tree.reader(), catalog).fitted();}
 *
 * @param forecaster the configured forecaster
 * @param fitted its fitted form
 * @since 0.1.0
 */
public record SavedForecaster(Forecaster forecaster, FittedForecaster fitted) {
  /** Deeper nesting than this is no composition that somebody meant. */
  private static final int MAXIMUM_DEPTH = 16;

  private static final int MAXIMUM_PARTS = 10_000;

  /** Writes a configured forecaster and its fitted form. */
  public static void write(ModelWriter out, Forecaster forecaster, FittedForecaster fitted) {
    describe(out.section("service"), forecaster);
    fitted.write(out.section("content"));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws ModelFormatException where the content is not a saved forecaster
   * @throws UnknownServiceException where a service is not in the catalog, or cannot forecast
   *     without a library that is absent
   */
  public static SavedForecaster read(ModelReader in, ServiceCatalog catalog) {
    Forecaster forecaster = readForecaster(in.section("service"), catalog);
    try {
      return new SavedForecaster(forecaster, forecaster.read(in.section("content")));
    } catch (LinkageError e) {
      throw new UnknownServiceException(
          "Forecaster '"
              + forecaster.name()
              + "' cannot read its model here: "
              + forecaster.availability().reason()
              + " ("
              + e
              + ").");
    }
  }

  /** Writes a configured forecaster alone: names and parameters, without anything fitted. */
  public static void describe(ModelWriter out, Forecaster forecaster) {
    describeService(out, forecaster);
  }

  /** Reads what {@link #describe} wrote. */
  public static Forecaster readForecaster(ModelReader in, ServiceCatalog catalog) {
    NamedService<?> service = readService(in, catalog, 0);
    if (service instanceof Forecaster forecaster) {
      return forecaster;
    }
    throw damaged("'" + service.name() + "' stands where a forecaster is needed");
  }

  private static void describeService(ModelWriter out, NamedService<?> service) {
    out.text("kind", service instanceof Preprocessor ? "preprocessor" : "forecaster")
        .text("name", service.name());
    if (service instanceof ComposedForecaster composed) {
      TypedParameters.write(out.section("parameters"), composed.ownParameters());
      ModelWriter parts = out.section("parts");
      int place = 0;
      for (NamedService<?> part : composed.parts()) {
        describeService(parts.section(Integer.toString(place++)), part);
      }
    } else {
      TypedParameters.write(out.section("parameters"), service.parameters().values());
    }
  }

  private static NamedService<?> readService(ModelReader in, ServiceCatalog catalog, int depth) {
    if (depth > MAXIMUM_DEPTH) {
      throw damaged("its services are nested more than " + MAXIMUM_DEPTH + " deep");
    }
    String kind = in.text("kind");
    String name = in.text("name");
    Parameters parameters = TypedParameters.read(in.section("parameters"));
    if (in.has("parts")) {
      return compose(in.section("parts"), catalog, name, parameters, depth);
    }
    NamedService<?> service =
        switch (kind) {
          case "forecaster" -> catalog.forecasterToRead(name);
          case "preprocessor" -> catalog.preprocessor(name);
          default -> throw damaged("it holds a service of unknown kind '" + kind + "'");
        };
    try {
      return service.with(parameters);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(
          "Saved model: the parameters of "
              + kind
              + " '"
              + name
              + "' do not fit this version of it: "
              + e.getMessage(),
          e);
    }
  }

  private static Forecaster compose(
      ModelReader section, ServiceCatalog catalog, String name, Parameters own, int depth) {
    List<NamedService<?>> parts = new ArrayList<>();
    int count = section.keys().size();
    if (count > MAXIMUM_PARTS) {
      throw damaged(
          "'" + name + "' has " + count + " parts, at most " + MAXIMUM_PARTS + " are read");
    }
    for (int place = 0; place < count; place++) {
      parts.add(readService(section.section(Integer.toString(place)), catalog, depth + 1));
    }
    try {
      return catalog.composition(name).compose(parts, own);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(
          "Saved model: '" + name + "' cannot be made of its saved parts: " + e.getMessage(), e);
    }
  }

  private static ModelFormatException damaged(String what) {
    return new ModelFormatException(
        "Saved model: " + what + ". The file is damaged or was written by another program.");
  }
}
