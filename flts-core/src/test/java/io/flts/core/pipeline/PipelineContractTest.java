package io.flts.core.pipeline;

import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.tck.ForecasterContract;
import io.flts.core.preprocess.Clip;
import io.flts.core.preprocess.Difference;
import io.flts.core.preprocess.Impute;
import io.flts.core.preprocess.Lags;
import io.flts.core.preprocess.Scale;
import org.junit.jupiter.api.Nested;

/** Pipelines of several shapes keep the contract of forecasters. */
class PipelineContractTest {

  abstract static class PipelineContract extends ForecasterContract {
    @Override
    protected boolean discoverable() {
      return false;
    }
  }

  @Nested
  class ForecasterAlone extends PipelineContract {
    @Override
    protected Forecaster subject() {
      return Pipeline.of(new DriftingMean());
    }
  }

  @Nested
  class ImputeClipScale extends PipelineContract {
    @Override
    protected Forecaster subject() {
      return Pipeline.of(new DriftingMean()).after(new Impute(), new Clip(), new Scale());
    }
  }

  @Nested
  class Differences extends PipelineContract {
    @Override
    protected Forecaster subject() {
      return Pipeline.of(new DriftingMean()).after(new Impute(), new Difference());
    }
  }

  @Nested
  class Updatable extends PipelineContract {
    @Override
    protected Forecaster subject() {
      return Pipeline.of(new DriftingMean())
          .after(new Impute().with(Parameters.of("method", "mean")), new Scale());
    }
  }

  @Nested
  class Explainable extends PipelineContract {
    @Override
    protected Forecaster subject() {
      return Pipeline.of(new DriftingMean())
          .after(new Lags())
          .after(new Lags().with(Parameters.of("lags", 2)));
    }
  }

  @Nested
  class Nesting extends PipelineContract {
    @Override
    protected Forecaster subject() {
      return Pipeline.of(Pipeline.of(new DriftingMean()).after(new Scale())).after(new Impute());
    }
  }
}
