package org.sgvae.sggn;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.MatrixOps.transpose;
import static org.sgvae.autodiff.op.ShapeOps.gatherRows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.SoftmaxOps;
import org.sgvae.decoder.Connectivity;
import org.sgvae.decoder.Construction;
import org.sgvae.decoder.ConstructionScore;
import org.sgvae.decoder.EdgeOrders;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.decoder.PropagationTime;
import org.sgvae.decoder.SequentialEdges;
import org.sgvae.decoder.TypedNodes;
import org.sgvae.distribution.Categorical;
import org.sgvae.gnn.KnownTypes;
import org.sgvae.gnn.Minibatch;
import org.sgvae.gnn.Propagation;
import org.sgvae.gnn.Readout;
import org.sgvae.kernel.ElementaryFunctions;
import org.sgvae.model.Choices;
import org.sgvae.model.GraphModel;
import org.sgvae.model.NodeOrder;
import org.sgvae.model.Terms;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameter;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/**
 * SGGN, the sequential graph generator without latent code that the paper compares itself with (paper, Algorithm 1; DGMG in Li et al.
 * 2018).
 *
 * <p>The type of the first node is drawn from learned logits, and each type has a learned first state. Then nodes and edges come one
 * after the other ({@link Construction}): whether to add a node, and of which type, from
 * \(\mathrm{softmax}(\mathrm{addNode}(h_G))\) over {no node, type 0, …, type V−1}; the new node's state is \(\mathrm{initNode}([h_G ; \mathrm{onehot}(\mathrm{type})])\). So the
 * probabilities of all typed graphs with at least one node, in all their orders, add up to one (but for constructions that never end).
 *
 * <p>p(x, π, ρ) depends on the order of nodes π and on the order of each node's edges ρ. {@link #pass} draws π from the
 * {@link NodeOrder} q that the model is trained with and ρ uniformly; \(\log p(x, π, ρ) - \log q(ρ \mid π) - \log q(π \mid x)\) is
 * the bound that it is trained on. {@link #coveringPass} adds all orderings to q, so that
 * \(p(G) = E[p(x, π, ρ) / (q(ρ \mid π)\, q(π \mid x))] / |\mathrm{Aut}(x)|\).
 */
public final class Sggn implements GraphModel {
    /** What a graph's key is split by; numbers of steps, from 1, are for samples alone. */
    private enum Draws implements RandomKey.Purpose {
        FIRST_TYPE(0),
        NODE_ORDER(1),
        EDGE_ORDER(2);

        private final long tag;

        Draws(long tag) {
            this.tag = tag;
        }

        @Override
        public long tag() {
            return tag;
        }
    }

    private final SggnConfig config;
    private final Parameters parameters;
    private final Parameter first;
    private final @Nullable Parameter firstType;
    private final Construction construction;

    private Sggn(SggnConfig config, Parameters parameters) {
        int d = config.nodeDim();
        int g = config.graphDim();
        int types = config.nodeTypes();
        this.config = config;
        this.parameters = parameters;
        first = parameters.matrix("sggn.first", types, d, types);
        firstType = types > 1 ? parameters.vector("sggn.firstType", types, types) : null;
        Propagation propagation =
                new Propagation(parameters, "sggn.prop", config.rounds(), d, config.messageDim(), config.edgeTypes());
        Readout readout = new Readout(parameters, "sggn.readout", d, g);
        TypedNodes nodes = new TypedNodes(parameters, "sggn", config.sizes());
        SequentialEdges edges = new SequentialEdges(parameters, "sggn", config.sizes(), Connectivity.ANY);
        construction = new Construction(propagation, readout, nodes, edges, PropagationTime.EVERY_STEP, null);
    }

    /**
     * Makes a model with fresh weights, uniform by fan-in.
     *
     * @param config sizes and orders
     * @param key source of the weights
     * @return the model
     */
    public static Sggn create(SggnConfig config, RandomKey key) {
        return create(config, Initializer.uniformByFanIn(), key);
    }

    /**
     * Makes a model with fresh weights.
     *
     * @param config sizes and orders
     * @param initializer distribution of the weights
     * @param key source of the weights
     * @return the model
     */
    public static Sggn create(SggnConfig config, Initializer initializer, RandomKey key) {
        return new Sggn(config, new Parameters(initializer, key));
    }

    @Override
    public SggnConfig config() {
        return config;
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Terms pass(Tape tape, Minibatch batch, long[] keys) {
        Minibatch ordered =
                batch.along(b -> config.nodeOrder().draw(batch.graph(b), RandomKey.split(keys[b], Draws.NODE_ORDER)));
        return terms(tape, ordered, keys, config.nodeOrder().logProbabilities(ordered));
    }

    /**
     * {@inheritDoc}
     *
     * <p>With probability \(\min(1, 2/n!)\) an ordering is drawn uniformly from all, else as the model is trained with. So uniform draws
     * find the other orderings of a small graph, and hardly any are spent on a large one, of which they would not find a likely ordering:
     * what other orderings add to its p(G) is missed in practice.
     */
    @Override
    public Terms coveringPass(Tape tape, Minibatch batch, long[] keys) {
        Minibatch ordered = batch.along(b -> {
            boolean uniform = RandomKey.uniform(keys[b], 0) < uniformShare(batch, b);
            NodeOrder order = uniform ? NodeOrder.RANDOM : config.nodeOrder();
            return order.draw(batch.graph(b), RandomKey.split(keys[b], Draws.NODE_ORDER));
        });
        double[] own = config.nodeOrder().logProbabilities(ordered);
        double[] uniform = NodeOrder.RANDOM.logProbabilities(ordered);
        double[] logQ = new double[batch.size()];
        Arrays.setAll(logQ, b -> {
            double share = uniformShare(batch, b);
            double larger = Math.max(own[b], uniform[b]);
            return larger
                    + ElementaryFunctions.log((1 - share) * ElementaryFunctions.exp(own[b] - larger)
                            + share * ElementaryFunctions.exp(uniform[b] - larger));
        });
        return terms(tape, ordered, keys, logQ);
    }

    private static double uniformShare(Minibatch batch, int b) {
        double share = 2;
        for (int k = 2; k <= batch.nodes(b); k++) {
            share /= k;
        }
        return Math.min(1, share);
    }

    private Terms terms(Tape tape, Minibatch batch, long[] keys, double[] logQ) {
        long[] edgeKeys = Arrays.stream(keys)
                .map(key -> RandomKey.split(key, Draws.EDGE_ORDER))
                .toArray();
        ConstructionScore score = score(tape, batch, EdgeOrders.shuffled(tape, batch, edgeKeys));
        Variable logQOrder = tape.zeroConstant(batch.size(), 1);
        System.arraycopy(logQ, 0, logQOrder.value().data, 0, logQ.length);
        return new Terms(batch, score.logPx(), logQOrder, Choices.none(tape), null);
    }

    /**
     * Scores graphs along the orderings that are in the batch: \(\log p(x, π, ρ) - \log q(ρ \mid π)\).
     *
     * @param tape where to
     * @param batch B graphs with their orderings; not modified
     * @param edgeOrders the order of each node's edges; not modified
     * @return log-probabilities of the B constructions, and their parts; {@code logPNodeTypes} is of the first nodes, later ones' types
     *     are part of {@code logPAddNode}
     * @throws IllegalArgumentException if a node type is not one of the model's
     */
    ConstructionScore score(Tape tape, Minibatch batch, EdgeOrders edgeOrders) {
        Indices types = tape.indices();
        for (int b = 0; b < batch.size(); b++) {
            types.add(requireKnown(batch.graph(b).nodeType(batch.node(b, 0))));
        }
        Variable states = gatherRows(first.on(tape), types);
        Construction.Score score = construction.score(states, null, types, batch, edgeOrders);
        Variable logPFirst = firstType == null
                ? tape.zeroConstant(batch.size(), 1)
                : gatherRows(transpose(SoftmaxOps.logSoftmax(firstType.on(tape))), types);
        Variable logPx = add(add(score.logPNodes(), score.logPEdges()), logPFirst);
        return new ConstructionScore(logPx, score.logPNodes(), score.logPEdges(), logPFirst);
    }

    private int requireKnown(int nodeType) {
        return KnownTypes.require("node", nodeType, config.nodeTypes());
    }

    @Override
    public List<GeneratedGraph> sample(Tape tape, int from, int to, RandomKey key, int maxNodes) {
        List<GeneratedGraph> graphs = new ArrayList<>(to - from);
        for (int first = from; first < to; first += BUILT_TOGETHER) {
            graphs.addAll(build(tape, first, Math.min(to, first + BUILT_TOGETHER), key, maxNodes));
        }
        return graphs;
    }

    /** Few: a fresh model's graphs have nearly all edges, each edge is a propagation, and the tape keeps them all until it is reset. */
    private static final int BUILT_TOGETHER = 32;

    private List<GeneratedGraph> build(Tape tape, int from, int to, RandomKey key, int maxNodes) {
        long[] keys = new long[to - from];
        Indices types = tape.indices();
        Categorical firstTypes = firstType == null ? null : Categorical.ofLogits(firstType.on(tape));
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key.split(from + i).bits();
            double uniform = RandomKey.uniform(RandomKey.split(keys[i], Draws.FIRST_TYPE), 0);
            types.add(firstTypes == null ? 0 : firstTypes.sample(0, uniform));
        }
        List<GeneratedGraph> built =
                construction.sample(gatherRows(first.on(tape), types), null, types, keys, maxNodes);
        tape.reset();
        return built;
    }
}
