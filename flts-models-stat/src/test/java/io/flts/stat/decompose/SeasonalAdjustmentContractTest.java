package io.flts.stat.decompose;

import io.flts.api.preprocess.Preprocessor;
import io.flts.api.tck.PreprocessorContract;
import org.junit.jupiter.api.Nested;

/** The contract of every preprocessor of this package. */
class SeasonalAdjustmentContractTest {

  @Nested
  class StlContract extends PreprocessorContract {
    @Override
    protected Preprocessor subject() {
      return new StlPreprocessor();
    }
  }

  @Nested
  class MstlContract extends PreprocessorContract {
    @Override
    protected Preprocessor subject() {
      return new MstlPreprocessor();
    }
  }
}
