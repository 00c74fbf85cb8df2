package org.sgvae.graphnvp;

import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.Categorical;
import org.sgvae.distribution.LogSum;
import org.sgvae.kernel.ElementaryFunctions;
import org.sgvae.random.RandomKey;

/** Tensors that decode to given graphs, and the log-densities that they were drawn with. */
final class Dequantization {
    private static final double[] LOG_SHARES = {
        ElementaryFunctions.log(0.1), ElementaryFunctions.log(0.6), ElementaryFunctions.log(0.3)
    };
    private static final double[] WIDENING = {0, 1, 1.5}; // 0 for uniform noise

    private final Variable edges;
    private final Variable nodes;
    private final double[] logQ;

    private Dequantization(Variable edges, Variable nodes, double[] logQ) {
        this.edges = edges;
        this.nodes = nodes;
        this.logQ = logQ;
    }

    /** Adjacency tensors, B x (1 + E) P; constants. */
    Variable edges() {
        return edges;
    }

    /** Node kinds, B N x (1 + V); constants. */
    Variable nodes() {
        return nodes;
    }

    /** Log-density of the tensors of graph b, nats. */
    double logQ(int b) {
        return logQ[b];
    }

    private static Dequantization empty(Tape tape, SlotGraphs graphs, GraphNvpConfig config) {
        int count = graphs.graphs();
        return new Dequantization(
                tape.zeroConstant(count, (1 + config.edgeTypes()) * config.pairs()),
                tape.zeroConstant(count * config.slots(), 1 + config.nodeTypes()),
                new double[count]);
    }

    private double[] edgeData() {
        return edges.value().data;
    }

    private double[] nodeData() {
        return nodes.value().data;
    }

    /** Uniform noise, \(y = \mathrm{onehot}(k) + c\,u\). */
    static Dequantization uniform(Tape tape, SlotGraphs graphs, GraphNvpConfig config, long[] keys) {
        ArgmaxCells pairs = ArgmaxCells.ofPairs(config);
        ArgmaxCells slots = ArgmaxCells.ofSlots(config);
        Dequantization y = empty(tape, graphs, config);
        for (int b = 0; b < keys.length; b++) {
            pairs.drawUniform(y.edgeData(), b, graphs.kindOfPair, RandomKey.split(keys[b], Draws.EDGE_NOISE));
            slots.drawUniform(y.nodeData(), b, graphs.kindOfSlot, RandomKey.split(keys[b], Draws.NODE_NOISE));
            y.logQ[b] = pairs.logUniform() + slots.logUniform();
        }
        return y;
    }

    /** The middle of the uniform noise. */
    static Dequantization center(Tape tape, SlotGraphs graphs, GraphNvpConfig config) {
        Dequantization y = empty(tape, graphs, config);
        for (int b = 0; b < graphs.graphs(); b++) {
            ArgmaxCells.ofPairs(config).center(y.edgeData(), b, graphs.kindOfPair);
            ArgmaxCells.ofSlots(config).center(y.nodeData(), b, graphs.kindOfSlot);
        }
        return y;
    }

    /** Means and standard deviations of the entries of adjacency tensors and of node kinds. */
    static final class Moments {
        final double[] edgeMean;
        final double[] edgeStd;
        final double[] nodeMean;
        final double[] nodeStd;

        Moments(double[] edgeMean, double[] edgeStd, double[] nodeMean, double[] nodeStd) {
            this.edgeMean = edgeMean;
            this.edgeStd = edgeStd;
            this.nodeMean = nodeMean;
            this.nodeStd = nodeStd;
        }
    }

    /**
     * Draws from the whole region that decodes to the graphs: a mixture of uniform noise and normal ones within the
     * region.
     */
    static Dequantization covering(Tape tape, SlotGraphs graphs, GraphNvpConfig config, Moments moments, long[] keys) {
        ArgmaxCells pairs = ArgmaxCells.ofPairs(config);
        ArgmaxCells slots = ArgmaxCells.ofSlots(config);
        Dequantization y = uniform(tape, graphs, config, keys);
        for (int b = 0; b < keys.length; b++) {
            int part = Categorical.sample(
                    LOG_SHARES, 0, LOG_SHARES.length, RandomKey.uniform(RandomKey.split(keys[b], Draws.NOISE_PART), 0));
            if (part > 0) {
                pairs.drawNormal(
                        y.edgeData(),
                        b,
                        graphs.kindOfPair,
                        moments.edgeMean,
                        moments.edgeStd,
                        WIDENING[part],
                        RandomKey.split(keys[b], Draws.EDGE_NOISE));
                slots.drawNormal(
                        y.nodeData(),
                        b,
                        graphs.kindOfSlot,
                        moments.nodeMean,
                        moments.nodeStd,
                        WIDENING[part],
                        RandomKey.split(keys[b], Draws.NODE_NOISE));
            }
            double[] logParts = new double[LOG_SHARES.length];
            for (int i = 0; i < logParts.length; i++) {
                logParts[i] = LOG_SHARES[i] + y.logDensity(pairs, slots, graphs, moments, b, i);
            }
            y.logQ[b] = LogSum.of(logParts);
        }
        return y;
    }

    private double logDensity(
            ArgmaxCells pairs, ArgmaxCells slots, SlotGraphs graphs, Moments moments, int b, int part) {
        if (part == 0) {
            return pairs.logUniform(edgeData(), b, graphs.kindOfPair)
                    + slots.logUniform(nodeData(), b, graphs.kindOfSlot);
        }
        double widening = WIDENING[part];
        return pairs.logNormal(edgeData(), b, graphs.kindOfPair, moments.edgeMean, moments.edgeStd, widening)
                + slots.logNormal(nodeData(), b, graphs.kindOfSlot, moments.nodeMean, moments.nodeStd, widening);
    }
}
