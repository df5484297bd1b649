package io.flts.stat.boost;

import io.flts.api.forecast.Forecaster;
import io.flts.core.bundle.ForecasterBundle;
import io.flts.core.bundle.ModelBundle;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.stat.naive.SeasonalNaive;
import io.flts.stat.shrinkage.Ridge;
import io.flts.stat.smile.RandomForestForecaster;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** What {@link AbsentLibrariesTest} runs where XGBoost4J and Smile cannot be seen. */
final class AbsentWorld {

  private AbsentWorld() {}

  /** What is there, and what refuses how. */
  static final class Look implements Function<Object, Object> {
    @Override
    public Object apply(Object ignored) {
      Map<String, String> seen = new HashMap<>();
      seen.put("xgboost-class", classThere("ml.dmlc.xgboost4j.java.Booster"));
      seen.put("smile-class", classThere("smile.regression.RandomForest"));
      seen.put("xgboost", new XgboostForecaster().availability().reason());
      seen.put("random-forest", new RandomForestForecaster().availability().reason());
      seen.put("xgboost-fit", fit(XgboostForecaster::new));
      seen.put("random-forest-fit", fit(RandomForestForecaster::new));
      seen.put("ridge-fit", fit(Ridge::new));
      seen.put("seasonal-naive-fit", fit(SeasonalNaive::new));
      seen.put("catalog-fit", fit(() -> ServiceCatalog.load().forecaster("xgboost")));
      return seen;
    }

    private static String classThere(String name) {
      try {
        Class.forName(name, false, AbsentWorld.class.getClassLoader());
        return "there";
      } catch (ClassNotFoundException e) {
        return "absent";
      }
    }

    private static String fit(Supplier<Forecaster> forecaster) {
      try {
        int steps = forecaster.get().fit(AbsentLibrariesTest.series()).forecast(12).mean().length;
        return steps + " steps";
      } catch (RuntimeException e) {
        return String.valueOf(e.getMessage());
      }
    }
  }

  /** Forecasts 12 steps with the model of a bundle. */
  static final class Forecast implements Function<Object, Object> {
    @Override
    public Object apply(Object bundle) {
      ModelBundle read = ModelBundle.read((byte[]) bundle);
      return ForecasterBundle.read(read, ServiceCatalog.load()).fitted().forecast(12).mean();
    }
  }
}
