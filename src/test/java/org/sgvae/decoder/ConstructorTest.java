package org.sgvae.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgvae.autodiff.RandomMatrices;
import org.sgvae.autodiff.Tape;
import org.sgvae.gnn.Minibatch;
import org.sgvae.gnn.Sizes;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.Orderings;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/** The constructor as a distribution over labelled graphs, scored and sampled. */
class ConstructorTest {
    private static final int LATENT = 2;

    private static Constructor constructor(long seed, int nodeTypes, int edgeTypes) {
        return constructor(seed, 0.7, nodeTypes, edgeTypes);
    }

    private static Constructor constructor(long seed, double weights, int nodeTypes, int edgeTypes) {
        return new Constructor(
                new Parameters(Initializer.normal(weights), RandomKey.of(seed)),
                new Sizes(3, 4, 5, 2, nodeTypes, edgeTypes),
                LATENT,
                true,
                DecoderConfig.paper());
    }

    private static DMatrixRMaj codes(long seed, int count) {
        return RandomMatrices.normal(new SplittableRandom(seed), count, LATENT);
    }

    private static DMatrixRMaj repeated(DMatrixRMaj row, int count) {
        DMatrixRMaj rows = new DMatrixRMaj(count, row.numCols);
        for (int i = 0; i < count; i++) {
            CommonOps_DDRM.insert(row, rows, i, 0);
        }
        return rows;
    }

    private static long[] keys(long seed, int count) {
        long[] keys = new long[count];
        Arrays.setAll(keys, i -> RandomKey.of(seed).split(i).bits());
        return keys;
    }

    /** Every labelled graph of some size, in construction order. */
    private static List<Graph> allGraphs(int nodes, int nodeTypes, int edgeTypes) {
        List<Graph> graphs = new ArrayList<>();
        int pairs = nodes * (nodes - 1) / 2;
        int edgeChoices = (int) Math.pow(edgeTypes + 1, pairs);
        int typeChoices = (int) Math.pow(nodeTypes, nodes);
        for (int choice = 0; choice < edgeChoices * typeChoices; choice++) {
            Graph.Builder builder = Graph.builder(nodes);
            int rest = choice;
            for (int v = 0; v < nodes; v++, rest /= nodeTypes) {
                builder.nodeType(v, rest % nodeTypes);
            }
            for (int v = 1; v < nodes; v++) {
                for (int u = 0; u < v; u++, rest /= edgeTypes + 1) {
                    if (rest % (edgeTypes + 1) > 0) {
                        builder.edge(u, v, rest % (edgeTypes + 1) - 1);
                    }
                }
            }
            graphs.add(builder.build());
        }
        return graphs;
    }

    private static ConstructionScore score(Constructor constructor, DMatrixRMaj code, List<Graph> graphs) {
        Minibatch batch = new Minibatch(graphs, 1); // equal sizes stay in order
        return constructor.score(
                Tape.forwardOnly().constant(repeated(code, batch.size())), batch, EdgeOrders::oldestFirst);
    }

    private static Map<Graph, Double> probabilities(
            Constructor constructor, DMatrixRMaj code, int maxNodes, int nodeTypes, int edgeTypes) {
        Map<Graph, Double> probabilities = new HashMap<>();
        for (int n = 1; n <= maxNodes; n++) {
            List<Graph> graphs = allGraphs(n, nodeTypes, edgeTypes);
            double[] logPx = score(constructor, code, graphs).logPx().value().data;
            for (int i = 0; i < graphs.size(); i++) {
                probabilities.put(graphs.get(i), Math.exp(logPx[i]));
            }
        }
        return probabilities;
    }

    /**
     * The probability of going on beyond a number of nodes: over all ways to get there, that of the edges times that of the
     * decisions to go on, the last of which is what the decision to stop leaves.
     */
    private static double beyond(Constructor constructor, DMatrixRMaj code, int nodes, int edgeTypes) {
        double sum = 0;
        for (Graph graph : allGraphs(nodes, 1, edgeTypes)) {
            double reached = 1;
            for (int k = 1; k <= nodes; k++) {
                Graph prefix = graph.inducedSubgraph(Orderings.identity(k));
                double reachedAndStopped = Math.exp(
                        score(constructor, code, List.of(prefix)).logPAddNode().scalarValue());
                reached -= reachedAndStopped;
                assertThat(reached).isPositive();
            }
            sum += reached
                    * Math.exp(score(constructor, code, List.of(graph))
                            .logPAddEdges()
                            .scalarValue());
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 2, 2", "2, 3, 1, 3", "3, 4, 1, 1", "4, 2, 4, 3"})
    void probabilities_ofAllConstructionsSumToOne(long seed, int maxNodes, int nodeTypes, int edgeTypes) {
        Constructor constructor = constructor(seed, nodeTypes, edgeTypes);
        DMatrixRMaj code = codes(seed, 1);
        double finished = probabilities(constructor, code, maxNodes, nodeTypes, edgeTypes).values().stream()
                .mapToDouble(p -> p)
                .sum();
        double beyond = beyond(constructor, code, maxNodes, edgeTypes);
        assertThat(finished).isBetween(0.1, 0.999); // so that both parts count
        assertThat(Math.abs(finished + beyond - 1)).isLessThan(1e-12);
    }

    @Test
    void samples_comeAsOftenAsTheirScores() {
        long seed = 2;
        int maxNodes = 3;
        int count = 20_000;
        Constructor constructor = constructor(seed, 2, 2);
        DMatrixRMaj code = codes(seed, 1);
        Map<Graph, Double> probabilities = probabilities(constructor, code, maxNodes, 2, 2);
        Map<Graph, Integer> counts = new HashMap<>();
        int cutOff = 0;
        for (GeneratedGraph sampled :
                constructor.sample(Tape.forwardOnly().constant(repeated(code, count)), keys(seed, count), maxNodes)) {
            if (sampled.complete()) {
                counts.merge(sampled.graph(), 1, Integer::sum);
            } else {
                assertThat(sampled.graph().nodes()).isEqualTo(maxNodes);
                cutOff++;
            }
        }
        // Rare graphs are counted together, so that every count is large enough to be about normal.
        double finished = probabilities.values().stream().mapToDouble(p -> p).sum();
        double rare = 0;
        int rareCount = 0;
        double statistic = chiSquare(cutOff, count * (1 - finished));
        int cells = 1;
        for (Map.Entry<Graph, Double> entry : probabilities.entrySet()) {
            int observed = counts.getOrDefault(entry.getKey(), 0);
            if (count * entry.getValue() < 10) {
                rare += entry.getValue();
                rareCount += observed;
            } else {
                statistic += chiSquare(observed, count * entry.getValue());
                cells++;
            }
        }
        statistic += chiSquare(rareCount, count * rare);
        assertThat(cells).isGreaterThan(20);
        assertThat(statistic).isLessThan(cells + 5 * Math.sqrt(2.0 * cells));
    }

    private static double chiSquare(double observed, double expected) {
        return (observed - expected) * (observed - expected) / expected;
    }

    /**
     * Each graph is built from its own code (src/site/markdown/findings.md, 1): ten codes give ten different scores, those
     * that they give alone.
     */
    @Test
    void scores_areThoseOfEachOwnCode() {
        Constructor constructor = constructor(5, 1, 1);
        DMatrixRMaj codes = codes(5, 10);
        Graph cycle = GraphFamilies.cycle(6);
        Minibatch batch = new Minibatch(Collections.nCopies(10, cycle), 1);
        ConstructionScore together =
                constructor.score(Tape.forwardOnly().constant(codes), batch, EdgeOrders::oldestFirst);
        double[] edges = Arrays.copyOf(together.logPAddEdges().value().data, 10);
        double[] nodes = Arrays.copyOf(together.logPAddNode().value().data, 10);
        assertThat(Arrays.stream(edges).distinct().count()).isEqualTo(10);
        assertThat(Arrays.stream(nodes).distinct().count()).isEqualTo(10);
        for (int b = 0; b < 10; b++) {
            ConstructionScore alone = score(constructor, row(codes, b), List.of(cycle));
            assertThat(Math.abs(edges[b] - alone.logPAddEdges().scalarValue())).isLessThan(1e-12);
            assertThat(Math.abs(nodes[b] - alone.logPAddNode().scalarValue())).isLessThan(1e-12);
        }
        double spread = Arrays.stream(edges).max().orElseThrow()
                - Arrays.stream(edges).min().orElseThrow();
        assertThat(spread).isGreaterThan(0.1);
    }

    /** The decisions too: with the same random numbers, ten codes give ten different graphs, those that they give alone. */
    @Test
    void samples_areThoseOfEachOwnCode() {
        Constructor constructor = constructor(39, 1, 3, 3); // its codes matter much
        DMatrixRMaj codes = codes(39, 10);
        long[] keys = new long[10];
        Arrays.fill(keys, RandomKey.of(7).bits());
        List<GeneratedGraph> together = constructor.sample(Tape.forwardOnly().constant(codes), keys, 12);
        assertThat(together).doesNotHaveDuplicates();
        for (int b = 0; b < 10; b++) {
            assertThat(constructor.sample(Tape.forwardOnly().constant(row(codes, b)), new long[] {keys[b]}, 12))
                    .containsExactly(together.get(b));
        }
    }

    private static DMatrixRMaj row(DMatrixRMaj matrix, int row) {
        return CommonOps_DDRM.extract(matrix, row, row + 1, 0, matrix.numCols);
    }

    /** What a graph becomes depends on its own code and key, not on those beside it. */
    @Test
    void samples_ofABatchAreThoseOfEachAlone() {
        Constructor constructor = constructor(8, 2, 2);
        DMatrixRMaj codes = codes(8, 60);
        long[] keys = keys(8, 60);
        List<GeneratedGraph> together = constructor.sample(Tape.forwardOnly().constant(codes), keys, 8);
        assertThat(together.stream().map(g -> g.graph().nodes()).distinct().count())
                .isGreaterThan(3);
        assertThat(IntStream.range(0, 60)
                        .mapToObj(b -> constructor
                                .sample(Tape.forwardOnly().constant(row(codes, b)), new long[] {keys[b]}, 8)
                                .get(0)))
                .containsExactlyElementsOf(together);
    }

    @Test
    void limit_cutsConstructionOff() {
        Constructor constructor = constructor(3, 2, 1);
        DMatrixRMaj codes = codes(3, 200);
        for (int limit : new int[] {1, 2, 5}) {
            List<GeneratedGraph> sampled = constructor.sample(Tape.forwardOnly().constant(codes), keys(3, 200), limit);
            assertThat(sampled).hasSize(200);
            assertThat(sampled).anyMatch(g -> !g.complete()).anyMatch(GeneratedGraph::complete);
            assertThat(sampled).allMatch(g -> g.graph().nodes() <= limit);
            assertThat(sampled).allMatch(g -> g.complete() || g.graph().nodes() == limit);
        }
    }
}
