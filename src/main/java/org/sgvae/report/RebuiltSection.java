package org.sgvae.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Isomorphism;
import org.sgvae.model.LatentModel;
import org.sgvae.random.RandomKey;
import org.sgvae.report.figure.CsvTable;
import org.sgvae.report.figure.Figure;
import org.sgvae.report.figure.GraphPanel;
import org.sgvae.report.figure.Palette;

/** Graphs of the data beside what is built from their codes, and what is built on the way from one code to another. */
final class RebuiltSection {
    private static final int PAIRS = 8;
    private static final int STEPS = 8;
    private static final int DRAWS = 3; // at each step

    private final ReportRun run;
    private final LatentModel model;
    private final RandomKey key = RandomKey.of(1).split(Draws.RECONSTRUCTIONS);

    RebuiltSection(ReportRun run, LatentModel model) {
        this.run = run;
        this.model = model;
    }

    ReportSection section() {
        return new ReportSection(
                "rebuilt",
                "Reconstruction and interpolation",
                "Each graph is encoded along one ordering drawn from the destructor, and built again from the"
                        + " mean of its"
                        + " code. Between two codes the points lie at equal distances on a line.",
                List.of(pairs(), path()));
    }

    /** Some graphs of the data, from the smallest to the largest. */
    static List<Graph> spread(List<Graph> graphs, int count) {
        List<Graph> sorted = graphs.stream()
                .sorted(Comparator.comparingInt(Graph::nodes).thenComparingInt(Graph::edges))
                .toList();
        int n = Math.min(count, sorted.size());
        return IntStream.range(0, n)
                .mapToObj(i -> sorted.get(n == 1 ? 0 : (int) ((long) i * (sorted.size() - 1) / (n - 1))))
                .toList();
    }

    private ReportFigure pairs() {
        List<Graph> originals = spread(run.data().graphs(), PAIRS);
        List<GeneratedGraph> rebuilt = model.reconstruct(originals, key.split(Draws.PAIRS), run.maxNodes());
        GraphPanel above = new GraphPanel("Graphs of the data", PAIRS).as(run.depiction());
        GraphPanel below = new GraphPanel("Built from their codes", PAIRS).as(run.depiction());
        CsvTable csv = new CsvTable("pair", "graph", "built", "complete", "isomorphic");
        int same = 0;
        for (int i = 0; i < originals.size(); i++) {
            Graph graph = originals.get(i);
            GeneratedGraph built = rebuilt.get(i);
            boolean isSame = built.complete() && Isomorphism.areIsomorphic(graph, built.graph());
            same += isSame ? 1 : 0;
            above.add(graph, Palette.BLUE, graph.nodes() + " nodes");
            below.add(
                    built.graph(),
                    isSame ? Palette.BLUE : Palette.VERMILION,
                    built.graph().nodes() + " nodes",
                    isSame ? "the same" : "another");
            csv.add(i + 1, graph, built.graph(), built.complete(), isSame);
        }
        return new ReportFigure(
                "reconstruction",
                "Reconstruction",
                String.format(
                        Locale.ROOT, "%d of %d graphs are built again up to isomorphism.", same, originals.size()),
                new Figure(List.of(above, below), 1, 900, 190),
                csv);
    }

    private ReportFigure path() {
        List<Graph> ends = spread(run.data().graphs(), 2);
        DMatrixRMaj from = mean(ends.get(0));
        DMatrixRMaj to = mean(ends.get(ends.size() - 1));
        GraphPanel panel = new GraphPanel(
                        "From a graph of " + ends.get(0).nodes() + " nodes to one of "
                                + ends.get(ends.size() - 1).nodes() + ": " + DRAWS + " draws at each point",
                        STEPS)
                .as(run.depiction());
        InvalidReason reason = new InvalidReason(run.data(), run.legend());
        CsvTable csv = new CsvTable("draw", "t", "z", "graph", "why not valid");
        int valid = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            for (int i = 0; i < STEPS; i++) {
                double t = i / (STEPS - 1.0);
                DMatrixRMaj z = new DMatrixRMaj(1, from.numCols);
                Arrays.setAll(z.data, u -> (1 - t) * from.get(u) + t * to.get(u));
                long[] keys = {key.split(Draws.PATH).split(draw).split(i).bits()};
                GeneratedGraph built = model.decode(Tape.forwardOnly(), z, keys, run.maxNodes())
                        .get(0);
                String why = reason.of(built).orElse("");
                valid += why.isEmpty() ? 1 : 0;
                panel.add(
                        built.graph(),
                        why.isEmpty() ? Palette.BLUE : Palette.VERMILION,
                        String.format(
                                Locale.ROOT,
                                "t = %.2f, %d nodes",
                                t,
                                built.graph().nodes()),
                        why);
                csv.add(draw + 1, t, Arrays.toString(z.data), built.graph(), why);
            }
        }
        return new ReportFigure(
                "interpolation",
                "On the line between two codes",
                valid + " of " + STEPS * DRAWS + " graphs on the way are valid.",
                new Figure(List.of(panel), 1, 960, 420),
                csv);
    }

    private DMatrixRMaj mean(Graph graph) {
        long[] keys = {key.split(Draws.ENDS_OF_PATH).split(graph.nodes()).bits()};
        Minibatch batch = new Minibatch(List.of(graph), 1);
        return model.encode(Tape.forwardOnly(), batch, keys).mean().value().copy();
    }
}
