package org.sgvae.graphnvp;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ArithmeticOps.addConstant;
import static org.sgvae.autodiff.op.ArithmeticOps.multiply;
import static org.sgvae.autodiff.op.ArithmeticOps.negate;
import static org.sgvae.autodiff.op.ArithmeticOps.scale;
import static org.sgvae.autodiff.op.ElementwiseOps.exp;
import static org.sgvae.autodiff.op.ElementwiseOps.square;
import static org.sgvae.autodiff.op.ReductionOps.sumOverColumns;
import static org.sgvae.autodiff.op.SegmentOps.segmentSum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.distribution.LogSum;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Orderings;
import org.sgvae.kernel.ElementaryFunctions;
import org.sgvae.model.Choices;
import org.sgvae.model.GraphModel;
import org.sgvae.model.Terms;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameter;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/**
 * GraphNVP (Madhawa et al. 2019, arXiv 1905.11600).
 *
 * <p>A graph in N slots is a tensor of one-hot kinds, of pairs (no edge, or an edge's type) and of slots (empty, or a
 * node's type). A tensor y of real numbers decodes to the kinds of its largest entries, and invertible flows make of it
 * normal numbers: \(z_A = f(y_A)\) ({@link EdgeFlow}) and \(z_X = g(y_X; A)\) ({@link NodeFlow}), \(z \sim N(0, e^v
 * I)\), so
 * \[ p(y) = N(f(y_A); 0, e^v I)\, \Bigl|\det \frac{\partial f}{\partial y_A}\Bigr|\, N(g(y_X; A); 0, e^v I), \qquad
 *    p(G) = \frac{1}{|\mathrm{Aut}(x)|} \sum_τ \int_{y \text{ decodes to } (x, τ)} p(y)\, dy, \]
 * over all ways τ to put the nodes into the slots. Edges to empty slots are not part of the graph and are summed over.
 *
 * <p>{@link #pass} scores y drawn with uniform noise, as the model is trained: a <em>bound</em>, which costs at least
 * 0.1765 nats an entry of y where the shifts depend on the kinds alone, since a uniform cell is not normal. {@link
 * #coveringPass} draws y from the whole region by {@link Dequantization}, so that importance weights have the
 * expectation p(G): that is the model's likelihood.
 *
 * <p><b>What differs from the reference code</b> (pfnet-research/graph-nvp): each pair of slots is there once, not in
 * both triangles and with a diagonal of its own; the loss is the log-density, X and A added, not the mean of their
 * means over the entries; there is no batch normalisation, and no learned factor of the shifts; the log-determinant of affine couplings counts each changed entry once; samples are drawn at temperature 1, from the
 * distribution that is scored, and may be disconnected. A sample with all slots empty is incomplete; its probability is
 * missing from the sum over all graphs.
 */
public final class GraphNvp implements GraphModel {
    private static final double LOG_2_PI = ElementaryFunctions.log(2 * Math.PI);
    private static final double OWN_ORDER = 0.75; // share of the trained placement in the covering one
    private static final double NO_UNSEEN_EDGE =
            0.9; // probability that a pair with an empty slot is drawn without an edge
    private static final Pattern LAST_LAYER =
            Pattern.compile("graphnvp\\.(edges\\.\\d+\\.2|nodes\\.\\d+\\.tail\\.1)\\..*");

    private final GraphNvpConfig config;
    private final Parameters parameters;
    private final Parameter logVariance;
    private final EdgeFlow edgeFlow;
    private final NodeFlow nodeFlow;

    private GraphNvp(GraphNvpConfig config, Parameters parameters) {
        this.config = config;
        this.parameters = parameters;
        logVariance = parameters.vector("graphnvp.logVariance", 1, 1);
        logVariance.value().zero();
        edgeFlow = new EdgeFlow(parameters, config);
        nodeFlow = new NodeFlow(parameters, config);
    }

    /**
     * Makes a model with fresh weights, uniform by fan-in, but zero in the last layer of each coupling, so that all shifts are 0 in the
     * beginning.
     *
     * @param config sizes and choices
     * @param key source of the weights
     * @return the model
     */
    public static GraphNvp create(GraphNvpConfig config, RandomKey key) {
        GraphNvp model = create(config, Initializer.uniformByFanIn(), key);
        model.parameters.all().stream()
                .filter(parameter -> LAST_LAYER.matcher(parameter.name()).matches())
                .forEach(parameter -> parameter.value().zero());
        return model;
    }

    /**
     * Makes a model with fresh weights.
     *
     * @param config sizes and choices
     * @param initializer distribution of the weights
     * @param key source of the weights
     * @return the model
     */
    public static GraphNvp create(GraphNvpConfig config, Initializer initializer, RandomKey key) {
        return new GraphNvp(config, new Parameters(initializer, key));
    }

    @Override
    public GraphNvpConfig config() {
        return config;
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a graph has more nodes than there are slots, so that its probability is 0
     */
    @Override
    public Terms pass(Tape tape, Minibatch batch, long[] keys) {
        if (batch.maxNodes() > config.slots()) {
            throw new IllegalArgumentException("a graph of " + batch.maxNodes() + " nodes; the model has "
                    + config.slots() + " slots, use one with more");
        }
        int[][] slots = new int[batch.size()][];
        Minibatch ordered =
                batch.along(b -> config.nodeOrder().draw(batch.graph(b), RandomKey.split(keys[b], Draws.ORDER)));
        Arrays.setAll(slots, b -> Orderings.inverse(ordered.ordering(b)));
        SlotGraphs graphs = SlotGraphs.of(batch, slots, config);
        Dequantization y = Dequantization.uniform(tape, graphs, config, keys);
        double[] logQ = new double[batch.size()];
        Arrays.setAll(logQ, y::logQ);
        return terms(batch, logDensity(y, graphs), logQ, config.nodeOrder().logProbabilities(ordered));
    }

    @Override
    public Terms coveringPass(Tape tape, Minibatch batch, long[] keys) {
        int[][] slots = new int[batch.size()][];
        double[] logQOrder = place(batch, keys, slots);
        SlotGraphs graphs = SlotGraphs.of(batch, slots, config);
        double[] logQUnseen = drawUnseenEdges(graphs, keys);
        Dequantization y = Dequantization.covering(tape, graphs, config, moments(tape, graphs), keys);
        double[] logQ = new double[batch.size()];
        Arrays.setAll(logQ, b -> y.logQ(b) + logQUnseen[b]);
        return terms(batch, logDensity(y, graphs), logQ, logQOrder);
    }

    /**
     * Puts nodes into the first slots in the order of training, or into any slots; sets the slots, returns their
     * log-probabilities.
     */
    private double[] place(Minibatch batch, long[] keys, int[][] slots) {
        boolean[] first = new boolean[slots.length]; // whether the nodes are in the first slots
        double[] logUniform = new double[slots.length];
        for (int b = 0; b < slots.length; b++) {
            int n = batch.nodes(b);
            long key = RandomKey.split(keys[b], Draws.ORDER);
            slots[b] = n > config.slots()
                    ? new int[0]
                    : RandomKey.uniform(keys[b], 0) < OWN_ORDER
                            ? Orderings.inverse(config.nodeOrder().draw(batch.graph(b), key))
                            : Arrays.copyOf(new RandomKey(key).permutation(config.slots()), n);
            first[b] = slots[b].length > 0 && Orderings.isPermutation(slots[b]);
            for (int k = 0; k < slots[b].length; k++) {
                logUniform[b] -= ElementaryFunctions.log(config.slots() - k);
            }
        }
        double[] logOrder = config.nodeOrder()
                .logProbabilities(
                        batch.along(b -> first[b] ? Orderings.inverse(slots[b]) : Orderings.identity(batch.nodes(b))));
        double[] logQ = new double[slots.length];
        Arrays.setAll(
                logQ,
                b -> LogSum.of(
                        first[b] ? ElementaryFunctions.log(OWN_ORDER) + logOrder[b] : Double.NEGATIVE_INFINITY,
                        ElementaryFunctions.log(1 - OWN_ORDER) + logUniform[b]));
        return logQ;
    }

    /**
     * Draws the kinds of pairs with an empty slot, which are not part of the graph: for one half of the samples mostly
     * no edge, as in training, for the other half uniformly. Returns their log-probabilities.
     */
    private double[] drawUnseenEdges(SlotGraphs graphs, long[] keys) {
        double[] logQ = new double[keys.length];
        int kinds = 1 + config.edgeTypes();
        for (int b = 0; b < keys.length; b++) {
            long key = RandomKey.split(keys[b], Draws.UNSEEN);
            double none = RandomKey.uniform(key, config.pairs()) < 0.5 ? NO_UNSEEN_EDGE : 1.0 / kinds;
            double logMostlyNone = 0;
            double logUniform = 0;
            for (int a = 0; a < config.slots(); a++) {
                for (int c = 0; c < a; c++) {
                    if (!graphs.isSeen(b, a, c)) {
                        int pair = SlotGraphs.pair(a, c);
                        double u = RandomKey.uniform(key, pair);
                        int other = 1 + (int) ((kinds - 1) * (u - none) / (1 - none));
                        int kind = u < none ? 0 : Math.min(kinds - 1, other);
                        graphs.kindOfPair[b * config.pairs() + pair] = kind;
                        logMostlyNone += ElementaryFunctions.log(
                                kind == 0 ? NO_UNSEEN_EDGE : (1 - NO_UNSEEN_EDGE) / (kinds - 1));
                        logUniform -= ElementaryFunctions.log(kinds);
                    }
                }
            }
            logQ[b] = LogSum.of(logMostlyNone, logUniform) - ElementaryFunctions.log(2);
        }
        return logQ;
    }

    /** Where the flows would have the tensors if they changed entries as they do in the middle of the uniform noise. */
    private Dequantization.Moments moments(Tape tape, SlotGraphs graphs) {
        Dequantization center = Dequantization.center(tape, graphs, config);
        EdgeFlow.Image edges = edgeFlow.forward(center.edges());
        Variable nodes = nodeFlow.forward(center.nodes(), graphs);
        double std = ElementaryFunctions.exp(logVariance.value().data[0] / 2);
        double[] edgeMean = center.edges().value().data.clone();
        double[] edgeStd = new double[edgeMean.length];
        for (int i = 0; i < edges.z().value().getNumElements(); i++) {
            double inverseScale = ElementaryFunctions.exp(-edges.logScale().value().data[i]);
            edgeMean[i] -= edges.z().value().data[i] * inverseScale;
            edgeStd[i] = std * inverseScale;
        }
        double[] nodeMean = center.nodes().value().data.clone();
        double[] nodeStd = new double[nodeMean.length];
        for (int i = 0; i < nodes.value().getNumElements(); i++) {
            nodeMean[i] -= nodes.value().data[i];
            nodeStd[i] = std;
        }
        return new Dequantization.Moments(edgeMean, edgeStd, nodeMean, nodeStd);
    }

    private Terms terms(Minibatch batch, Variable logP, double[] logQ, double[] logQOrder) {
        Tape tape = logP.tape();
        Variable minusLogQ = tape.zeroConstant(batch.size(), 1);
        Variable order = tape.zeroConstant(batch.size(), 1);
        for (int b = 0; b < batch.size(); b++) {
            boolean fits = batch.nodes(b) <= config.slots();
            minusLogQ.value().data[b] = fits ? -logQ[b] : Double.NEGATIVE_INFINITY;
            order.value().data[b] = logQOrder[b];
        }
        Variable logPx = add(logP, minusLogQ);
        return new Terms(batch, logPx, order, Choices.none(tape), null);
    }

    /** \(\log p(y)\), B x 1. */
    private Variable logDensity(Dequantization y, SlotGraphs graphs) {
        Tape tape = y.edges().tape();
        EdgeFlow.Image edges = edgeFlow.forward(y.edges());
        Variable nodes = nodeFlow.forward(y.nodes(), graphs);
        Indices graphOfRow = tape.indices();
        for (int row = 0; row < nodes.rows(); row++) {
            graphOfRow.add(row / config.slots());
        }
        Variable nodeSquares = segmentSum(sumOverColumns(square(nodes)), graphOfRow, graphs.graphs());
        Variable squares = add(sumOverColumns(square(edges.z())), nodeSquares);
        Variable v = logVariance.on(tape);
        int entries = edges.z().columns() + config.slots() * nodes.columns();
        Variable normalization = scale(-0.5 * entries, addConstant(v, LOG_2_PI));
        Variable logNormal = add(scale(-0.5, multiply(squares, exp(negate(v)))), normalization);
        return add(logNormal, sumOverColumns(edges.logScale()));
    }

    @Override
    public List<GeneratedGraph> sample(Tape tape, int from, int to, RandomKey key, int maxNodes) {
        int count = to - from;
        SlotGraphs graphs = new SlotGraphs(count, config);
        ArgmaxCells pairs = ArgmaxCells.ofPairs(config);
        ArgmaxCells slots = ArgmaxCells.ofSlots(config);
        long[] keys = new long[count];
        Arrays.setAll(keys, b -> key.split(from + b).bits());
        Variable zEdges = normal(tape, keys, Draws.EDGES, 1, pairs.size());
        Variable zNodes = normal(tape, keys, Draws.NODES, config.slots(), 1 + config.nodeTypes());
        double[] edges = edgeFlow.inverse(zEdges).value().data;
        for (int b = 0; b < count; b++) {
            pairs.decode(edges, b, graphs.kindOfPair);
        }
        double[] nodes = nodeFlow.inverse(zNodes, graphs).value().data;
        List<GeneratedGraph> result = new ArrayList<>(count);
        for (int b = 0; b < count; b++) {
            slots.decode(nodes, b, graphs.kindOfSlot);
            result.add(
                    graphs.nodes(b) > 0 ? cutOff(graphs.toGraph(b), maxNodes) : new GeneratedGraph(Graph.of(1), false));
        }
        tape.reset();
        return result;
    }

    /** Draws of \(N(0, e^v I)\), with a number of rows for each key. */
    private Variable normal(Tape tape, long[] keys, Draws draws, int rowsOfKey, int columns) {
        double std = ElementaryFunctions.exp(logVariance.value().data[0] / 2);
        Variable z = tape.zeroConstant(keys.length * rowsOfKey, columns);
        int size = rowsOfKey * columns;
        for (int i = 0; i < keys.length * size; i++) {
            z.value().data[i] = std * RandomKey.gaussian(RandomKey.split(keys[i / size], draws), i % size);
        }
        return z;
    }

    private static GeneratedGraph cutOff(Graph graph, int maxNodes) {
        return graph.nodes() <= maxNodes
                ? new GeneratedGraph(graph, true)
                : new GeneratedGraph(graph.inducedSubgraph(Orderings.identity(maxNodes)), false);
    }
}
