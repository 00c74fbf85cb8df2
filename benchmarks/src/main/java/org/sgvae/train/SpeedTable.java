package org.sgvae.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.DataSets;
import org.sgvae.parallel.Workers;

/**
 * How many graphs a second does training pass, by size of the model, number of threads, and number of nodes n? Writes a table as
 * {@code speed.md} and {@code speed.csv}, and the part over n as a chart, {@code speed.png}.
 *
 * <pre>{@code java --add-modules jdk.incubator.vector -cp benchmarks/target/benchmarks.jar org.sgvae.train.SpeedTable DIRECTORY}</pre>
 *
 * <p>By size and threads on cycles of 5–14 nodes with the mini-batches of {@link TrainingBenchmark}; by n on one cycle at a time, one
 * ordering, one thread.
 */
public final class SpeedTable {
    private static final double WARM_UP_SECONDS = 3;
    private static final double MEASURED_SECONDS = 3;
    private static final int[] NODES = {10, 30, 100, 300, 1000};
    private static final int RECOMPUTED_NODES = 1000; // which would take 6 GB otherwise
    private static final double LONGEST_STEP_SECONDS = 20; // what takes longer does not fit the default heap either

    private record Row(TrainingBenchmark.Size size, String data, int threads, double graphsPerSecond) {}

    private final List<Row> rows = new ArrayList<>();
    private final XYChart chart = new XYChartBuilder()
            .width(800)
            .height(500)
            .title("Training, one cycle of n nodes at a time, one thread")
            .xAxisTitle("nodes n")
            .yAxisTitle("graphs a second")
            .build();

    private SpeedTable() {}

    /**
     * Measures and writes.
     *
     * @param args where to write
     * @throws IOException if that fails
     */
    public static void main(String[] args) throws IOException {
        SpeedTable table = new SpeedTable();
        for (TrainingBenchmark.Size size : TrainingBenchmark.Size.values()) {
            table.measureThreads(size);
        }
        for (TrainingBenchmark.Size size : TrainingBenchmark.Size.values()) {
            table.measureNodes(size);
        }
        table.write(Path.of(args[0]));
    }

    /** One thread and two take turns, an epoch each, so that both have the same machine; medians. */
    private void measureThreads(TrainingBenchmark.Size size) throws IOException {
        TrainingConfig config = size.config();
        DataSet graphs = DataSets.parse("cycles:5-14");
        List<List<Double>> seconds = List.of(new ArrayList<>(), new ArrayList<>());
        try (Workers one = new Workers(1);
                Workers two = new Workers(2)) {
            List<Trainer> trainers = List.of(
                    new Trainer(Trainer.freshModel(config), graphs, config, one),
                    new Trainer(Trainer.freshModel(config), graphs, config, two));
            long begin = System.nanoTime();
            while (secondsSince(begin) < 2 * (WARM_UP_SECONDS + MEASURED_SECONDS)) {
                for (int t = 0; t < 2; t++) {
                    long start = System.nanoTime();
                    trainers.get(t).trainEpoch();
                    if (secondsSince(begin) > 2 * WARM_UP_SECONDS) {
                        seconds.get(t).add(secondsSince(start));
                    }
                }
            }
        }
        for (int t = 0; t < 2; t++) {
            seconds.get(t).sort(null);
            double median = seconds.get(t).get(seconds.get(t).size() / 2);
            add(new Row(size, "5-14", t + 1, graphs.graphs().size() * config.orderings() / median));
        }
    }

    private void measureNodes(TrainingBenchmark.Size size) throws IOException {
        List<Double> nodes = new ArrayList<>();
        List<Double> speeds = new ArrayList<>();
        for (int n : NODES) {
            double speed = graphsPerSecond(size.oneGraphAtATime(), "cycles:" + n + "-" + n + ",count=1");
            add(new Row(size, "" + n, 1, speed));
            nodes.add((double) n);
            speeds.add(speed);
            if (11 / speed > LONGEST_STEP_SECONDS) {
                break; // three times the nodes, ten times the time
            }
        }
        chart.addSeries(size.name().toLowerCase(Locale.ROOT), nodes, speeds);
    }

    private void add(Row row) {
        rows.add(row);
        System.out.printf(
                Locale.ROOT,
                "%s, n %s, %d threads: %.3g graphs/s%n",
                row.size,
                row.data,
                row.threads,
                row.graphsPerSecond);
    }

    private static double graphsPerSecond(TrainingConfig config, String data) throws IOException {
        DataSet graphs = DataSets.parse(data);
        try (Workers workers = new Workers(1)) {
            Trainer trainer = new Trainer(Trainer.freshModel(config), graphs, config, workers);
            if (graphs.graphs().get(0).nodes() >= RECOMPUTED_NODES) {
                trainer.recompute();
            }
            for (long start = System.nanoTime(); secondsSince(start) < WARM_UP_SECONDS; ) {
                trainer.trainEpoch();
            }
            long start = System.nanoTime();
            int epochs = 0;
            while (epochs == 0 || secondsSince(start) < MEASURED_SECONDS) {
                trainer.trainEpoch();
                epochs++;
            }
            return epochs * graphs.graphs().size() / secondsSince(start);
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }

    private void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        List<String> markdown = new ArrayList<>(List.of("| size | nodes | threads | graphs/s |", "|---|---|---|---|"));
        List<String> csv = new ArrayList<>(List.of("size,nodes,threads,graphsPerSecond"));
        for (Row row : rows) {
            String size = row.size.name().toLowerCase(Locale.ROOT);
            String speed = String.format(Locale.ROOT, row.graphsPerSecond < 10 ? "%.2f" : "%.0f", row.graphsPerSecond);
            markdown.add("| " + String.join(" | ", size, row.data, "" + row.threads, speed) + " |");
            csv.add(String.join(",", size, row.data, "" + row.threads, speed));
        }
        Files.write(directory.resolve("speed.md"), markdown);
        Files.write(directory.resolve("speed.csv"), csv);
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNE);
        ChartEncoder.saveChart(chart, directory.resolve("speed.png").toString(), "png");
    }
}
