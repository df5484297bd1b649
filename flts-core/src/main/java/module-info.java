/**
 * Everything that works on any forecaster. Meets the models at run time only, through the services
 * named here.
 *
 * <p>Every package that holds a public type is exported, and every {@code provides} stands in
 * {@code META-INF/services} too; a test of the module-path example compares the lists.
 */
module io.flts.core {
  requires transitive io.flts.api;
  requires com.fasterxml.jackson.databind;
  requires com.github.benmanes.caffeine;
  requires commons.math3;
  requires de.siegmar.fastcsv;
  requires org.slf4j;
  requires static org.jspecify;

  uses io.flts.api.calendar.HolidayCalendar;
  uses io.flts.api.forecast.Forecaster;
  uses io.flts.api.preprocess.Preprocessor;
  uses io.flts.api.registry.Registry;
  uses io.flts.api.score.Scorer;
}
