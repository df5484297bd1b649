package io.flts.stat.tabular;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.series.Covariate;
import io.flts.api.series.Frequency;
import io.flts.api.series.StaticAttributes;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RowWriterTest {
  private static final int LENGTH = 240;
  private static final int SEASON = 24;
  private static final LocalDateTime START = LocalDateTime.parse("2024-04-29T00:00"); // a Monday

  /** Hourly; the target is its position, the weather minus it, clicks a thousand more. */
  private static TimeSeries series() {
    double[] y = new double[LENGTH];
    double[] weather = new double[LENGTH + SEASON];
    double[] clicks = new double[LENGTH];
    for (int t = 0; t < LENGTH; t++) {
      y[t] = t;
      clicks[t] = 1000 + t;
    }
    for (int t = 0; t < weather.length; t++) {
      weather[t] = -t;
    }
    TimeIndex index = TimeIndex.of(START, Frequency.parse("h"), LENGTH);
    return TimeSeries.builder("site", index, y)
        .covariate(Covariate.future("weather", weather))
        .covariate(Covariate.past("clicks", clicks))
        .attributes(new StaticAttributes(Map.of("area", 7.0), Map.of("region", "north")))
        .build();
  }

  private static FeaturePlan plan(int anchor) {
    int holiday = Math.toIntExact(LocalDate.parse("2024-05-01").toEpochDay());
    return new FeaturePlan(
        new int[] {1, 2},
        new int[] {SEASON},
        new int[] {4},
        anchor,
        true,
        List.of("clicks"),
        2,
        List.of("weather"),
        List.of("area"),
        List.of("region=north", "region=south"),
        new CalendarFeatures(true, true, false, new int[] {holiday}));
  }

  private static float value(FeaturePlan plan, float[] row, String name) {
    return row[plan.names().indexOf(name)];
  }

  private static float[] row(FeaturePlan plan, Frame frame, int origin, int step) {
    RowWriter writer = new RowWriter(plan);
    float[] row = new float[writer.size()];
    writer.write(frame, origin, step, writer.anchor(frame, origin, step), row, 0);
    return row;
  }

  @Test
  @DisplayName("Every feature says what its name says")
  void featuresMeanTheirNames() {
    FeaturePlan plan = plan(0);
    assertThat(plan.names()).hasSize(plan.size()).doesNotHaveDuplicates();
    Frame frame = Frame.whole(series(), new Level(0, 1), plan);
    // origin 100 and 30 steps on: position 129, Saturday 4 May, 09:00
    float[] row = row(plan, frame, 100, 30);
    assertThat(value(plan, row, "lag-1")).isEqualTo(99);
    assertThat(value(plan, row, "lag-2")).isEqualTo(98);
    assertThat(value(plan, row, "mean-4")).isEqualTo(97.5f);
    assertThat(value(plan, row, "deviation-4")).isEqualTo((float) Math.sqrt(1.25));
    // two seasons before position 129, since one season before is not known yet
    assertThat(value(plan, row, "season-24")).isEqualTo(81);
    assertThat(value(plan, row, "season-24-before")).isEqualTo(80);
    assertThat(value(plan, row, "season-24-after")).isEqualTo(82);
    assertThat(value(plan, row, "season-24-2")).isEqualTo(57);
    assertThat(value(plan, row, "season-24-mean")).isEqualTo((81 + 57 + 33 + 9) / 4f);
    assertThat(value(plan, row, "step")).isEqualTo(30);
    assertThat(value(plan, row, "hour")).isEqualTo(9);
    assertThat(value(plan, row, "weekday")).isEqualTo(5);
    assertThat(value(plan, row, "hour-of-week")).isEqualTo(5 * 24 + 9);
    assertThat(value(plan, row, "holiday")).isZero();
    assertThat(value(plan, row, "weather")).isEqualTo(-129);
    assertThat(value(plan, row, "weather-season-24")).isEqualTo(-81);
    assertThat(value(plan, row, "weather-mean-24")).isEqualTo(-129 + 11.5f);
    assertThat(value(plan, row, "clicks-lag-1")).isEqualTo(1099);
    assertThat(value(plan, row, "clicks-lag-2")).isEqualTo(1098);
    assertThat(value(plan, row, "area")).isEqualTo(7);
    assertThat(value(plan, row, "region=north")).isEqualTo(1);
    assertThat(value(plan, row, "region=south")).isZero();
  }

  @Test
  @DisplayName("Holidays, the day before and the day after are told apart")
  void holidaysAreTold() {
    FeaturePlan plan = plan(0);
    Frame frame = Frame.whole(series(), new Level(0, 1), plan);
    String[] names = {"holiday-before", "holiday", "holiday-after"};
    for (int day = 1; day <= 3; day++) { // 30 April, 1 May, 2 May
      float[] row = row(plan, frame, day * 24 + 5, 1);
      for (int k = 0; k < 3; k++) {
        assertThat(value(plan, row, names[k]))
            .as("%s on day %d", names[k], day)
            .isEqualTo(k == day - 1 ? 1 : 0);
      }
    }
  }

  @Test
  @DisplayName("What happens at or after the origin changes no row")
  void rowsDoNotSeeTheFuture() {
    for (int anchor : new int[] {0, FeaturePlan.LAST_VALUE, SEASON}) {
      FeaturePlan plan = plan(anchor);
      TimeSeries original = series();
      Level level = new Level(0, 1);
      Frame whole = Frame.whole(original, level, plan);
      for (int origin : new int[] {30, 100, 200}) {
        double[] y = original.toArray();
        double[] clicks = original.requireCovariate("clicks", 0).toArray();
        for (int t = origin; t < LENGTH; t++) {
          y[t] = 1e6;
          clicks[t] = 1e6;
        }
        TimeSeries other = original.withValues(y).withCovariate(Covariate.past("clicks", clicks));
        Frame changed = Frame.whole(other, level, plan);
        Frame alone = Frame.continued(original.head(origin), level, plan, 40);
        for (int step = 1; step <= 40; step++) {
          float[] expected = row(plan, whole, origin, step);
          assertThat(row(plan, changed, origin, step)).isEqualTo(expected);
          assertThat(row(plan, alone, origin, step)).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  @DisplayName("With an anchor, shifting the series changes nothing but the anchor itself")
  void anchoredRowsDoNotKnowTheLevel() {
    FeaturePlan plan = plan(FeaturePlan.LAST_VALUE);
    TimeSeries original = series();
    double[] shifted = original.toArray();
    for (int t = 0; t < shifted.length; t++) {
      shifted[t] += 4096;
    }
    Level level = new Level(0, 1);
    float[] one = row(plan, Frame.whole(original, level, plan), 100, 5);
    float[] other = row(plan, Frame.whole(original.withValues(shifted), level, plan), 100, 5);
    int anchor = plan.names().indexOf("anchor");
    assertThat(other[anchor] - one[anchor]).isEqualTo(4096);
    other[anchor] = one[anchor];
    assertThat(other).isEqualTo(one);
  }

  @Test
  @DisplayName("A sample takes every target, no row twice, and no target beyond its part")
  void samplesAreSpread() {
    FeaturePlan plan = plan(0);
    List<Frame> frames = List.of(Frame.whole(series(), new Level(0, 1), plan));
    RowSample sample = RowSample.of(frames, new int[] {100}, new int[] {200}, 24, 600, 1);
    assertThat(sample.count()).isEqualTo(600);
    Rows rows = sample.rows(frames, new RowWriter(plan));
    int step = plan.names().indexOf("step");
    int[] perStep = new int[25];
    java.util.Set<Integer> seen = new java.util.HashSet<>();
    for (int r = 0; r < rows.count(); r++) {
      int distance = (int) rows.values()[r * rows.features() + step];
      assertThat(rows.labels()[r]).isBetween(100f, 199f);
      assertThat(seen.add((int) rows.labels()[r] * 100 + distance)).isTrue();
      perStep[distance]++;
    }
    for (int distance = 1; distance <= 24; distance++) {
      assertThat(perStep[distance]).as("rows at distance %d", distance).isBetween(10, 40);
    }
  }
}
