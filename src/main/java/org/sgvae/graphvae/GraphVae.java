package org.sgvae.graphvae;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ShapeOps.gatherRows;
import static org.sgvae.autodiff.op.ShapeOps.sliceColumns;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.distribution.DefensiveMixture;
import org.sgvae.distribution.DiagonalGaussian;
import org.sgvae.gnn.GraphBatch;
import org.sgvae.gnn.KnownTypes;
import org.sgvae.gnn.Minibatch;
import org.sgvae.gnn.Propagation;
import org.sgvae.gnn.Readout;
import org.sgvae.model.Choices;
import org.sgvae.model.Code;
import org.sgvae.model.Latent;
import org.sgvae.model.LatentModel;
import org.sgvae.model.Terms;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Mlp;
import org.sgvae.nn.Parameter;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/**
 * GraphVAE (Simonovsky and Komodakis 2018, arXiv 1802.03480).
 *
 * <p>An encoder reads the graph and gives \(q(z \mid x) = N(μ, e^{2s})\); a decoder makes of a code \(z \sim N(0, I)\)
 * the probabilities of all nodes and edges in N slots at once, see {@link SlotDistribution}. A graph of n nodes can be
 * put into the slots in many ways τ:
 * \[ p(G \mid z) = \frac{1}{|\mathrm{Aut}(x)|} \sum_τ p(x, τ \mid z), \]
 * \[ \log p(G) \ge E_{q(z \mid x)\, q(τ \mid x, z)} \Bigl[ \log
 *    \frac{p(x, τ \mid z)\, p(z)}{q(τ \mid x, z)\, q(z \mid x)} \Bigr] - \log|\mathrm{Aut}(x)|. \]
 * {@link #pass} takes the τ of the {@link Placement}; {@link #coveringPass} a mixture of that with random ones that has
 * a density for every τ, so that importance weights have the expectation p(G). Their mean is a lower bound of p(G) in
 * expectation of its logarithm, and tight with many of them.
 *
 * <p><b>What differs from the paper</b>: the log-probabilities are sums over what is drawn, each pair of slots once,
 * not means with a weight for edges, nodes and types each, so that they are the log-probability of a graph; a pair with
 * an empty slot is neither scored nor drawn, where the paper trains it to have no edge; samples are draws from the
 * distribution that is scored, not its most probable values joined by a spanning tree, so they may be disconnected; the
 * encoder passes messages as the other models here do ({@link Propagation}, GRU updates), in place of edge-conditioned
 * convolutions; and there is no batch normalisation, with which a graph's terms would depend on the others in its
 * batch.
 */
public final class GraphVae implements LatentModel {
    private final GraphVaeConfig config;
    private final Parameters parameters;
    private final Parameter nodeTypes;
    private final Propagation propagation;
    private final Readout readout;
    private final Linear posterior;
    private final Mlp decoder;

    private GraphVae(GraphVaeConfig config, Parameters parameters) {
        int d = config.nodeDim();
        int hidden = config.decoderDim();
        this.config = config;
        this.parameters = parameters;
        nodeTypes = parameters.matrix("graphvae.nodeType", config.nodeTypes(), d, config.nodeTypes());
        propagation = new Propagation(
                parameters, "graphvae.prop", config.rounds(), d, config.messageDim(), config.edgeTypes());
        readout = new Readout(parameters, "graphvae.readout", d, config.graphDim());
        posterior = new Linear(parameters, "graphvae.posterior", config.graphDim(), 2 * config.latentDim());
        decoder = new Mlp(
                parameters, "graphvae.decoder", config.latentDim(), hidden, 2 * hidden, 4 * hidden, outputs(config));
    }

    /**
     * A logit for each slot, for each type of each slot where there are several, and for each edge type of each pair.
     */
    private static int outputs(GraphVaeConfig config) {
        int types = config.nodeTypes() > 1 ? config.nodeTypes() : 0;
        return (1 + types) * config.slots() + config.edgeTypes() * SlotDistribution.pair(0, config.slots());
    }

    /**
     * Makes a model with fresh weights, uniform by fan-in.
     *
     * @param config sizes and placement
     * @param key source of the weights
     * @return the model
     */
    public static GraphVae create(GraphVaeConfig config, RandomKey key) {
        return create(config, Initializer.uniformByFanIn(), key);
    }

    /**
     * Makes a model with fresh weights.
     *
     * @param config sizes and placement
     * @param initializer distribution of the weights
     * @param key source of the weights
     * @return the model
     */
    public static GraphVae create(GraphVaeConfig config, Initializer initializer, RandomKey key) {
        return new GraphVae(config, new Parameters(initializer, key));
    }

    @Override
    public GraphVaeConfig config() {
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
        return terms(tape, batch, keys, false, Placements::own);
    }

    @Override
    public Terms coveringPass(Tape tape, Minibatch batch, long[] keys) {
        return terms(tape, batch, keys, false, Placements::covering);
    }

    /**
     * Scores graphs as {@link #coveringPass} does, with every second code from the prior; {@code logQz} is the density
     * of both kinds together, \(\tfrac12 q(z \mid x) + \tfrac12 p(z)\) (defensive importance sampling, Hesterberg
     * 1995).
     *
     * @param tape where to
     * @param batch B graphs; with an even number of copies of each, both kinds of code are equally frequent
     * @param keys B bare random keys, one for each; not modified
     * @return the terms of bounds; the divergence is the posterior's
     */
    @Override
    public Terms defensivePass(Tape tape, Minibatch batch, long[] keys) {
        return terms(tape, batch, keys, true, Placements::covering);
    }

    /** A way to put graphs into slots. */
    private interface Placing {
        Placements of(Placement placement, SlotDistribution output, Minibatch batch, long[] keys);
    }

    private Terms terms(Tape tape, Minibatch batch, long[] keys, boolean defensive, Placing placing) {
        DiagonalGaussian code = posterior(tape, batch);
        Variable noise = noise(tape, keys);
        Variable drawn = code.sample(noise);
        Variable z = defensive ? DefensiveMixture.everySecond(noise, drawn) : drawn;
        Variable logPz = logPrior(z);
        Variable logQz = defensive ? DefensiveMixture.logProb(code.logProb(z), logPz) : code.logProbOfNoise(noise);
        SlotDistribution output = decode(z);
        Placements placements = placing.of(config.placement(), output, batch, keys);
        Variable logPx = add(output.logProb(batch, placements.slotOfNode()), tooLarge(tape, batch));
        Variable logQPlacement = tape.zeroConstant(batch.size(), 1);
        System.arraycopy(placements.logQ(), 0, logQPlacement.value().data, 0, batch.size());
        return new Terms(
                batch,
                logPx,
                logQPlacement,
                Choices.none(tape),
                new Latent(z, logPz, logQz, code.klToStandardNormal(), code));
    }

    /** −∞ for a graph with more nodes than slots, else 0; B x 1. */
    private Variable tooLarge(Tape tape, Minibatch batch) {
        Variable log = tape.zeroConstant(batch.size(), 1);
        for (int b = 0; b < batch.largerThan(config.slots()); b++) {
            log.value().data[b] = Double.NEGATIVE_INFINITY;
        }
        return log;
    }

    private Variable noise(Tape tape, long[] keys) {
        int k = config.latentDim();
        Variable noise = tape.zeroConstant(keys.length, k);
        for (int i = 0; i < keys.length * k; i++) {
            noise.value().data[i] = RandomKey.gaussian(RandomKey.split(keys[i / k], Draws.CODE), i % k);
        }
        return noise;
    }

    /** {@inheritDoc} There is no ordering to draw, so the keys are not used, and \(\log q(π \mid x)\) is 0. */
    @Override
    public Code encode(Tape tape, Minibatch batch, long[] keys) {
        DiagonalGaussian code = posterior(tape, batch);
        return new Code(batch, code.mean(), code.logStd(), tape.zeroConstant(batch.size(), 1));
    }

    /** \(q(z \mid x)\), B x latentDim. */
    private DiagonalGaussian posterior(Tape tape, Minibatch batch) {
        GraphBatch graphs = GraphBatch.on(tape);
        Indices types = tape.indices();
        for (int b = 0; b < batch.size(); b++) {
            graphs.add(batch.graph(b));
            for (int v = 0; v < batch.nodes(b); v++) {
                types.add(KnownTypes.require("node", batch.graph(b).nodeType(v), config.nodeTypes()));
            }
            KnownTypes.require("edge", batch.graph(b).edgeTypeCount() - 1, config.edgeTypes());
        }
        Variable states = propagation.apply(gatherRows(nodeTypes.on(tape), types), graphs);
        Variable code = posterior.apply(readout.apply(states, graphs));
        int k = config.latentDim();
        return new DiagonalGaussian(sliceColumns(code, 0, k), sliceColumns(code, k, 2 * k));
    }

    /** What the slots hold, given codes z, B x latentDim. */
    SlotDistribution decode(Variable z) {
        Variable output = decoder.apply(z);
        int slots = config.slots();
        int pairs = SlotDistribution.pair(0, slots);
        List<Variable> types = new ArrayList<>();
        List<Variable> edges = new ArrayList<>();
        int column = slots;
        for (int t = 0; t < config.nodeTypes() && config.nodeTypes() > 1; t++, column += slots) {
            types.add(sliceColumns(output, column, column + slots));
        }
        for (int t = 0; t < config.edgeTypes(); t++, column += pairs) {
            edges.add(sliceColumns(output, column, column + pairs));
        }
        return new SlotDistribution(sliceColumns(output, 0, slots), types, edges);
    }

    @Override
    public List<GeneratedGraph> sample(Tape tape, int from, int to, RandomKey key, int maxNodes) {
        long[] keys = new long[to - from];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key.split(from + i).bits();
        }
        List<GeneratedGraph> graphs = graphs(decode(noise(tape, keys)), keys, maxNodes);
        tape.reset();
        return graphs;
    }

    @Override
    public List<GeneratedGraph> decode(Tape tape, DMatrixRMaj z, long[] keys, int maxNodes) {
        requireDecodable(z, keys, maxNodes);
        return graphs(decode(tape.constant(z)), keys, maxNodes);
    }

    private static List<GeneratedGraph> graphs(SlotDistribution output, long[] keys, int maxNodes) {
        List<GeneratedGraph> graphs = new ArrayList<>(keys.length);
        for (int i = 0; i < keys.length; i++) {
            graphs.add(new SlotProbabilities(output, i).sample(RandomKey.split(keys[i], Draws.GRAPH), maxNodes));
        }
        return graphs;
    }

    /** {@inheritDoc} Along the placements that the configuration asks for. */
    @Override
    public Variable logProbGivenCodes(Tape tape, Minibatch batch, DMatrixRMaj z, long[] keys) {
        SlotDistribution output = decode(tape.constant(z));
        Placements placements = Placements.own(config.placement(), output, batch, keys);
        return add(output.logProb(batch, placements.slotOfNode()), tooLarge(tape, batch));
    }
}
