/**
 * Everything that works on any forecaster. Meets the models at run time only, through the services
 * named here.
 *
 * <p>Every package that holds a public type is exported, and every {@code provides} stands in
 * {@code META-INF/services} too; a test of the module-path example compares the lists.
 */
module io.flts.core {
  requires transitive io.flts.api;
  requires com.fasterxml.jackson.core;
  requires com.github.benmanes.caffeine;
  requires commons.math3;
  requires de.siegmar.fastcsv;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.flts.core.aggregate;
  exports io.flts.core.catalog;
  exports io.flts.core.decide;
  exports io.flts.core.backtest;
  exports io.flts.core.score;
  exports io.flts.core.promote;
  exports io.flts.core.report;
  exports io.flts.core.monitor;
  exports io.flts.core.bundle;
  exports io.flts.core.registry;
  exports io.flts.core.serve;
  exports io.flts.core.json;
  exports io.flts.core.ingest;
  exports io.flts.core.multioutput;
  exports io.flts.core.pipeline;
  exports io.flts.core.preprocess;

  uses io.flts.api.calendar.HolidayCalendar;
  uses io.flts.api.forecast.Forecaster;
  uses io.flts.api.preprocess.Preprocessor;
  uses io.flts.api.registry.Registry;
  uses io.flts.api.score.Scorer;
  uses io.flts.core.catalog.Composition;

  provides io.flts.api.preprocess.Preprocessor with
      io.flts.core.preprocess.BoxCox,
      io.flts.core.preprocess.CalendarFeatures,
      io.flts.core.preprocess.Clip,
      io.flts.core.preprocess.Difference,
      io.flts.core.preprocess.Impute,
      io.flts.core.preprocess.Lags,
      io.flts.core.preprocess.Scale;
  provides io.flts.core.catalog.Composition with
      io.flts.core.multioutput.MultiOutputComposition,
      io.flts.core.pipeline.PipelineComposition;
  provides io.flts.api.score.Scorer with
      io.flts.core.score.RootMeanSquaredError,
      io.flts.core.score.MeanAbsoluteError,
      io.flts.core.score.MeanSquaredError,
      io.flts.core.score.MeanAbsolutePercentageError,
      io.flts.core.score.SymmetricMeanAbsolutePercentageError,
      io.flts.core.score.WeightedAbsolutePercentageError,
      io.flts.core.score.MeanAbsoluteScaledError,
      io.flts.core.score.RootMeanSquaredScaledError,
      io.flts.core.score.OverallWeightedAverage,
      io.flts.core.score.CoefficientOfDetermination,
      io.flts.core.score.NormalizedRootMeanSquaredError,
      io.flts.core.score.PinballLoss,
      io.flts.core.score.WeightedQuantileLoss,
      io.flts.core.score.ContinuousRankedProbabilityScore,
      io.flts.core.score.Coverage,
      io.flts.core.score.MeanScaledIntervalScore,
      io.flts.core.score.WinklerScore,
      io.flts.core.score.Composite;
  provides io.flts.api.registry.Registry with
      io.flts.core.registry.FileSystemRegistry,
      io.flts.core.registry.InMemoryRegistry;
}
