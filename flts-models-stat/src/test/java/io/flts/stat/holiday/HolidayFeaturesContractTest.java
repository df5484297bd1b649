package io.flts.stat.holiday;

import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.tck.PreprocessorContract;

class HolidayFeaturesContractTest extends PreprocessorContract {

  @Override
  protected Preprocessor subject() {
    return new HolidayFeatures()
        .with(Parameters.of("columns", "each", "lower-window", -1).and("days", "fair:2015-06-01"));
  }
}
