package org.sgvae.train;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.sgvae.decoder.CodeInput;
import org.sgvae.decoder.Connectivity;
import org.sgvae.decoder.EdgeModel;
import org.sgvae.decoder.NodeTypes;
import org.sgvae.decoder.PropagationTime;
import org.sgvae.encoder.EncoderStart;
import org.sgvae.encoder.Posterior;
import org.sgvae.encoder.Removal;
import org.sgvae.estimator.Reinforce;
import org.sgvae.graph.Graph;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graphnvp.Coupling;
import org.sgvae.graphnvp.GraphNvpConfig;
import org.sgvae.graphrnn.End;
import org.sgvae.graphrnn.GraphRnnConfig;
import org.sgvae.graphrnn.RowKind;
import org.sgvae.graphvae.GraphVaeConfig;
import org.sgvae.graphvae.Placement;
import org.sgvae.kernel.ElementaryFunctions;
import org.sgvae.model.CodeDraw;
import org.sgvae.model.ModelConfig;
import org.sgvae.model.NodeOrder;
import org.sgvae.objective.Bound;
import org.sgvae.objective.CodeDiscrepancy;
import org.sgvae.objective.KSampleBound;
import org.sgvae.objective.PaperSurrogate;
import org.sgvae.objective.PriorReplay;
import org.sgvae.objective.RateBound;
import org.sgvae.optim.Schedule;
import org.sgvae.sggn.SggnConfig;
import org.sgvae.sgvae.SgvaeConfig;
import org.sgvae.train.validation.EarlyStopping;

/** Training configurations of the library's models. */
public final class Presets {
    private static final double CODE_NATS = 2;
    private static final int STEPS = 3000;
    private static final int STEPS_FOR_NODES = 8;
    private static final int MAX_GROWTH = 3;
    private static final int BATCH = 10;

    private Presets() {}

    /**
     * The paper's training: its sizes, its surrogate, REINFORCE with one ordering as published, Adam at 0.01, batches of 10.
     *
     * @param data what will be trained on; its numbers of types are taken
     * @return the configuration
     */
    public static TrainingConfig paper(DataSet data) {
        return TrainingConfig.builder(
                        SgvaeConfig.paper(data.nodeTypes(), data.edgeTypes()), PaperSurrogate.asPublished())
                .orderings(1)
                .epochs(150)
                .learningRate(Schedule.constant(0.01))
                .clipNorm(Double.POSITIVE_INFINITY)
                .shards(1)
                .build();
    }

    /**
     * The default, which reads the data: {@link #cycles} for cycles, {@link #general} for all other graphs.
     *
     * @param data what will be trained on
     * @return the configuration
     */
    public static TrainingConfig standard(DataSet data) {
        return areCycles(data) ? cycles(data) : general(data);
    }

    private static boolean areCycles(DataSet data) {
        return data.graphs().stream()
                .allMatch(graph -> graph.nodes() > 2 && graph.edges() == graph.nodes() && isConnectedOfDegree2(graph));
    }

    private static boolean isConnectedOfDegree2(Graph graph) {
        return graph.isConnected() && IntStream.range(0, graph.nodes()).allMatch(v -> graph.degree(v) == 2);
    }

    /**
     * Says what was chosen for data, and why.
     *
     * @param data the data
     * @param config what {@link #standard} made of them, perhaps with parts changed
     * @return one line
     */
    public static String explained(DataSet data, TrainingConfig config) {
        if (areCycles(data)) {
            return "default for cycles: preset cycles, the recipe for a code of each length; " + config.epochs()
                    + " epochs";
        }
        return "default for these data: preset general; "
                + (allConnected(data)
                        ? "all graphs are connected, so the model knows only such"
                        : "not all graphs are connected")
                + ConfigText.get(config, "objective.codeNats")
                        .map(nats -> String.format(Locale.ROOT, "; a code of %.3g nats", Double.parseDouble(nats)))
                        .orElse("")
                + "; "
                + config.epochs() + " epochs of "
                + (data.graphs().size() + config.batchGraphs() - 1) / config.batchGraphs()
                + " steps";
    }

    /** Of a part of the data, the kind of the whole tells whether other parts may have graphs that are not. */
    private static boolean allConnected(DataSet data) {
        return data.graphs().stream().allMatch(Graph::isConnected)
                && !data.kind().test(Graph.of(2));
    }

    /** More for larger graphs, where a decision depends on more: with the square of the mean number of nodes. */
    private static int steps(DataSet data) {
        double nodes = data.graphs().stream().mapToInt(Graph::nodes).average().orElseThrow();
        double growth = nodes / STEPS_FOR_NODES;
        return (int) (STEPS * Math.max(1, Math.min(MAX_GROWTH, growth * growth)));
    }

    /** R: a code cannot tell more than there is to tell. */
    private static double rate(DataSet data) {
        return Math.min(CODE_NATS, 0.9 * ElementaryFunctions.log(data.classes()));
    }

    /**
     * The preset for cycles: the K-sample bound with free bits of a little more than the data's entropy, two orderings a graph.
     *
     * <p>An ordering first, a code then, with room to move: \(\log q(π|x)\) weighs nothing at first, so the destructor commits
     * to an ordering within some hundred steps; the code is given four nats more than it needs, and loses them while the
     * constructor learns to read it. The destructor's propagation starts with a long memory and learns slowly, so that the
     * last node still knows how many went before. In the second half the codes are spread as the prior's are, and the
     * constructor also sees codes of the prior itself.
     *
     * @param data what will be trained on; its numbers of types and of classes are taken
     * @return the configuration
     */
    public static TrainingConfig cycles(DataSet data) {
        double entropy = ElementaryFunctions.log(data.classes());
        return TrainingConfig.builder(
                        new SgvaeConfig(16, 16, 24, 2, data.nodeTypes(), data.edgeTypes(), Posterior.GAUSSIAN, 2)
                                .withStart(new EncoderStart(200, -2)),
                        new KSampleBound(
                                Schedule.constant(1),
                                Schedule.linear(entropy + 4, entropy + 0.1, 0, 0.4),
                                Schedule.linear(0, 1, 0.07, 0.2),
                                1))
                .regularizers(List.of(
                        new CodeDiscrepancy(Schedule.linear(0, 20, 0.5, 0.5)),
                        new PriorReplay(Schedule.linear(0, 1, 0.5, 0.5))))
                .epochs(600)
                .learningRate(Schedule.cosine(0.006, 0, 0, 1))
                .propagationRates(new PropagationRates(0.1, 1))
                .build();
    }

    /**
     * The general preset: for any graphs, a code that is used at a rate of its own, and a learned prior.
     *
     * <p>The rate is {@value #CODE_NATS} nats, or nine tenths of the logarithm of the number of classes where that is less. Where
     * all graphs are connected, the model knows only such. Where nodes have types, each is decided on as the node is added.
     * There are {@value #STEPS} steps
     * of {@value #BATCH} graphs where these have {@value #STEPS_FOR_NODES} nodes on average, and more for larger ones, with the square of that
     * number, up to {@value #MAX_GROWTH} times as many.
     *
     * @param data what will be trained on; its numbers of types and of classes, its size and whether all graphs are connected
     *     decide
     * @return the configuration
     */
    public static TrainingConfig general(DataSet data) {
        int epochs =
                (int) Math.ceil((double) steps(data) * BATCH / data.graphs().size());
        return TrainingConfig.builder(
                        new SgvaeConfig(
                                16,
                                16,
                                24,
                                2,
                                data.nodeTypes(),
                                data.edgeTypes(),
                                Posterior.GAUSSIAN,
                                2,
                                Removal.HARD,
                                EdgeModel.SEQUENTIAL,
                                data.nodeTypes() > 1 ? NodeTypes.AT_ONCE : NodeTypes.AFTERWARDS,
                                CodeInput.EVERY_STEP,
                                allConnected(data) ? Connectivity.CONNECTED : Connectivity.ANY,
                                PropagationTime.AFTER_CHANGES,
                                List.of(),
                                32,
                                32,
                                new EncoderStart(1, -1)),
                        new RateBound(rate(data), CodeDraw.CROSSED))
                .batchGraphs(BATCH)
                .epochs(epochs)
                .learningRate(Schedule.cosine(0.006, 0, 0, 1))
                .earlyStopping(EarlyStopping.STANDARD)
                .build();
    }

    /**
     * The default for SGGN, the model without latent: orderings by breadth-first search, one a graph. The objective is the
     * same bound; without a code and a destructor its gradient is that of the log-probability along the orderings drawn.
     *
     * @param data what will be trained on; its numbers of types are taken
     * @return the configuration
     */
    public static TrainingConfig sggn(DataSet data) {
        return withGivenOrder(new SggnConfig(16, 32, 32, 2, data.nodeTypes(), data.edgeTypes(), NodeOrder.BFS));
    }

    /**
     * GraphRNN for small data: smaller states and fewer layers than published, an end token, and a window over all nodes.
     *
     * @param data what will be trained on; its numbers of types and of nodes are taken
     * @return the configuration
     */
    public static TrainingConfig graphRnn(DataSet data) {
        return withGivenOrder(graphRnn(RowKind.RECURRENT, data));
    }

    /**
     * GraphRNN-S for small data, as {@link #graphRnn}.
     *
     * @param data what will be trained on; its numbers of types and of nodes are taken
     * @return the configuration
     */
    public static TrainingConfig graphRnnS(DataSet data) {
        return withGivenOrder(graphRnn(RowKind.INDEPENDENT, data));
    }

    private static GraphRnnConfig graphRnn(RowKind rows, DataSet data) {
        int window = Math.max(1, data.maxNodes() - 1);
        return new GraphRnnConfig(
                rows, End.TOKEN, window, 2, 64, 32, 16, 8, data.nodeTypes(), data.edgeTypes(), NodeOrder.BFS);
    }

    /**
     * GraphVAE with matching for small data: as many slots as the largest graph has nodes.
     *
     * @param data what will be trained on; its numbers of types and of nodes are taken
     * @return the configuration
     */
    public static TrainingConfig graphVae(DataSet data) {
        return withGivenOrder(graphVae(Placement.MATCHED, data));
    }

    /**
     * GraphVAE without matching, as {@link #graphVae}: nodes go into slots breadth first.
     *
     * @param data what will be trained on; its numbers of types and of nodes are taken
     * @return the configuration
     */
    public static TrainingConfig graphVaeUnmatched(DataSet data) {
        return withGivenOrder(graphVae(Placement.BREADTH_FIRST, data));
    }

    private static GraphVaeConfig graphVae(Placement placement, DataSet data) {
        return new GraphVaeConfig(
                data.maxNodes(), placement, 8, 16, 16, 64, 2, 128, data.nodeTypes(), data.edgeTypes());
    }

    /**
     * GraphNVP with additive couplings for small data: as many slots as the largest graph has nodes, and narrower networks
     * than published.
     *
     * @param data what will be trained on; its numbers of types and of nodes are taken
     * @return the configuration
     */
    public static TrainingConfig graphNvp(DataSet data) {
        return withGivenOrder(graphNvp(Coupling.ADDITIVE, data));
    }

    /**
     * GraphNVP with affine couplings, as {@link #graphNvp}.
     *
     * @param data what will be trained on; its numbers of types and of nodes are taken
     * @return the configuration
     */
    public static TrainingConfig graphNvpAffine(DataSet data) {
        return withGivenOrder(graphNvp(Coupling.AFFINE, data));
    }

    private static GraphNvpConfig graphNvp(Coupling coupling, DataSet data) {
        int slots = Math.max(2, data.maxNodes());
        return new GraphNvpConfig(
                slots, coupling, 2 * slots, 2 * slots, 64, 16, 32, data.nodeTypes(), data.edgeTypes(), NodeOrder.BFS);
    }

    /** Training of a model that learns nothing about orderings, so that there is no score function to estimate. */
    private static TrainingConfig withGivenOrder(ModelConfig model) {
        return TrainingConfig.builder(model, Bound.plain(new Reinforce(0)))
                .orderings(1)
                .epochs(200)
                .earlyStopping(EarlyStopping.STANDARD)
                .build();
    }
}
