package org.sgvae.graphrnn;

import java.util.ArrayList;
import java.util.List;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.gnn.Minibatch;
import org.sgvae.model.Choices;
import org.sgvae.model.GraphModel;
import org.sgvae.model.NodeOrder;
import org.sgvae.model.OrderMixture;
import org.sgvae.model.OrderMixture.Part;
import org.sgvae.model.Terms;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/**
 * GraphRNN and GraphRNN-S (You et al. 2018, arXiv 1802.08773).
 *
 * <p>Along an ordering π the graph is the sequence of the rows \(S_1, S_2, …\) of its adjacency matrix; row s holds the
 * edges of node s to the nodes before it, nearest first. A node-level GRU reads row after row, \(h_s = f(h_{s-1},
 * S_s)\), beginning with a row of ones, and gives the distribution of the next row:
 * \[ p(x, π) = \prod_s p(S_{s+1} \mid h_s)\; p(\text{end} \mid h_n), \qquad
 *    p(S_{s+1} \mid h_s) = \prod_j p(S_{s+1,j} \mid S_{s+1,1..j-1}, h_s), \]
 * the entries by an edge-level GRU whose first state is made of \(h_s\) (GraphRNN), or independently (GraphRNN-S), see
 * {@link RowKind}; what ends the sequence says {@link End}. With types an entry is one of {no edge, type 0, …, type
 * E−1}, and where nodes have types, the node's type is drawn before its row, which depends on it and on the types of
 * the nodes that the entries are for.
 *
 * <p>{@link #pass} draws π from the {@link NodeOrder} that the model is trained with. {@link #coveringPass} draws from
 * a mixture with all orderings that have a probability, so that \(p(G) = E[p(x, π) / q(π \mid x)] /
 * |\mathrm{Aut}(x)|\): the sequences that the model can emit are not breadth-first ones only, so a sum over those alone
 * would be too small.
 *
 * <p><b>What differs from the reference code</b> (JiaxuanYou/graph-generation), so that samples come from the
 * distribution that is scored: a sampled graph ends at the first end token, not after a fixed number of steps with
 * empty rows dropped; a row is drawn once, not again until it has an edge; no component or sample is selected
 * afterwards; of row s only the s entries that exist are scored. The loss is the negative log-likelihood, a sum, not a
 * mean over padded entries. Edges to nodes further back than the window M, which the code drops, are independent draws
 * with learned probabilities that do not depend on the state; so every row has a probability, and with M at least the
 * largest number of nodes less one, all is as published.
 */
public final class GraphRnn implements GraphModel {
    /** Few: the tape keeps the states of all entries until it is reset. */
    private static final int BUILT_TOGETHER = 64;

    private final GraphRnnConfig config;
    private final Parameters parameters;
    private final RowNetworks networks;
    private final OrderMixture covering;

    private GraphRnn(GraphRnnConfig config, Parameters parameters) {
        this.config = config;
        this.parameters = parameters;
        networks = new RowNetworks(parameters, config);
        Part trained = new Part(config.nodeOrder(), 0.7);
        covering = config.end() == End.TOKEN
                ? new OrderMixture(trained, new Part(NodeOrder.CONNECTED, 0.15), new Part(NodeOrder.RANDOM, 0.15))
                : new OrderMixture(trained, new Part(NodeOrder.CONNECTED, 0.3));
    }

    /**
     * Makes a model with fresh weights, uniform by fan-in.
     *
     * @param config sizes and choices
     * @param key source of the weights
     * @return the model
     */
    public static GraphRnn create(GraphRnnConfig config, RandomKey key) {
        return create(config, Initializer.uniformByFanIn(), key);
    }

    /**
     * Makes a model with fresh weights.
     *
     * @param config sizes and choices
     * @param initializer distribution of the weights
     * @param key source of the weights
     * @return the model
     */
    public static GraphRnn create(GraphRnnConfig config, Initializer initializer, RandomKey key) {
        return new GraphRnn(config, new Parameters(initializer, key));
    }

    @Override
    public GraphRnnConfig config() {
        return config;
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a graph is not connected and an empty row is the end, so that its probability
     *     is 0
     */
    @Override
    public Terms pass(Tape tape, Minibatch batch, long[] keys) {
        for (int b = 0; b < batch.size(); b++) {
            if (config.end() == End.EMPTY_ROW && !batch.graph(b).isConnected()) {
                throw new IllegalArgumentException("a graph of " + batch.nodes(b)
                        + " nodes is not connected, and an empty row ends the model's graphs; use the end token");
            }
        }
        Minibatch ordered = batch.along(b -> config.nodeOrder().draw(batch.graph(b), keys[b]));
        return terms(tape, ordered, config.nodeOrder().logProbabilities(ordered));
    }

    @Override
    public Terms coveringPass(Tape tape, Minibatch batch, long[] keys) {
        Minibatch ordered = covering.draw(batch, keys);
        return terms(tape, ordered, covering.logProbabilities(ordered));
    }

    private Terms terms(Tape tape, Minibatch batch, double[] logQ) {
        Variable logQOrder = tape.zeroConstant(batch.size(), 1);
        System.arraycopy(logQ, 0, logQOrder.value().data, 0, logQ.length);
        Variable logPx = score(tape, batch);
        return new Terms(batch, logPx, logQOrder, Choices.none(tape), null);
    }

    /**
     * Scores graphs along the orderings that are in the batch.
     *
     * @param tape where to
     * @param batch B graphs with their orderings; not modified
     * @return \(\log p(x, π)\), B x 1; −∞ where an empty row comes before the end and would have ended the graph
     * @throws IllegalArgumentException if a node or edge type is not one of the model's
     */
    Variable score(Tape tape, Minibatch batch) {
        return new RowScoring(networks, tape, batch).logProb();
    }

    @Override
    public List<GeneratedGraph> sample(Tape tape, int from, int to, RandomKey key, int maxNodes) {
        List<GeneratedGraph> graphs = new ArrayList<>(to - from);
        for (int first = from; first < to; first += BUILT_TOGETHER) {
            long[] keys = new long[Math.min(to - first, BUILT_TOGETHER)];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = key.split(first + i).bits();
            }
            graphs.addAll(new RowSampling(networks, tape, keys, maxNodes).sample());
            tape.reset();
        }
        return graphs;
    }
}
