package io.flts.core.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.score.Scorer;
import io.flts.api.tck.ScorerContract;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Every built-in scorer keeps the contract of scorers")
class BuiltInScorersContractTest {

  @Test
  @DisplayName("Every scorer that is registered here has a contract test below")
  void everyScorerIsTested() {
    List<String> registered =
        ServiceLoader.load(Scorer.class).stream()
            .map(provider -> provider.type().getSimpleName())
            .sorted()
            .toList();
    List<String> tested =
        Stream.of(BuiltInScorersContractTest.class.getDeclaredClasses())
            .map(Class::getSimpleName)
            .map(name -> name.replace("Kept", ""))
            .sorted()
            .toList();
    assertThat(tested).hasSizeGreaterThan(15).isEqualTo(registered);
  }

  @Nested
  class RootMeanSquaredErrorKept extends ScorerContract {
    @Override
    protected Scorer subject() {
      return new RootMeanSquaredError();
    }
  }

  @Nested
  class MeanAbsoluteErrorKept extends ScorerContract {
    @Override
    protected Scorer subject() {
      return new MeanAbsoluteError();
    }
  }

  @Nested
  class MeanSquaredErrorKept extends ScorerContract {
    @Override
    protected Scorer subject() {
      return new MeanSquaredError();
    }
  }

  @Nested
  class MeanAbsolutePercentageErrorKept extends ScorerContract {
    @Override
    protected Scorer subject() {
      return new MeanAbsolutePercentageError();
    }
  }

  @Nested
  class SymmetricMeanAbsolutePercentageErrorKept extends ScorerContract {
    @Override
    protected Scorer subject() {
      return new SymmetricMeanAbsolutePercentageError();
    }
  }

  @Nested
  class WeightedAbsolutePercentageErrorKept extends ScorerContract {
    @Override
    protected Scorer subject() {
      return new WeightedAbsolutePercentageError();
    }
  }

  @Nested
  class MeanAbsoluteScaledErrorKept extends ScorerContract {
    @Override
    protected Scorer subject() {
      return new MeanAbsoluteScaledError();
    }
  }

  @Nested
  class RootMeanSquaredScaledErrorKept extends ScorerContract {
    @Override
    protected Scorer subject() {
      return new RootMeanSquaredScaledError();
    }
  }

  @Nested
  class OverallWeightedAverageKept extends ScorerContract {
    @Override
    protected Scorer subject() {
      return new OverallWeightedAverage();
    }
  }

  @Nested
  class CoefficientOfDeterminationKept extends ScorerContract {
    @Override
    protected Scorer subject() {
      return new CoefficientOfDetermination();
    }
  }

  @Nested
  class NormalizedRootMeanSquaredErrorKept extends ScorerContract {
    @Override
    protected Scorer subject() {
      return new NormalizedRootMeanSquaredError();
    }
  }

  @Nested
  class PinballLossKept extends ScorerContract {
    @Override
    protected Scorer subject() {
      return new PinballLoss();
    }
  }

  @Nested
  class WeightedQuantileLossKept extends ScorerContract {
    @Override
    protected Scorer subject() {
      return new WeightedQuantileLoss();
    }
  }

  @Nested
  class ContinuousRankedProbabilityScoreKept extends ScorerContract {
    @Override
    protected Scorer subject() {
      return new ContinuousRankedProbabilityScore();
    }
  }

  @Nested
  class CoverageKept extends ScorerContract {
    @Override
    protected Scorer subject() {
      return new Coverage();
    }
  }

  @Nested
  class MeanScaledIntervalScoreKept extends ScorerContract {
    @Override
    protected Scorer subject() {
      return new MeanScaledIntervalScore();
    }
  }

  @Nested
  class WinklerScoreKept extends ScorerContract {
    @Override
    protected Scorer subject() {
      return new WinklerScore();
    }
  }

  @Nested
  class CompositeKept extends ScorerContract {
    @Override
    protected Scorer subject() {
      return new Composite();
    }
  }
}
