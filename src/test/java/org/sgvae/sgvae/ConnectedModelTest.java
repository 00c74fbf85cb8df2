package org.sgvae.sgvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sgvae.autodiff.RandomMatrices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.autodiff.op.ReductionOps;
import org.sgvae.decoder.CodeInput;
import org.sgvae.decoder.Connectivity;
import org.sgvae.decoder.DecoderConfig;
import org.sgvae.decoder.EdgeModel;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.decoder.NodeTypes;
import org.sgvae.decoder.PropagationTime;
import org.sgvae.encoder.Posterior;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Automorphisms;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.Isomorphism;
import org.sgvae.model.CodeDraw;
import org.sgvae.model.Terms;
import org.sgvae.nn.Initializer;
import org.sgvae.objective.Elbo;
import org.sgvae.random.RandomKey;

/** All variants at once: connected graphs, code at every step, path code, learned prior. */
class ConnectedModelTest {
    private static Sgvae model(EdgeModel edges, int graphDim) {
        SgvaeConfig config = new SgvaeConfig(4, 3, graphDim, 1, 1, 1, Posterior.GAUSSIAN, 2)
                .withDecoder(new DecoderConfig(
                        edges,
                        NodeTypes.AFTERWARDS,
                        CodeInput.EVERY_STEP,
                        Connectivity.CONNECTED,
                        PropagationTime.AFTER_CHANGES,
                        List.of()))
                .withPathDim(3)
                .withPriorComponents(2);
        return Sgvae.create(config, Initializer.normal(0.6), RandomKey.of(5));
    }

    private static long[] keys(int count, long seed) {
        return IntStream.range(0, count)
                .mapToLong(i -> RandomKey.of(seed).split(i).bits())
                .toArray();
    }

    /** What is drawn is connected and of some class; as often as the importance weights say, independent and crossed codes alike. */
    @ParameterizedTest
    @EnumSource
    void probabilities_ofConnectedGraphsUpToFourNodesAreTheFrequencies(EdgeModel edges) {
        Sgvae model = model(edges, 5);
        List<Graph> classes = SmallGraphs.upToSize(4, 1, 1).stream()
                .filter(Graph::isConnected)
                .toList();
        assertThat(classes).hasSize(1 + 1 + 2 + 6);
        int count = 10_000;
        Map<Graph, Integer> counts = new HashMap<>();
        for (GeneratedGraph sampled : model.sample(count, RandomKey.of(7), 5)) {
            if (sampled.graph().nodes() <= 4) {
                assertThat(sampled.graph().isConnected()).isTrue();
                Graph found = classes.stream()
                        .filter(graph -> Isomorphism.areIsomorphic(graph, sampled.graph()))
                        .findFirst()
                        .orElseThrow();
                counts.merge(found, 1, Integer::sum);
            }
        }
        double sum = 0;
        for (Graph graph : classes) {
            double frequency = counts.getOrDefault(graph, 0) / (double) count;
            sum += frequency;
            for (CodeDraw codes : List.of(CodeDraw.INDEPENDENT, CodeDraw.CROSSED)) {
                double[] estimate = probability(model, graph, codes);
                double error = Math.hypot(estimate[1], Math.sqrt(frequency * (1 - frequency) / count));
                assertThat(estimate[0]).as("%s, %s codes", graph, codes).isCloseTo(frequency, within(4 * error + 1e-4));
            }
        }
        assertThat(sum).isGreaterThan(0.3);
    }

    /** Mean of the importance weights of pairs, divided by the number of automorphisms, and its standard error. */
    private static double[] probability(Sgvae model, Graph graph, CodeDraw codes) {
        int pairs = 2000;
        Minibatch batch = new Minibatch(Collections.nCopies(pairs, graph), 2);
        Terms terms = model.pass(Tape.forwardOnly(), batch, keys(2 * pairs, 3), codes);
        double[] logWeight = Elbo.logWeight(terms).value().data;
        double automorphisms = Math.exp(Automorphisms.logCount(graph));
        double mean = 0;
        double square = 0;
        for (int i = 0; i < pairs; i++) {
            double weight = (Math.exp(logWeight[2 * i]) + Math.exp(logWeight[2 * i + 1])) / 2 / automorphisms;
            mean += weight / pairs;
            square += weight * weight / pairs;
        }
        return new double[] {mean, Math.sqrt((square - mean * mean) / pairs)};
    }

    @ParameterizedTest
    @EnumSource
    void gradients_areThoseOfCentralDifferences(EdgeModel edges) {
        Sgvae model = model(edges, 5);
        List<Graph> graphs = List.of(
                Graph.of(5, new int[][] {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {3, 4}}), GraphFamilies.path(3), Graph.of(1));
        for (CodeDraw codes : CodeDraw.values()) {
            GradientCheck.of(model.parameters().values(), tape -> {
                        Terms terms = model.pass(tape, new Minibatch(graphs, 2), keys(6, 11), codes);
                        Variable sum = ArithmeticOps.add(
                                Elbo.logWeight(terms), terms.latent().divergence());
                        DMatrixRMaj weights = RandomMatrices.normal(new SplittableRandom(1), sum.rows(), 1);
                        return ReductionOps.sum(ArithmeticOps.multiply(tape.constant(weights), sum));
                    })
                    .alongDirections(2)
                    .withTolerance(1e-7)
                    .assertGradients();
        }
    }

    @Test
    void disconnectedGraph_isRefusedWithOneClearError() {
        Sgvae model = model(EdgeModel.SEQUENTIAL, 5);
        Graph two = Graph.of(3, new int[][] {{0, 1}});
        assertThatThrownBy(
                        () -> model.pass(Tape.recording(), new Minibatch(List.of(two), 2), keys(2, 1), CodeDraw.SHARED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of 3 nodes and 1 edges is not connected");
    }

    /** A learned prior, a path code and connected removals train, and give the same bits whatever the tape has seen before. */
    @Test
    void pass_onAUsedTapeIsTheSame() {
        Sgvae model = model(EdgeModel.SEQUENTIAL, 5);
        List<Graph> graphs = List.of(GraphFamilies.cycle(6), GraphFamilies.star(5));
        Tape tape = Tape.recording();
        Minibatch batch = new Minibatch(graphs, 2);
        double[] first = Elbo.logWeight(model.pass(tape, batch, keys(4, 1), CodeDraw.CROSSED))
                .value()
                .data
                .clone();
        tape.reset();
        model.pass(tape, new Minibatch(List.of(GraphFamilies.path(9)), 3), keys(3, 2), CodeDraw.CROSSED);
        tape.reset();
        assertThat(Elbo.logWeight(model.pass(tape, new Minibatch(graphs, 2), keys(4, 1), CodeDraw.CROSSED))
                        .value()
                        .data)
                .startsWith(Arrays.copyOf(first, 4));
    }
}
