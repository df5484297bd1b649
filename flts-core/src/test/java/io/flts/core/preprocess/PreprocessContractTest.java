package io.flts.core.preprocess;

import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.tck.PreprocessorContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** Every preprocessor of this package, in every mode, keeps the contract. */
class PreprocessContractTest {

  @Nested
  class ImputeLinear extends PreprocessorContract {
    @Override
    protected Preprocessor subject() {
      return new Impute();
    }
  }

  @Nested
  class ImputeMean extends PreprocessorContract {
    @Override
    protected Preprocessor subject() {
      return new Impute().with(Parameters.of("method", "mean"));
    }
  }

  @Nested
  class ImputeForward extends PreprocessorContract {
    @Override
    protected Preprocessor subject() {
      return new Impute().with(Parameters.of("method", "forward"));
    }
  }

  @Nested
  class ImputeSeasonal extends PreprocessorContract {
    @Override
    protected Preprocessor subject() {
      return new Impute().with(Parameters.of("method", "seasonal"));
    }
  }

  @Nested
  class ImputeNearest extends PreprocessorContract {
    @Override
    protected Preprocessor subject() {
      return new Impute().with(Parameters.of("method", "nearest"));
    }
  }

  @Nested
  class ClipIqr extends PreprocessorContract {
    @Override
    protected Preprocessor subject() {
      return new Clip();
    }
  }

  @Nested
  class ClipCovariates extends PreprocessorContract {
    @Override
    protected Preprocessor subject() {
      return new Clip().with(Parameters.of("covariates", true, "outliers", "missing"));
    }
  }

  @Nested
  class Calendar extends PreprocessorContract {
    @Override
    protected Preprocessor subject() {
      return new CalendarFeatures();
    }
  }

  @Nested
  class CalendarAll extends PreprocessorContract {
    @Override
    protected Preprocessor subject() {
      return new CalendarFeatures()
          .with(Parameters.of("features", List.of("minute-of-day", "day-of-week", "day-of-year")));
    }
  }

  @Nested
  class LagsOfAll extends PreprocessorContract {
    @Override
    protected Preprocessor subject() {
      return new Lags().with(Parameters.of("lags", List.of(1, 3, 12)));
    }
  }

  @Nested
  class FirstDifference extends PreprocessorContract {
    @Override
    protected Preprocessor subject() {
      return new Difference();
    }
  }

  @Nested
  class SeasonalDifference extends PreprocessorContract {
    @Override
    protected Preprocessor subject() {
      return new Difference().with(Parameters.of("order", 1, "seasonal-order", 1));
    }
  }

  @Nested
  class BoxCoxGuerrero extends PreprocessorContract {
    @Override
    protected Preprocessor subject() {
      return new BoxCox();
    }
  }

  @Nested
  class Logarithm extends PreprocessorContract {
    @Override
    protected Preprocessor subject() {
      return new BoxCox().with(Parameters.of("selection", "fixed", "lambda", 0));
    }
  }

  @Nested
  class SquareRoot extends PreprocessorContract {
    @Override
    protected Preprocessor subject() {
      return new BoxCox().with(Parameters.of("selection", "fixed", "lambda", 0.5));
    }
  }

  @Nested
  class ScaleStandard extends PreprocessorContract {
    @Override
    protected Preprocessor subject() {
      return new Scale();
    }
  }

  @Nested
  class ScaleMinMax extends PreprocessorContract {
    @Override
    protected Preprocessor subject() {
      return new Scale().with(Parameters.of("method", "min-max"));
    }
  }

  @Nested
  class ScaleRobust extends PreprocessorContract {
    @Override
    protected Preprocessor subject() {
      return new Scale().with(Parameters.of("method", "robust"));
    }
  }

  @Nested
  class ScaleMaxAbs extends PreprocessorContract {
    @Override
    protected Preprocessor subject() {
      return new Scale().with(Parameters.of("method", "max-abs"));
    }
  }
}
