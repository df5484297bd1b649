package io.flts.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Levels;
import io.flts.api.forecast.Producer;
import io.flts.api.series.Frequency;
import io.flts.api.series.TimeIndex;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AggregateTest {

  private static final Levels NINETY = Levels.of(0.9);

  /** Independent standard normal steps around their position. */
  private static Forecast noise(TimeIndex index, int paths) {
    Random random = new Random(11);
    double[] mean = new double[index.length()];
    Arrays.setAll(mean, i -> i);
    double[][] values = new double[paths][mean.length];
    for (double[] path : values) {
      Arrays.setAll(path, i -> i + random.nextGaussian());
    }
    return Forecast.builder("load", index, mean)
        .paths(values)
        .producer(Producer.of("noise"))
        .build();
  }

  private static TimeIndex days(String start, int count) {
    return TimeIndex.of(LocalDateTime.parse(start + "T00:00"), Frequency.parse("D"), count);
  }

  @Test
  void theSumOfIndependentStepsIsNarrowerThanTheSumOfTheirBounds() {
    int steps = 25;
    Forecast sum = Aggregate.SUM.total(noise(days("2024-01-01", steps), 20_000), NINETY);
    assertThat(sum.mean()).containsExactly(steps * (steps - 1) / 2.0);
    double width = sum.interval(0.9).upper(0) - sum.interval(0.9).lower(0);
    // the standard deviation of the sum is 5; adding 25 bounds of ±1.645 would give five times that
    assertThat(width).isCloseTo(2 * 1.6449 * 5, within(0.3));
    assertThat(sum.horizon()).isEqualTo(1);
    assertThat(sum.producedBy()).isEqualTo("noise");
  }

  @Test
  void stepsThatGoWrongTogetherAddUp() {
    double[][] paths = new double[101][4];
    for (int p = 0; p < paths.length; p++) {
      Arrays.fill(paths[p], p / 100.0);
    }
    Forecast forecast =
        Forecast.builder("load", TimeIndex.ofSteps(0, 4), new double[] {0.5, 0.5, 0.5, 0.5})
            .paths(paths)
            .build();
    Forecast sum = Aggregate.SUM.total(forecast, Levels.quantiles(0.1, 0.5, 0.9));
    assertThat(sum.quantile(0.1)[0]).isCloseTo(0.4, within(1e-12));
    assertThat(sum.quantile(0.9)[0]).isCloseTo(3.6, within(1e-12));
    assertThat(Aggregate.MEAN.total(forecast, Levels.quantiles(0.9)).quantile(0.9)[0])
        .isCloseTo(0.9, within(1e-12));
    Forecast median = forecast.toBuilder().point(Forecast.Point.MEDIAN).build();
    assertThat(Aggregate.SUM.total(median, Levels.none()).mean(0)).isCloseTo(2, within(1e-12));
  }

  @Test
  void thePeakIsAboveThePeakOfTheMean() {
    double[][] paths = new double[200][2];
    for (int p = 0; p < paths.length; p++) {
      paths[p] = p % 2 == 0 ? new double[] {0, 2} : new double[] {2, 0};
    }
    Forecast forecast =
        Forecast.builder("load", TimeIndex.ofSteps(0, 2), new double[] {1, 1}).paths(paths).build();
    assertThat(Aggregate.MAX.total(forecast, Levels.none()).mean()).containsExactly(2);
    assertThat(Aggregate.MIN.total(forecast, Levels.none()).mean()).containsExactly(0);
  }

  @Test
  void wholeMonthsAreSummedAndPartsLeftOut() {
    Forecast forecast = noise(days("2024-01-30", 2 + 29 + 31 + 5), 100);
    Forecast months = Aggregate.SUM.per(Frequency.parse("MS"), forecast, NINETY);
    assertThat(months.index())
        .isEqualTo(TimeIndex.of(LocalDateTime.parse("2024-02-01T00:00"), Frequency.parse("MS"), 2));
    double february = 29 * (2 + 30) / 2.0;
    double march = 31 * (31 + 61) / 2.0;
    assertThat(months.mean()).containsExactly(february, march);
    assertThat(months.paths()).hasDimensions(100, 2);
    double[] first = forecast.paths()[0];
    assertThat(months.paths()[0][0]).isCloseTo(Arrays.stream(first, 2, 31).sum(), within(1e-9));
  }

  @Test
  void weeksAndDaysBeginWhereTheirNamesSay() {
    Forecast forecast = noise(days("2024-01-01", 15), 100); // a Monday
    assertThat(Aggregate.SUM.per(Frequency.parse("W-MON"), forecast, NINETY).mean())
        .containsExactly(21, 70);
    assertThat(Aggregate.SUM.per(Frequency.parse("W-WED"), forecast, NINETY).index().label(0))
        .isEqualTo("2024-01-03T00:00:00");
    TimeIndex hours =
        TimeIndex.of(LocalDateTime.parse("2024-01-01T12:00"), Frequency.parse("h"), 60);
    assertThat(Aggregate.MEAN.per(Frequency.parse("D"), noise(hours, 100), NINETY).mean())
        .containsExactly(23.5, 47.5);
    assertThat(Aggregate.MEAN.per(Frequency.parse("6h"), noise(hours, 100), NINETY).mean())
        .hasSize(10);
  }

  @Test
  void aDayOfAClockChangeHasTheHoursItHas() {
    ZoneId madrid = ZoneId.of("Europe/Madrid");
    TimeIndex hours =
        TimeIndex.of(
            LocalDateTime.parse("2024-03-30T00:00").atZone(madrid),
            Frequency.parse("h"),
            24 + 23 + 24);
    double[] ones = new double[hours.length()];
    Arrays.fill(ones, 1);
    double[][] paths = new double[100][];
    Arrays.fill(paths, ones);
    Forecast forecast = Forecast.builder("load", hours, ones).paths(paths).build();
    assertThat(Aggregate.SUM.per(Frequency.parse("D"), forecast, NINETY).mean())
        .containsExactly(24, 23, 24);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregate.SUM.per(Frequency.parse("6h"), forecast, NINETY))
        .withMessageContaining("clock change");
  }

  @Test
  void whatCannotBeAggregatedIsRefusedWithTheRemedy() {
    Forecast few = noise(days("2024-01-01", 40), 99);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregate.SUM.total(few, NINETY))
        .withMessageContaining("99 paths")
        .withMessageContaining("withPaths(1000)");
    Forecast days = noise(days("2024-01-02", 40), 100);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregate.SUM.per(Frequency.parse("MS"), days, NINETY))
        .withMessageContaining("covers no whole period MS");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregate.SUM.per(Frequency.parse("5D"), days, NINETY))
        .withMessageContaining("5D");
    TimeIndex weeks =
        TimeIndex.of(LocalDateTime.parse("2024-01-01T00:00"), Frequency.parse("W-MON"), 20);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregate.SUM.per(Frequency.parse("MS"), noise(weeks, 100), NINETY))
        .withMessageContaining("2024-01-29")
        .withMessageContaining("2024-02-05");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Aggregate.SUM.per(
                    Frequency.parse("D"), noise(TimeIndex.ofSteps(0, 9), 100), NINETY))
        .withMessageContaining("needs times");
  }
}
