package org.sgvae.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.autodiff.op.ReductionOps;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graphnvp.Coupling;
import org.sgvae.graphnvp.GraphNvp;
import org.sgvae.graphnvp.GraphNvpConfig;
import org.sgvae.graphrnn.End;
import org.sgvae.graphrnn.GraphRnn;
import org.sgvae.graphrnn.GraphRnnConfig;
import org.sgvae.graphrnn.RowKind;
import org.sgvae.graphvae.GraphVae;
import org.sgvae.graphvae.GraphVaeConfig;
import org.sgvae.graphvae.Placement;
import org.sgvae.model.GraphModel;
import org.sgvae.model.Latent;
import org.sgvae.model.NodeOrder;
import org.sgvae.model.Terms;
import org.sgvae.nn.Initializer;
import org.sgvae.random.RandomKey;
import org.sgvae.sggn.Sggn;
import org.sgvae.sggn.SggnConfig;

/**
 * Gradient checks of SGGN, GraphRNN, GraphVAE and GraphNVP, part by part: each check is of the whole objective and of
 * all weights whose names begin alike, such as {@code graphrnn.edgeGru}, along some random directions for each of them.
 */
public final class PartGradients {
    private static final int DIRECTIONS = 3;
    private static final int NODES = 5;
    private static final int TYPES = 2; // of nodes, and of edges

    /** What random numbers are drawn for. */
    private enum Draws implements RandomKey.Purpose {
        WEIGHTS("weights"),
        PASSES("passes");

        private final long tag;

        Draws(String name) {
            tag = RandomKey.tag(name);
        }

        @Override
        public long tag() {
            return tag;
        }
    }

    private final RandomKey key;
    private final Map<String, Supplier<List<GradientCheck>>> checks = new LinkedHashMap<>();

    private PartGradients(RandomKey key) {
        this.key = key;
    }

    /**
     * Lists the checks.
     *
     * @param key source of weights and draws
     * @return by name, what makes the checks
     */
    public static Map<String, Supplier<List<GradientCheck>>> of(RandomKey key) {
        PartGradients parts = new PartGradients(key);
        RandomKey weights = key.split(Draws.WEIGHTS);
        Initializer initializer = Initializer.normal(0.4);
        parts.add(
                "SGGN", Sggn.create(new SggnConfig(3, 4, 5, 2, TYPES, TYPES, NodeOrder.RANDOM), initializer, weights));
        parts.add("GraphRNN", GraphRnn.create(graphRnn(RowKind.RECURRENT), initializer, weights));
        parts.add("GraphRNN-S", GraphRnn.create(graphRnn(RowKind.INDEPENDENT), initializer, weights));
        parts.add("GraphVAE", GraphVae.create(graphVae(Placement.MATCHED), initializer, weights));
        parts.add("GraphVAE unmatched", GraphVae.create(graphVae(Placement.BREADTH_FIRST), initializer, weights));
        parts.add("GraphNVP", GraphNvp.create(graphNvp(Coupling.ADDITIVE), initializer, weights));
        parts.add("GraphNVP affine", GraphNvp.create(graphNvp(Coupling.AFFINE), initializer, weights));
        return parts.checks;
    }

    /** A window shorter than the graphs, so that there are entries outside of it. */
    private static GraphRnnConfig graphRnn(RowKind rows) {
        return new GraphRnnConfig(rows, End.TOKEN, 2, 2, 4, 3, 3, 3, TYPES, TYPES, NodeOrder.RANDOM);
    }

    private static GraphVaeConfig graphVae(Placement placement) {
        return new GraphVaeConfig(NODES, placement, 2, 3, 3, 4, 2, 2, TYPES, TYPES);
    }

    private static GraphNvpConfig graphNvp(Coupling coupling) {
        return new GraphNvpConfig(NODES, coupling, 3, 3, 3, 3, 3, TYPES, TYPES, NodeOrder.RANDOM);
    }

    private void add(String name, GraphModel model) {
        Map<String, Map<String, DMatrixRMaj>> parts = new LinkedHashMap<>();
        model.parameters()
                .values()
                .forEach((parameter, value) -> parts.computeIfAbsent(
                                parameter.split("\\.", -1)[1], part -> new LinkedHashMap<>())
                        .put(parameter, value));
        parts.forEach((part, weights) -> checks.put(
                "model " + name + ", " + part,
                () -> List.of(GradientCheck.of(weights, tape -> objective(tape, model))
                        .alongDirections(DIRECTIONS))));
    }

    /** The sum of all terms, each with a weight of its own, for a graph with a lone node and one of three nodes. */
    private Variable objective(Tape tape, GraphModel model) {
        Graph graph = Graph.of(new int[] {0, 1, 1, 0, 1}, new int[][] {{0, 1, 0}, {1, 2, 1}, {2, 0, 0}, {2, 3, 1}});
        Graph small = Graph.of(new int[] {1, 0, 1}, new int[][] {{0, 1, 0}, {1, 2, 1}});
        Minibatch batch = new Minibatch(List.of(graph, small), 1);
        RandomKey passes = key.split(Draws.PASSES);
        return sum(model.pass(
                tape, batch, new long[] {passes.split(0).bits(), passes.split(1).bits()}));
    }

    /**
     * Weighs the terms of a pass, each with a weight of its own, so that an error in any of them shows.
     *
     * @param terms the terms; not modified
     * @return their sum over all graphs, 1 x 1
     */
    public static Variable sum(Terms terms) {
        Variable sum = ArithmeticOps.add(terms.logPx(), ArithmeticOps.scale(0.75, terms.logQOrder()));
        Latent latent = terms.latent();
        if (latent != null) {
            sum = ArithmeticOps.add(sum, ArithmeticOps.scale(1.5, latent.logPz()));
            sum = ArithmeticOps.add(sum, ArithmeticOps.scale(-1.25, latent.logQz()));
            sum = ArithmeticOps.add(sum, ArithmeticOps.scale(-0.5, latent.divergence()));
        }
        return ReductionOps.sum(sum);
    }
}
