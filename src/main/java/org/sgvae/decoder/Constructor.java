package org.sgvae.decoder;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.SegmentOps.segmentSum;
import static org.sgvae.autodiff.op.ShapeOps.concatColumns;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.Categorical;
import org.sgvae.gnn.Minibatch;
import org.sgvae.gnn.Propagation;
import org.sgvae.gnn.Readout;
import org.sgvae.gnn.Sizes;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/**
 * The graph constructor (paper, Algorithm 3), the decoder p of the VAE: builds graphs node by node from latent codes.
 *
 * <p>The first node's state comes from the code. Then, with k nodes present: propagate; \(h_G = R(h)\); stop with
 * probability \(1-σ(\mathrm{addNode}(h_G))\), else add a node v with \(h_v = \mathrm{initNode}(h_G)\) and decide on
 * its edges to the nodes that are there ({@link EdgeModel}). When it stops, node types are drawn from
 * \(\mathrm{softmax}(\mathrm{nodeType}(h_v))\) on the states after the last propagation.
 *
 * <p>The loop is that of {@link Construction}; beyond the paper are the choices of {@link DecoderConfig}.
 */
public final class Constructor {
    private final @Nullable Linear initLatent;
    private final Linear addNode;
    private final Linear initNode;
    private final Linear nodeType;
    private final @Nullable Linear latentToGraph;
    private final Construction construction;

    /**
     * Registers the weights, all under {@code constructor.}
     *
     * @param parameters where the weights are registered
     * @param sizes sizes of states and messages, numbers of types
     * @param latentDim entries of the code
     * @param mapsCode whether the first node's state is an affine map of the code; else it is the code, of {@code
     *     nodeDim} entries
     * @param config the choices
     */
    public Constructor(Parameters parameters, Sizes sizes, int latentDim, boolean mapsCode, DecoderConfig config) {
        int d = sizes.nodeDim();
        int g = sizes.graphDim();
        initLatent = mapsCode ? new Linear(parameters, "constructor.initLatent", latentDim, d) : null;
        Propagation propagation = new Propagation(
                parameters, "constructor.prop", sizes.rounds(), d, sizes.messageDim(), sizes.edgeTypes());
        Readout readout = new Readout(parameters, "constructor.readout", d, g);
        addNode = new Linear(parameters, "constructor.addNode", g, 1);
        initNode = new Linear(parameters, "constructor.initNode", g, d);
        EdgeDecisions edges = config.edges().create(parameters, "constructor", sizes, config.connectivity());
        nodeType = new Linear(parameters, "constructor.nodeType", d, sizes.nodeTypes());
        latentToGraph = config.codeInput() == CodeInput.EVERY_STEP
                ? new Linear(parameters, "constructor.latentToGraph", latentDim, g)
                : null;
        construction = new Construction(propagation, readout, new UntypedNodes(), edges);
    }

    private Variable firstState(Variable z) {
        return initLatent == null ? z : initLatent.apply(z);
    }

    private @Nullable Variable shift(Variable z) {
        return latentToGraph == null ? null : latentToGraph.apply(z);
    }

    /**
     * Scores the construction of given graphs along their orderings (teacher forcing): \(\log p(x, π \mid z)\), the
     * sum of the log-probabilities of all decisions; with sequential edges \(\log p(x, π, ρ \mid z) - \log q(ρ \mid
     * π)\).
     *
     * @param z latent codes, B x latentDim; not modified
     * @param batch B graphs with their orderings; not modified
     * @param edgeOrders makes the order ρ of each node's edges, for edges that come one after the other
     * @return log-probabilities of the B labelled constructions, B x 1, and their parts
     * @throws IllegalArgumentException if a graph cannot be built along its ordering, see {@link Connectivity}
     */
    public ConstructionScore score(Variable z, Minibatch batch, Function<Minibatch, EdgeOrders> edgeOrders) {
        EdgeOrders orders = construction.orders(z.tape(), batch, edgeOrders);
        Construction.Score score = construction.score(firstState(z), shift(z), batch, orders);
        Categorical types = Categorical.ofLogits(nodeType.apply(score.lastStates()));
        Variable logPNodeTypes = segmentSum(types.logProb(score.typeOfLast()), score.graphOfLast(), batch.size());
        Variable logPx = add(add(score.logPNodes(), score.logPEdges()), logPNodeTypes);
        return new ConstructionScore(logPx, score.logPNodes(), score.logPEdges(), logPNodeTypes);
    }

    /**
     * Builds graphs from latent codes.
     *
     * @param z latent codes, B x latentDim, on a tape; not modified
     * @param keys one random key a graph; not modified
     * @param maxNodes sampling is cut off at this number of nodes
     * @return B graphs, in the order of the codes
     */
    public List<GeneratedGraph> sample(Variable z, long[] keys, int maxNodes) {
        GrowingGraphs graphs = new GrowingGraphs(z.tape(), z.rows());
        construction.sample(firstState(z), shift(z), graphs, keys, maxNodes);
        return graphs.toGraphs();
    }

    /** All nodes are of one kind while the graph grows; their types come at the end. */
    private final class UntypedNodes implements NodeDecisions {
        @Override
        public Categorical next(Variable graph) {
            Variable more = addNode.apply(graph);
            return Categorical.ofLogits(concatColumns(graph.tape().zeroConstant(graph.rows(), 1), more));
        }

        @Override
        public Variable added(Variable graph, Indices kinds) {
            return initNode.apply(graph);
        }

        @Override
        public int kind(int nodeType) {
            return 0;
        }

        @Override
        public void finish(GrowingGraphs graphs, Variable states, Indices graphOfRow, Indices nodeOfRow, long[] keys) {
            Categorical types = Categorical.ofLogits(nodeType.apply(states));
            for (int row = 0; row < states.rows(); row++) {
                int graph = graphOfRow.get(row);
                int node = nodeOfRow.get(row);
                // tag 0 is no number of a step, so these draws are unrelated to those of the steps
                double uniform = RandomKey.uniform(RandomKey.split(keys[graph], 0), node);
                graphs.setNodeType(graph, node, types.sample(row, uniform));
            }
        }
    }
}
