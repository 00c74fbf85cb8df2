package org.sgvae.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.distribution.DiagonalGaussian;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Orderings;
import org.sgvae.kernel.ElementaryFunctions;
import org.sgvae.parallel.Deal;
import org.sgvae.random.RandomKey;

/**
 * Codes drawn from the prior, each with a graph and an ordering that the encoder might have meant by it:
 * \(z \sim N(0, I)\), \((x, π) \sim q(x, π \mid z) \propto q(z \mid π, x)\) over the graphs of the data.
 *
 * <p>The posteriors are those that the graphs had when they were last trained on, of the {@value #CAPACITY} that came last where there are more.
 */
final class PosteriorMemory {
    /** What keys are split by. */
    private enum Draws implements RandomKey.Purpose {
        EDGE_ORDERS("edges"),
        GRAPH("graph");

        private final long tag;

        Draws(String name) {
            this.tag = RandomKey.tag(name);
        }

        @Override
        public long tag() {
            return tag;
        }
    }

    private static final int CAPACITY = 1000; // so that drawing a code costs little beside scoring its graph

    private static final String GRAPH = "priorReplay.graph"; // names in the state
    private static final String ORDERING = "priorReplay.ordering";
    private static final String MEAN = "priorReplay.mean";
    private static final String LOG_STD = "priorReplay.logStd";

    private final List<Graph> graphs;
    private final Memory[] memories;
    private final double[] logDensities;
    private int known;

    /** What is kept of a graph; its code's density is \(q(z) = \prod_i e^{-(z_i - μ_i)^2 / 2σ_i^2} / σ_i\) up to a constant. */
    private static final class Memory {
        final int graph;
        final int[] ordering;
        final double[] mean;
        final double[] logStd;
        private final double[] inverseVariance;
        private final double sumOfLogStds;

        Memory(int graph, int[] ordering, double[] mean, double[] logStd) {
            this.graph = graph;
            this.ordering = ordering;
            this.mean = mean;
            this.logStd = logStd;
            inverseVariance = Arrays.stream(logStd)
                    .map(s -> ElementaryFunctions.exp(-2 * s))
                    .toArray();
            sumOfLogStds = Arrays.stream(logStd).sum();
        }

        int latentDim() {
            return mean.length;
        }

        double logDensity(double[] z) {
            double sum = -sumOfLogStds;
            for (int i = 0; i < z.length; i++) {
                double difference = z[i] - mean[i];
                sum -= 0.5 * difference * difference * inverseVariance[i];
            }
            return sum;
        }
    }

    /** A code and what it stands for. */
    private static final class Item {
        final long key;
        final double[] code;
        final Memory meant;

        Item(long key, double[] code, Memory meant) {
            this.key = key;
            this.code = code;
            this.meant = meant;
        }
    }

    /**
     * Codes with graphs, ready to be scored.
     *
     * @param batch the graphs and their orderings
     * @param codes their codes, graphs x latentDim
     * @param keys their keys for the order of sequential edges
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares these
    record Drawn(Minibatch batch, DMatrixRMaj codes, long[] keys) {}

    PosteriorMemory(List<Graph> graphs) {
        this.graphs = graphs;
        memories = new Memory[Math.min(graphs.size(), CAPACITY)];
        logDensities = new double[memories.length];
    }

    /** Keeps the posterior of a graph of the data along the ordering that it has in a mini-batch, at position {@code b}. */
    void remember(int graph, Minibatch batch, int b, DiagonalGaussian posterior) {
        double[] mean = row(posterior.mean().value(), b);
        double[] logStd = row(posterior.logStd().value(), b);
        int place = graph % memories.length;
        known += memories[place] == null ? 1 : 0;
        memories[place] = new Memory(graph, batch.ordering(b), mean, logStd);
    }

    private static double[] row(DMatrixRMaj matrix, int row) {
        return Arrays.copyOfRange(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols);
    }

    /**
     * Draws codes and their graphs.
     *
     * @param count how many
     * @param parts how many batches to deal them out to, about the same work for each
     * @param key source of the draws
     * @return the batches; none before as much is remembered as there is room for, as codes of missing graphs would go to others
     */
    List<Drawn> draw(int count, int parts, RandomKey key) {
        if (known < memories.length) {
            return List.of();
        }
        List<Item> items = new ArrayList<>();
        for (int r = 0; r < count; r++) {
            RandomKey own = key.split(r);
            double[] code = new double[memories[0].latentDim()];
            for (int i = 0; i < code.length; i++) {
                code[i] = own.gaussian(i);
            }
            items.add(new Item(
                    own.split(Draws.EDGE_ORDERS).bits(),
                    code,
                    meant(code, own.split(Draws.GRAPH).uniform(0))));
        }
        items.sort(Comparator.comparingInt(
                        (Item item) -> graphs.get(item.meant.graph).nodes())
                .reversed());
        return Deal.out(items, parts).stream().map(this::batch).toList();
    }

    /** {@return everything that is remembered, a row for each memory; rows of −1 are empty} */
    Map<String, DMatrixRMaj> state() {
        int latentDim = Arrays.stream(memories)
                .filter(Objects::nonNull)
                .mapToInt(Memory::latentDim)
                .findFirst()
                .orElse(0);
        int nodes = graphs.stream().mapToInt(Graph::nodes).max().orElse(0);
        DMatrixRMaj graph = new DMatrixRMaj(memories.length, 1);
        DMatrixRMaj ordering = new DMatrixRMaj(memories.length, nodes);
        DMatrixRMaj mean = new DMatrixRMaj(memories.length, latentDim);
        DMatrixRMaj logStd = new DMatrixRMaj(memories.length, latentDim);
        for (int i = 0; i < memories.length; i++) {
            Memory memory = memories[i];
            graph.set(i, 0, memory == null ? -1 : memory.graph);
            if (memory != null) {
                for (int k = 0; k < memory.ordering.length; k++) {
                    ordering.set(i, k, memory.ordering[k]);
                }
                System.arraycopy(memory.mean, 0, mean.data, i * latentDim, latentDim);
                System.arraycopy(memory.logStd, 0, logStd.data, i * latentDim, latentDim);
            }
        }
        return Map.of(GRAPH, graph, ORDERING, ordering, MEAN, mean, LOG_STD, logStd);
    }

    /** Takes over what another memory of the same graphs has {@linkplain #state() written}. */
    void restore(Map<String, DMatrixRMaj> state) {
        DMatrixRMaj graph = matrix(state, GRAPH);
        DMatrixRMaj ordering = matrix(state, ORDERING);
        DMatrixRMaj mean = matrix(state, MEAN);
        DMatrixRMaj logStd = matrix(state, LOG_STD);
        Memory[] restored = new Memory[memories.length];
        int count = 0;
        for (int i = 0; i < restored.length; i++) {
            int number = (int) graph.get(i, 0);
            if (number >= graphs.size()) {
                throw new IllegalArgumentException(GRAPH + ": graph " + number + " of " + graphs.size()
                        + "; go on with the data that training began with");
            }
            if (number >= 0) {
                int[] order = new int[graphs.get(number).nodes()];
                for (int k = 0; k < order.length; k++) {
                    order[k] = (int) ordering.get(i, k);
                }
                Orderings.requirePermutation(order, order.length);
                restored[i] = new Memory(number, order, row(mean, i), row(logStd, i));
                count++;
            }
        }
        System.arraycopy(restored, 0, memories, 0, restored.length);
        known = count;
    }

    private DMatrixRMaj matrix(Map<String, DMatrixRMaj> state, String name) {
        DMatrixRMaj matrix = state.get(name);
        if (matrix == null || matrix.numRows != memories.length) {
            throw new IllegalArgumentException(
                    name + ": missing or of other data; go on with the data that training began with");
        }
        return matrix;
    }

    private Memory meant(double[] code, double uniform) {
        double max = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < memories.length; j++) {
            logDensities[j] = memories[j].logDensity(code);
            max = Math.max(max, logDensities[j]);
        }
        double sum = 0;
        for (int j = 0; j < memories.length; j++) {
            logDensities[j] = ElementaryFunctions.exp(logDensities[j] - max);
            sum += logDensities[j];
        }
        double left = uniform * sum;
        int j = 0;
        while (j < memories.length - 1 && left >= logDensities[j]) {
            left -= logDensities[j++];
        }
        return memories[j];
    }

    private Drawn batch(List<Item> items) {
        List<Graph> meant =
                items.stream().map(item -> graphs.get(item.meant.graph)).toList();
        Minibatch batch = new Minibatch(meant, 1) // keeps the order, as sizes fall
                .along(b -> items.get(b).meant.ordering);
        int latentDim = items.isEmpty() ? 0 : items.get(0).code.length;
        DMatrixRMaj codes = new DMatrixRMaj(items.size(), latentDim);
        for (int b = 0; b < items.size(); b++) {
            System.arraycopy(items.get(b).code, 0, codes.data, b * latentDim, latentDim);
        }
        return new Drawn(
                batch, codes, items.stream().mapToLong(item -> item.key).toArray());
    }
}
