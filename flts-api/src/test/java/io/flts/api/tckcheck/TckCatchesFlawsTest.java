package io.flts.api.tckcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.flts.api.forecast.Forecaster;
import io.flts.api.tck.ForecasterContract;
import io.flts.api.tckcheck.FlawedForecaster.Flaw;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contract tests pass a correct forecaster and catch every planted flaw. */
class TckCatchesFlawsTest {
  private static final ThreadLocal<Flaw> PLANTED = ThreadLocal.withInitial(() -> Flaw.NONE);

  /** Run by the test kit only: a nested class is no test class of its own for Surefire. */
  static final class Subject extends ForecasterContract {
    private final Flaw flaw = PLANTED.get();

    @Override
    protected Forecaster subject() {
      return new FlawedForecaster(flaw);
    }

    @Override
    protected boolean discoverable() {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(Flaw.class)
  void everyFlawIsCaught(Flaw flaw) {
    PLANTED.set(flaw);
    try {
      Events tests =
          EngineTestKit.engine("junit-jupiter")
              .selectors(selectClass(Subject.class))
              .execute()
              .testEvents();
      assertThat(tests.started().count()).isGreaterThan(30);
      if (flaw == Flaw.NONE) {
        assertThat(tests.failed().list()).isEmpty();
      } else {
        assertThat(tests.failed().count()).as("tests that catch %s", flaw).isGreaterThan(0);
      }
    } finally {
      PLANTED.remove();
    }
  }
}
