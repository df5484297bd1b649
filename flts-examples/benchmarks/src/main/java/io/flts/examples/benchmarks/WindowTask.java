package io.flts.examples.benchmarks;

import io.flts.api.series.TimeSeries;
import io.flts.core.ingest.LongCsv;
import io.flts.core.ingest.WideCsv;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Series to fit before a cut and to judge behind it, all of it training data: the parts that any
 * other subcommand judges are left out.
 *
 * @param name a short name, with the horizon
 * @param series what is fitted and judged
 * @param judged the last observations of each series, behind the cut
 * @param horizon steps ahead
 * @param stride observations between two origins
 */
record WindowTask(String name, List<TimeSeries> series, int judged, int horizon, int stride) {
  /** History that is given to a forecast: more than any window of the search reads. */
  static final int CONTEXT = 200;

  int cut(TimeSeries one) {
    return one.length() - judged;
  }

  static List<WindowTask> all() throws IOException {
    List<WindowTask> tasks = new ArrayList<>();
    TimeSeries cell =
        WideCsv.of("time", "down")
            .withRestAsPastCovariates()
            .read(SharedData.path("data/flts/PobleSec.csv"))
            .get(0);
    tasks.add(new WindowTask("cell-1", part(cell, 2000, 9000), 1500, 1, 1));
    List<TimeSeries> zones = wide("load/gefcom2012_hourly", "ds", "load_zone", 1, 5, 12, 15, 19);
    tasks.add(new WindowTask("zones-1", head(zones, 1200), 250, 1, 1));
    tasks.add(new WindowTask("zones-24", head(zones, 1500), 400, 24, 5));
    TimeSeries victoria = ExogSet.VICTORIA.read();
    tasks.add(new WindowTask("vic-1", part(victoria, 10_000, 15_000), 1000, 1, 1));
    tasks.add(new WindowTask("vic-48", part(victoria, 20_000, 25_000), 1000, 48, 7));
    TimeSeries bike = ExogSet.BIKE.read();
    tasks.add(new WindowTask("bike-1", part(bike, 6000, 12_000), 1000, 1, 1));
    tasks.add(new WindowTask("bike-24", part(bike, 9000, 15_000), 1000, 24, 5));
    List<TimeSeries> oil =
        WideCsv.of("date", "HUFL", "MULL", "LUFL", "OT")
            .read(SharedData.path("data/ett/ETTh1.csv.gz"))
            .series();
    tasks.add(new WindowTask("etth1-24", head(oil, 2400), 600, 24, 5));
    List<TimeSeries> minutes =
        WideCsv.of("date", "HULL", "MUFL", "OT")
            .read(SharedData.path("data/ett/ETTm1.csv.gz"))
            .series();
    tasks.add(new WindowTask("ettm1-4", head(minutes, 2400), 600, 4, 1));
    TimeSeries park =
        WideCsv.of("ds", "y")
            .read(SharedData.path("data/prophet/example_yosemite_temps.csv"))
            .get(0);
    tasks.add(new WindowTask("park-1", part(park, 0, 5000), 1000, 1, 1));
    tasks.add(new WindowTask("park-24", part(park, 9000, 14_000), 1000, 24, 5));
    tasks.add(new WindowTask("m4-24", tails("m4/m4_hourly_train", 12, 300), 48, 24, 6));
    tasks.add(new WindowTask("m1-12", tails("m1/m1_monthly_train", 5, 120), 12, 12, 1));
    return tasks;
  }

  private static List<TimeSeries> wide(String file, String time, String column, int... numbers)
      throws IOException {
    List<String> columns = new ArrayList<>();
    for (int number : numbers) {
      columns.add(column + number);
    }
    return WideCsv.of(time, columns.toArray(new String[0]))
        .read(SharedData.path("data/" + file + ".csv.gz"))
        .series();
  }

  private static List<TimeSeries> part(TimeSeries series, int from, int to) {
    return List.of(series.slice(from, to));
  }

  private static List<TimeSeries> head(List<TimeSeries> all, int length) {
    return all.stream().map(series -> series.head(length)).toList();
  }

  /** The last {@code most} observations of every {@code every}th series. */
  private static List<TimeSeries> tails(String file, int every, int most) throws IOException {
    List<TimeSeries> all =
        LongCsv.standard().read(SharedData.path("data/" + file + ".csv.gz")).series();
    List<TimeSeries> some = new ArrayList<>();
    for (int i = 0; i < all.size(); i += every) {
      TimeSeries series = all.get(i);
      some.add(series.slice(Math.max(0, series.length() - most), series.length()));
    }
    return some;
  }
}
