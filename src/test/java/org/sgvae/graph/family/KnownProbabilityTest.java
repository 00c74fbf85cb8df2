package org.sgvae.graph.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.Isomorphism;
import org.sgvae.graph.data.DataSets;
import org.sgvae.graph.data.GraphDistribution;
import org.sgvae.graph.data.GraphDistribution.Probability;
import org.sgvae.random.RandomKey;

/** Against all graphs of up to 7 nodes, all trees of up to 12, and entropies that were computed elsewhere. */
class KnownProbabilityTest {
    private static final Offset<Double> ROUNDING = within(1e-9);
    private static final List<Graph> UP_TO_7 = upTo(7);

    private static List<Graph> upTo(int most) {
        List<Graph> graphs = new ArrayList<>();
        for (int n = 1; n <= most; n++) {
            graphs.addAll(EnumeratedGraphs.all(n));
        }
        return graphs;
    }

    private static GraphDistribution distribution(String specification) {
        try {
            return DataSets.parse(specification).distribution().orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Probability probability(String specification) {
        return distribution(specification).probability().orElseThrow();
    }

    private static double sum(Probability probability, List<Graph> graphs) {
        return graphs.stream()
                .mapToDouble(graph -> Math.exp(probability.logProbability(graph)))
                .sum();
    }

    private static double entropy(Probability probability, List<Graph> graphs) {
        return graphs.stream()
                .mapToDouble(probability::logProbability)
                .filter(log -> log > Double.NEGATIVE_INFINITY)
                .map(log -> -Math.exp(log) * log)
                .sum();
    }

    @Test
    void enumeration_hasTheKnownNumbersOfGraphs() { // A000088 and A000055 of the OEIS
        assertThat(UP_TO_7).hasSize(1 + 2 + 4 + 11 + 34 + 156 + 1044);
        assertThat(EnumeratedGraphs.trees(10)).hasSize(106);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cycles:3-7",
                "paths:1-7",
                "stars:2-6",
                "ladders:4-7",
                "grids:2x2-3x3",
                "trees:1-7",
                "gnp:1-7,p=0.3",
                "gnp:3-6,p=1",
                "gnp:2,p=0",
                "gnp:1-7,p=0.3,connected",
                "gnp:7,p=0.5,connected"
            })
    void probabilities_sumToOneOverAllClasses(String specification) {
        List<Graph> graphs = new ArrayList<>(UP_TO_7);
        graphs.add(GraphFamilies.grid(3, 3)); // the one of nine nodes that occurs
        assertThat(sum(probability(specification), graphs)).isCloseTo(1, ROUNDING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cycles:3-7",
                "grids:2x2-3x4",
                "ladders:4-9",
                "trees:2-6",
                "gnp:2-4,p=0.3",
                "gnp:3-5,p=0.4,connected"
            })
    void draws_areAsFrequentAsTheirProbabilities(String specification) {
        GraphDistribution distribution = distribution(specification);
        int draws = 200 * distribution.sizes();
        List<Graph> drawn = distribution.drawAll(draws, RandomKey.of(11));
        int[] classOf = Isomorphism.classes(drawn);
        Map<Integer, Integer> counts = new HashMap<>();
        Map<Integer, Graph> graphOf = new HashMap<>();
        for (int i = 0; i < draws; i++) {
            counts.merge(classOf[i], 1, Integer::sum);
            graphOf.put(classOf[i], drawn.get(i));
        }
        Probability probability = distribution.probability().orElseThrow();
        double chiSquared = 0;
        double covered = 0;
        for (int c : counts.keySet()) {
            double p = Math.exp(probability.logProbability(graphOf.get(c)));
            chiSquared += Math.pow(counts.get(c) - draws * p, 2) / (draws * p);
            covered += p;
        }
        chiSquared += draws * (1 - covered); // classes that did not occur
        int freedom = counts.size() - distribution.sizes(); // as the sizes come in turn
        assertThat(covered).isGreaterThan(0.95);
        assertThat(chiSquared).isBetween(-1e-9, freedom + 5 * Math.sqrt(2.0 * freedom) + 1e-9);
    }

    /** A second formulation: the probabilities of all graphs on numbered nodes, added up by class. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void probabilities_areThoseOfAllNumberings(int n) {
        double p = 0.3;
        Probability any = probability("gnp:" + n + "-6,p=" + p);
        Probability tree = probability("trees:" + n + "-6");
        double share = 1.0 / (7 - n);
        double trees = n < 3 ? 1 : Math.pow(n, n - 2);
        List<Graph> numbered = EnumeratedGraphs.numbered(n);
        int[] classOf = Isomorphism.classes(numbered);
        Map<Integer, Double> sums = new HashMap<>();
        Map<Integer, Integer> sizes = new HashMap<>();
        for (int i = 0; i < classOf.length; i++) {
            int m = numbered.get(i).edges();
            sums.merge(classOf[i], Math.pow(p, m) * Math.pow(1 - p, n * (n - 1) / 2.0 - m), Double::sum);
            sizes.merge(classOf[i], 1, Integer::sum);
        }
        for (int i = 0; i < classOf.length; i++) {
            Graph graph = numbered.get(i);
            assertThat(Math.exp(any.logProbability(graph))).isCloseTo(share * sums.get(classOf[i]), ROUNDING);
            boolean isTree = graph.edges() == n - 1 && graph.isConnected();
            assertThat(Math.exp(tree.logProbability(graph)))
                    .isCloseTo(isTree ? share * sizes.get(classOf[i]) / trees : 0, ROUNDING);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "5,  0.8334",
        "6,  1.4979",
        "7,  1.9817",
        "8,  2.7349",
        "9, 3.3971",
        "10, 4.1831",
        "11, 4.9490",
        "12, 5.7795"
    })
    void treesOfOneSize_haveTheirEntropy(int n, double expected) {
        List<Graph> trees = EnumeratedGraphs.trees(n);
        Probability probability = probability("trees:" + n);
        assertThat(sum(probability, trees)).isCloseTo(1, ROUNDING);
        assertThat(entropy(probability, trees)).isCloseTo(expected, within(6e-5));
    }

    @ParameterizedTest
    @CsvSource({"5, 8, 3.148247", "5, 12, 5.249002"})
    void treesOfSeveralSizes_haveTheirEntropy(int min, int max, double expected) {
        List<Graph> trees = new ArrayList<>();
        for (int n = min; n <= max; n++) {
            trees.addAll(EnumeratedGraphs.trees(n));
        }
        assertThat(entropy(probability("trees:" + min + "-" + max), trees)).isCloseTo(expected, within(6e-7));
    }

    @ParameterizedTest
    @CsvSource({
        "0.3, '0.610864 1.140467 1.878977 2.786292 3.965766 5.473990'",
        "0.5, '0.693147 1.255482 2.148886 3.239222 4.718850 6.668597'"
    })
    void randomGraphs_haveTheirEntropy(double p, String expected) {
        String[] entropies = expected.split(" ", -1);
        for (int n = 2; n <= 7; n++) {
            assertThat(entropy(probability("gnp:" + n + ",p=" + p), UP_TO_7))
                    .as("n = " + n)
                    .isCloseTo(Double.parseDouble(entropies[n - 2]), within(6e-7));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.3, '0.376770 1.297288 2.308517 3.749932 5.476189'",
        "0.5, '0.562335 1.552604 2.792013 4.434073 6.505343'"
    })
    void connectedRandomGraphs_haveTheirEntropy(double p, String expected) {
        String[] entropies = expected.split(" ", -1);
        for (int n = 3; n <= 7; n++) {
            assertThat(entropy(probability("gnp:" + n + ",p=" + p + ",connected"), UP_TO_7))
                    .as("n = " + n)
                    .isCloseTo(Double.parseDouble(entropies[n - 3]), within(6e-7));
        }
    }

    @Test
    void connectedProbabilities_areKnownOnes() {
        double[] connected = RandomGraphs.connectedProbabilities(7, 0.3);
        double[] expected = {0.216, 0.218646, 0.256260, 0.316901, 0.393854};
        for (int n = 3; n <= 7; n++) {
            assertThat(connected[n]).isCloseTo(expected[n - 3], within(6e-7));
        }
        assertThat(RandomGraphs.connectedProbabilities(2000, 0.3)[2000]).isCloseTo(1, ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({"cycles:5-14, 10", "paths:1-4, 4", "stars:3-9, 7", "ladders:4-20, 9", "grids:2x2-5x5, 10"})
    void shapes_areEquallyLikely(String specification, int shapes) {
        GraphDistribution distribution = distribution(specification);
        Probability probability = distribution.probability().orElseThrow();
        assertThat(distribution.sizes()).isEqualTo(shapes);
        assertThat(probability.entropy()).hasValue(Math.log(shapes));
        assertThat(distribution.drawAll(2 * shapes, RandomKey.of(1)))
                .allSatisfy(
                        graph -> assertThat(probability.logProbability(graph)).isCloseTo(-Math.log(shapes), ROUNDING));
    }

    @Test
    void graphsThatAreNeverDrawn_haveProbabilityZero() {
        Graph typed = Graph.of(new int[] {0, 1, 0}, new int[][] {{0, 1}, {1, 2}, {0, 2}});
        double never = Double.NEGATIVE_INFINITY;
        assertThat(probability("cycles:3-5").logProbability(typed)).isEqualTo(never);
        assertThat(probability("gnp:3-5,p=0.3").logProbability(typed)).isEqualTo(never);
        assertThat(probability("cycles:3-5").logProbability(GraphFamilies.cycle(6)))
                .isEqualTo(never);
        assertThat(probability("ladders:4-9").logProbability(GraphFamilies.ladder(5)))
                .isEqualTo(never);
        assertThat(probability("grids:2x3-2x5").logProbability(GraphFamilies.grid(2, 2)))
                .isEqualTo(never);
        assertThat(probability("gnp:3-5,p=0.3,connected").logProbability(Graph.of(4)))
                .isEqualTo(never);
        assertThat(probability("gnp:3-5,p=0.3,connected").logProbability(GraphFamilies.path(6)))
                .isEqualTo(never);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lobsters:5-9", "ba:5-9", "communities:6-9"})
    void otherFamilies_haveNone(String specification) {
        assertThat(distribution(specification).probability()).isEmpty();
    }
}
