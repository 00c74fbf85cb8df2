package org.sgvae.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.DiagonalGaussian;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.kernel.ElementaryFunctions;
import org.sgvae.model.Code;
import org.sgvae.model.LatentModel;
import org.sgvae.parallel.SharedTapes;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.statistics.ScoredGraphs;

/**
 * Posteriors of graphs: for each isomorphism class of a list one graph, and for it many orderings drawn from \(q(π \mid x)\), each with
 * its \(q(z \mid π, x)\).
 *
 * <p>Row \(c \cdot m + i\) of every matrix belongs to ordering i of the m orderings of class c.
 */
public final class Codes {
    /** What an ordering's key is split by. */
    private enum Draws implements RandomKey.Purpose {
        ORDERING(0),
        NOISE(1);

        private final long tag;

        Draws(long tag) {
            this.tag = tag;
        }

        @Override
        public long tag() {
            return tag;
        }
    }

    private static final int BLOCK = 200;

    private final List<Graph> graphs;
    private final double[] shares;
    private final int orderings;
    private final DMatrixRMaj means;
    private final Optional<DMatrixRMaj> logStds;
    private final DMatrixRMaj samples;
    private final double[] logPrior;
    private final List<Graph> constructions;
    private final double[] logQOrder;

    /** With an empty matrix of log-deviations for a point posterior. */
    private Codes(List<Graph> graphs, double[] shares, int orderings, List<Block> blocks) {
        this.graphs = graphs;
        this.shares = shares;
        this.orderings = orderings;
        means = stacked(blocks.stream().map(Block::means).toList());
        samples = stacked(blocks.stream().map(Block::samples).toList());
        logStds = blocks.get(0).logStds().isEmpty()
                ? Optional.empty()
                : Optional.of(stacked(blocks.stream()
                        .flatMap(block -> block.logStds().stream())
                        .toList()));
        constructions =
                blocks.stream().flatMap(block -> block.constructions().stream()).toList();
        logPrior = joined(blocks, Block::logPrior);
        logQOrder = joined(blocks, Block::logQOrder);
    }

    /**
     * Encodes graphs.
     *
     * @param model the model; not modified
     * @param graphs the graphs, at least one; not modified
     * @param orderings orderings drawn for each class, m, at least 1
     * @param key source of orderings and codes
     * @param workers threads to use
     * @return the codes
     */
    public static Codes of(LatentModel model, List<Graph> graphs, int orderings, RandomKey key, Workers workers) {
        ScoredGraphs classes = ScoredGraphs.of(graphs, 1);
        List<Graph> firsts = classes.graphs();
        int perGraph = (orderings + BLOCK - 1) / BLOCK;
        List<Block> blocks = new SharedTapes(workers).map(firsts.size() * perGraph, (tape, number) -> {
            int from = number % perGraph * BLOCK;
            int c = number / perGraph;
            return Block.of(tape, model, firsts.get(c), from, Math.min(orderings, from + BLOCK), key.split(c));
        });
        double[] shares =
                classes.weights().stream().mapToDouble(Double::doubleValue).toArray();
        return new Codes(firsts, shares, orderings, blocks);
    }

    /**
     * Takes over given posteriors.
     *
     * @param graphs one graph of each class
     * @param shares share of each class
     * @param means means of the posteriors, all with the same number for each class, as rows
     * @param logStds logarithms of their standard deviations, of the same shape
     * @param key source of the draws \(z = μ + σ ⊙ ε\)
     * @return the codes, with orderings as the graphs are numbered, \(q(π \mid x) = 1\), and the prior \(N(0, I)\)
     */
    static Codes given(List<Graph> graphs, double[] shares, DMatrixRMaj means, DMatrixRMaj logStds, RandomKey key) {
        int orderings = means.numRows / graphs.size();
        List<Graph> constructions = new ArrayList<>();
        List<Double> logQOrder = new ArrayList<>();
        for (int row = 0; row < means.numRows; row++) {
            constructions.add(graphs.get(row / orderings));
            logQOrder.add(0.0);
        }
        Block all = Block.of(
                means, Optional.of(logStds), 0, key, DiagonalGaussian::standardLogProb, constructions, logQOrder);
        return new Codes(graphs, shares, orderings, List.of(all));
    }

    /** {@return one graph of each class, in the order of their first occurrence} */
    public List<Graph> graphs() {
        return graphs;
    }

    /**
     * Returns the share of a class in the list.
     *
     * @param c number of the class
     * @return its share; all shares add up to 1
     */
    public double share(int c) {
        return shares[c];
    }

    /** {@return the number of orderings of each class, m} */
    public int orderings() {
        return orderings;
    }

    /** {@return the number of rows, classes times orderings} */
    public int size() {
        return means.numRows;
    }

    /**
     * Returns the graph that a row belongs to.
     *
     * @param row the row
     * @return the graph
     */
    public Graph graph(int row) {
        return graphs.get(row / orderings);
    }

    /**
     * Returns the graph that a row belongs to with its nodes numbered in construction order. Two orderings of a graph differ only by an
     * automorphism exactly where these are equal.
     *
     * @param row the row
     * @return the renumbered graph
     */
    public Graph construction(int row) {
        return constructions.get(row);
    }

    /** {@return the means of \(q(z \mid π, x)\), or the points, size x latentDim; not to be modified} */
    public DMatrixRMaj means() {
        return means;
    }

    /** {@return the logarithms of the standard deviations, size x latentDim, not to be modified; absent for a point posterior} */
    public Optional<DMatrixRMaj> logStds() {
        return logStds;
    }

    /** {@return one draw from each \(q(z \mid π, x)\), or the points, size x latentDim; not to be modified} */
    public DMatrixRMaj samples() {
        return samples;
    }

    /**
     * Returns the log-density of a {@linkplain #samples draw} under the model's prior, \(\log p(z)\).
     *
     * @param row the row
     * @return nats
     */
    public double logPrior(int row) {
        return logPrior[row];
    }

    /**
     * Returns the log-probability of an ordering, \(\log q(π \mid x)\).
     *
     * @param row the row
     * @return nats
     */
    public double logQOrder(int row) {
        return logQOrder[row];
    }

    private static double[] joined(List<Block> blocks, Function<Block, List<Double>> column) {
        return blocks.stream()
                .flatMap(block -> column.apply(block).stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static DMatrixRMaj stacked(List<DMatrixRMaj> parts) {
        int rows = parts.stream().mapToInt(part -> part.numRows).sum();
        DMatrixRMaj all = new DMatrixRMaj(rows, parts.get(0).numCols);
        int at = 0;
        for (DMatrixRMaj part : parts) {
            System.arraycopy(part.data, 0, all.data, at, part.getNumElements());
            at += part.getNumElements();
        }
        return all;
    }

    /** Some of the orderings of a class. */
    private record Block(
            DMatrixRMaj means,
            Optional<DMatrixRMaj> logStds,
            DMatrixRMaj samples,
            List<Double> logPrior,
            List<Graph> constructions,
            List<Double> logQOrder) {
        static Block of(Tape tape, LatentModel model, Graph graph, int from, int to, RandomKey key) {
            long[] keys = new long[to - from];
            for (int i = from; i < to; i++) {
                keys[i - from] = key.split(i).split(Draws.ORDERING).bits();
            }
            Minibatch batch = new Minibatch(List.of(graph), to - from);
            Code code = model.encode(tape, batch, keys);
            DMatrixRMaj means = code.mean().value().copy();
            Optional<DMatrixRMaj> logStds = code.logStd() == null
                    ? Optional.empty()
                    : Optional.of(code.logStd().value().copy());
            List<Graph> constructions = new ArrayList<>();
            List<Double> logQOrder = new ArrayList<>();
            for (int i = 0; i < keys.length; i++) {
                constructions.add(graph.relabel(code.batch().ordering(i)));
                logQOrder.add(code.logQOrder().value().get(i));
            }
            return of(means, logStds, from, key, model::logPrior, constructions, logQOrder);
        }

        /** Draws a code for each row. */
        static Block of(
                DMatrixRMaj means,
                Optional<DMatrixRMaj> logStds,
                int from,
                RandomKey key,
                UnaryOperator<Variable> prior,
                List<Graph> constructions,
                List<Double> logQOrder) {
            DMatrixRMaj samples = logStds.map(s -> drawn(means, s, from, key)).orElse(means);
            double[] logPrior =
                    prior.apply(Tape.forwardOnly().constant(samples)).value().data;
            return new Block(
                    means,
                    logStds,
                    samples,
                    Arrays.stream(logPrior, 0, samples.numRows).boxed().toList(),
                    constructions,
                    logQOrder);
        }

        /** \(z = μ + σ ⊙ ε\); ε of row i comes from the key of ordering {@code from + i}. */
        static DMatrixRMaj drawn(DMatrixRMaj means, DMatrixRMaj logStds, int from, RandomKey key) {
            DMatrixRMaj z = means.copy();
            for (int i = 0; i < z.numRows; i++) {
                RandomKey noise = key.split(from + i).split(Draws.NOISE);
                for (int u = 0; u < z.numCols; u++) {
                    z.add(i, u, ElementaryFunctions.exp(logStds.get(i, u)) * noise.gaussian(u));
                }
            }
            return z;
        }
    }
}
