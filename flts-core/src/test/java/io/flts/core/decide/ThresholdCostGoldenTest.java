package io.flts.core.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The cost table of the replaced credit pipeline: 307,511 rows, 10 per missed default, 1 per
 * refusal.
 */
class ThresholdCostGoldenTest {
  private static final int ROWS = 307_511;
  private static final int POSITIVES = 24_825;

  private JsonNode golden;

  @BeforeEach
  void readGolden() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/golden/seed/threshold_cost.json")) {
      golden = new ObjectMapper().readTree(in);
    }
  }

  /** Rows with the confusion counts of both recorded thresholds, 0.33 and 0.48. */
  private ScoredLabels rows() {
    JsonNode best = golden.at("/rows/0");
    JsonNode old = golden.at("/rows/1");
    double[] probabilities = new double[ROWS];
    boolean[] truth = new boolean[ROWS];
    int at = 0;
    int[][] blocks = {
      {old.get("FN").asInt(), best.get("FN").asInt(), POSITIVES},
      {
        ROWS - POSITIVES - old.get("FP").asInt(),
        ROWS - POSITIVES - best.get("FP").asInt(),
        ROWS - POSITIVES
      }
    };
    double[] levels = {0.2, 0.4, 0.6};
    for (int block = 0; block < 2; block++) {
      int from = at;
      for (int level = 0; level < 3; level++) {
        int to = from + blocks[block][level];
        Arrays.fill(probabilities, at, to, levels[level]);
        Arrays.fill(truth, at, to, block == 0);
        at = to;
      }
    }
    return ScoredLabels.of(probabilities, truth);
  }

  @Test
  void theCostsOfBothThresholdsAgreeToTheUnit() {
    ThresholdTable table = rows().thresholds(new ErrorCosts(10, 1));
    assertThat(table.rows()).hasSize(99);
    assertThat(table.rows().get(0).threshold()).isEqualTo(0.01);
    assertThat(table.rows().get(98).threshold()).isEqualTo(0.99);
    for (JsonNode row : golden.get("rows")) {
      assertThat(table.at(row.get("threshold").asDouble()).cost())
          .isEqualTo(row.get("cost").asDouble());
    }
    assertThat(table.best().cost()).isEqualTo(golden.at("/rows/0/cost").asDouble());
    double saving = table.savingOver(0.33);
    assertThat(saving).isEqualTo(golden.get("saving").asDouble());
    assertThat(100 * saving / table.at(0.33).cost())
        .isCloseTo(golden.get("saving_percent").asDouble(), within(0.05));
  }

  @Test
  void theMeasuresAgreeToTheirFourDecimals() {
    JsonNode row = golden.at("/rows/0");
    ConfusionCounts counts = rows().at(row.get("threshold").asDouble());
    assertThat(counts)
        .isEqualTo(
            new ConfusionCounts(
                row.get("TP").asLong(),
                row.get("FN").asLong(),
                row.get("FP").asLong(),
                row.get("TN").asLong()));
    assertThat(counts.accuracy()).isCloseTo(row.get("accuracy").asDouble(), within(5e-5));
    assertThat(counts.precision()).isCloseTo(row.get("precision").asDouble(), within(5e-5));
    assertThat(counts.recall()).isCloseTo(row.get("recall").asDouble(), within(5e-5));
    assertThat(counts.f1()).isCloseTo(row.get("f1").asDouble(), within(5e-5));
  }
}
