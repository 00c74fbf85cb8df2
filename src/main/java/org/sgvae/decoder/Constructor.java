package org.sgvae.decoder;

import static org.sgvae.autodiff.op.ArithmeticOps.add;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Variable;
import org.sgvae.gnn.Minibatch;
import org.sgvae.gnn.Propagation;
import org.sgvae.gnn.Readout;
import org.sgvae.gnn.Sizes;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Parameters;

/**
 * The graph constructor (paper, Algorithm 3), the decoder p of the VAE: builds graphs node by node from latent codes.
 *
 * <p>The first node's state comes from the code. Then, with k nodes present: propagate; \(h_G = R(h)\); stop or add a
 * node v ({@link NodeTypes}) and decide on its edges to the nodes that are there ({@link EdgeModel}).
 *
 * <p>The loop is that of {@link Construction}; beyond the paper are the choices of {@link DecoderConfig}.
 */
public final class Constructor {
    private final @Nullable Linear initLatent;
    private final NodeTypeDecisions nodes;
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
        nodes = config.types().create(parameters, "constructor", sizes, latentDim);
        EdgeDecisions edges = config.edges().create(parameters, "constructor", sizes, config.connectivity());
        latentToGraph = config.codeInput() == CodeInput.EVERY_STEP
                ? new Linear(parameters, "constructor.latentToGraph", latentDim, g)
                : null;
        construction = new Construction(
                propagation, readout, nodes, edges, config.propagation(), config.valenceRule(sizes.edgeTypes()));
    }

    private Variable firstState(Variable z, Indices kinds) {
        return nodes.first(initLatent == null ? z : initLatent.apply(z), kinds);
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
     * @throws IllegalArgumentException if a graph cannot be built along its ordering, see {@link Connectivity}, or has a
     *     type that the model does not know
     */
    public ConstructionScore score(Variable z, Minibatch batch, Function<Minibatch, EdgeOrders> edgeOrders) {
        EdgeOrders orders = construction.orders(z.tape(), batch, edgeOrders);
        Indices kinds = z.tape().indices();
        for (int b = 0; b < batch.size(); b++) {
            kinds.add(nodes.kind(batch.graph(b).nodeType(batch.node(b, 0))));
        }
        Construction.Score score = construction.score(firstState(z, kinds), shift(z), kinds, batch, orders);
        Variable logPNodeTypes = nodes.logProb(z, kinds, score);
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
        Indices kinds = nodes.drawFirst(z, keys);
        return construction.sample(firstState(z, kinds), shift(z), kinds, keys, maxNodes);
    }
}
