package io.flts.core.bundle;

import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.model.ModelTree;
import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.service.NamedService;
import io.flts.core.catalog.ComposedForecaster;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.json.ConfigHash;
import io.flts.core.json.JsonBuilder;
import io.flts.core.json.JsonObject;
import io.flts.core.pipeline.SavedForecaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * From a fitted forecaster, alone or composed, to a bundle and back.
 *
 * <p>Example: {@code ForecasterBundle.of(pipeline, fitted, schema, metrics).write(file)}, and in
 * another process {@code ForecasterBundle.read(file, ServiceCatalog.load()).fitted()}.
 *
 * @since 0.1.0
 */
public final class ForecasterBundle {

  private ForecasterBundle() {}

  /**
   * The bundle of a fitted forecaster.
   *
   * @param forecaster as it was configured for the fit
   * @param fitted what the fit gave
   * @param schema columns, frequency and units of the training data
   * @param metrics scores by name, measured on data the model had not seen unless the name says
   *     otherwise
   */
  public static ModelBundle of(
      Forecaster forecaster,
      FittedForecaster fitted,
      BundleSchema schema,
      Map<String, Double> metrics) {
    List<BundleService> services = new ArrayList<>();
    addServices(services, forecaster);
    BundleManifest manifest =
        BundleManifest.of(fitted.provenance(), services, schema, configHash(forecaster), metrics);
    return new ModelBundle(
        manifest, ModelTree.of(out -> SavedForecaster.write(out, forecaster, fitted)));
  }

  /**
   * The fitted forecaster of a bundle; it forecasts the same bits as the one that was saved.
   *
   * @throws io.flts.api.error.UnknownServiceException where a service is not in the catalog
   * @throws io.flts.api.error.ModelFormatException where the content is not a saved forecaster
   */
  public static SavedForecaster read(ModelBundle bundle, ServiceCatalog catalog) {
    return SavedForecaster.read(bundle.content().reader(), catalog);
  }

  /**
   * The fitted forecaster of a file: the shortest way from a fresh JVM to a forecast, because a
   * second thread looks for the forecasters of the catalog while the file is read. Nothing of the
   * file is used before all of it is checked.
   *
   * @implNote The thread is a daemon, ends with its search and is not begun where the catalog knows
   *     its forecasters. As with any wait for another thread, do not call this from a static
   *     initialiser or under a lock that a plug-in needs to be loaded.
   * @throws IOException where the file cannot be read
   * @throws io.flts.api.error.ModelFormatException where the file is no intact bundle, or its
   *     content not a saved forecaster
   * @throws io.flts.api.error.UnknownServiceException where a service is not in the catalog
   */
  public static SavedForecaster read(Path file, ServiceCatalog catalog) throws IOException {
    ReadAhead.begin(catalog);
    return read(ModelBundle.read(file), catalog);
  }

  /**
   * SHA-256, in hex, of the whole configuration: names and parameters of a forecaster and of all
   * its parts.
   */
  public static String configHash(Forecaster forecaster) {
    return ConfigHash.of(configuration(forecaster));
  }

  private static JsonObject configuration(NamedService<?> service) {
    JsonBuilder json =
        JsonObject.builder()
            .text("kind", kind(service))
            .text("name", service.name())
            .parameters("parameters", ownParameters(service));
    if (service instanceof ComposedForecaster composed) {
      json.objects(
          "parts", composed.parts().stream().map(ForecasterBundle::configuration).toList());
    }
    return json.build();
  }

  private static void addServices(List<BundleService> services, NamedService<?> service) {
    services.add(new BundleService(kind(service), service.name(), ownParameters(service)));
    if (service instanceof ComposedForecaster composed) {
      composed.parts().forEach(part -> addServices(services, part));
    }
  }

  private static String kind(NamedService<?> service) {
    return service instanceof Preprocessor ? "preprocessor" : "forecaster";
  }

  private static Parameters ownParameters(NamedService<?> service) {
    return service instanceof ComposedForecaster composed
        ? composed.ownParameters()
        : service.parameters().values();
  }
}
