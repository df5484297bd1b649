package com.example.plugin;

import io.flts.api.score.Scorer;
import io.flts.api.tck.ScorerContract;

class MedianAbsoluteErrorContractTest extends ScorerContract {
  @Override
  protected Scorer subject() {
    return new MedianAbsoluteError();
  }
}
