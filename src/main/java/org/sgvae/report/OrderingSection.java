package org.sgvae.report;

import java.awt.Color;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.sgvae.autodiff.Tape;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.model.LatentModel;
import org.sgvae.random.RandomKey;
import org.sgvae.report.figure.CsvTable;
import org.sgvae.report.figure.Figure;
import org.sgvae.report.figure.GraphPanel;
import org.sgvae.report.figure.HeatPanel;
import org.sgvae.report.figure.Palette;
import org.sgvae.report.figure.Panel;

/** Which node the destructor removes when, and whether what it leaves hangs together. */
final class OrderingSection {
    private static final int DRAWS = 300; // orderings of one graph
    private static final int EACH = 10; // orderings of each of some graphs
    private static final int GRAPHS = 20;
    private static final int IDEAL_NODES = 8; // of the graph that is shown

    private final ReportRun run;
    private final LatentModel model;
    private final RandomKey key = RandomKey.of(1).split(Draws.ORDERINGS);

    OrderingSection(ReportRun run, LatentModel model) {
        this.run = run;
        this.model = model;
    }

    ReportSection section() {
        return new ReportSection(
                "orderings",
                "Orderings",
                "Orderings drawn from q(π | x). Nodes that a symmetry of the graph exchanges have the same row,"
                        + " but for chance.",
                List.of(removals(), remains()));
    }

    private int[][] drawn(Graph graph, int count, RandomKey from) {
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            keys[i] = from.split(i).bits();
        }
        Minibatch batch = new Minibatch(List.of(graph), count);
        Minibatch ordered = model.encode(Tape.forwardOnly(), batch, keys).batch();
        return IntStream.range(0, count).mapToObj(ordered::ordering).toArray(int[][]::new);
    }

    private ReportFigure removals() {
        Graph graph = run.data().graphs().stream()
                .min(Comparator.comparingInt((Graph g) -> Math.abs(g.nodes() - IDEAL_NODES))
                        .thenComparing(Graph::edges, Comparator.reverseOrder()))
                .orElseThrow();
        int n = graph.nodes();
        double[][] shares = new double[n][n];
        for (int[] ordering : drawn(graph, DRAWS, key.split(Draws.OF_ONE_GRAPH))) {
            for (int k = 0; k < n; k++) {
                shares[ordering[k]][n - 1 - k] += 1.0 / DRAWS; // the last of the ordering goes first
            }
        }
        CsvTable csv = new CsvTable("node", "removal", "share");
        for (int v = 0; v < n; v++) {
            for (int step = 0; step < n; step++) {
                csv.add(v, step + 1, shares[v][step]);
            }
        }
        HeatPanel heat = new HeatPanel("Which node is removed when", "node", "removal; " + n + ": left over", shares);
        GraphPanel drawing =
                new GraphPanel("The graph", 1).as(run.depiction()).numbered().add(graph, Palette.BLUE);
        return new ReportFigure(
                "removals",
                "Which node is removed when",
                String.format(Locale.ROOT, "Share of %d orderings of one graph of %d nodes.", DRAWS, n),
                new Figure(List.of(heat, drawing), 2, 480, 340),
                csv);
    }

    private ReportFigure remains() {
        Map<Integer, int[]> learned = new TreeMap<>();
        Map<Integer, int[]> uniform = new TreeMap<>();
        int number = 0;
        for (Graph graph : RebuiltSection.spread(run.data().graphs(), GRAPHS)) {
            RandomKey own = key.split(Draws.OF_MANY_GRAPHS).split(number++);
            for (int[] ordering : drawn(graph, EACH, own)) {
                count(graph, ordering, learned);
            }
            for (int i = 0; i < EACH; i++) {
                count(graph, own.split(Draws.UNIFORM_ORDERINGS).split(i).permutation(graph.nodes()), uniform);
            }
        }
        Panel panel = new Panel("Is what is left connected?", "nodes left", "connected (%)");
        CsvTable csv = new CsvTable("orderings", "nodes left", "remains", "connected");
        add(panel, csv, "drawn from the destructor", learned, Palette.BLUE);
        add(panel, csv, "uniformly random", uniform, Palette.GREY);
        return new ReportFigure(
                "remains",
                "Is what is left connected?",
                String.format(
                        Locale.ROOT,
                        "%.0f %% of the remains are connected, %.0f %% with orderings that are uniformly random.",
                        100 * share(learned),
                        100 * share(uniform)),
                new Figure(List.of(panel.yRange(0, 105).legendBelow()), 1, 560, 300),
                csv);
    }

    private static void count(Graph graph, int[] ordering, Map<Integer, int[]> counts) {
        for (int left = 2; left < ordering.length; left++) {
            int[] count = counts.computeIfAbsent(left, absent -> new int[2]);
            count[0]++;
            int[] kept = Arrays.copyOf(ordering, left);
            count[1] += graph.inducedSubgraph(kept).isConnected() ? 1 : 0;
        }
    }

    private static double share(Map<Integer, int[]> counts) {
        double all = counts.values().stream().mapToInt(count -> count[0]).sum();
        return counts.values().stream().mapToInt(count -> count[1]).sum() / all;
    }

    private static void add(Panel panel, CsvTable csv, String name, Map<Integer, int[]> counts, Color color) {
        counts.forEach((left, count) -> csv.add(name, left, count[0], (double) count[1] / count[0]));
        if (!counts.isEmpty()) {
            double[] x = counts.keySet().stream().mapToDouble(Integer::intValue).toArray();
            double[] y = counts.values().stream()
                    .mapToDouble(count -> 100.0 * count[1] / count[0])
                    .toArray();
            if (x.length > 1) {
                panel.line(name, x, y, color);
            }
            panel.points(name, x, y, color);
        }
    }
}
