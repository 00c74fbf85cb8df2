package org.sgvae.graphnvp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Automorphisms;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.model.ModelLaws;
import org.sgvae.model.NodeOrder;
import org.sgvae.model.Terms;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameters;
import org.sgvae.objective.Elbo;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.SmallGraphs;
import org.sgvae.statistics.Estimate;
import org.sgvae.statistics.LogMeanWeight;

class GraphNvpTest {
    static Stream<GraphNvpConfig> configs() {
        return Stream.of(
                config(Coupling.ADDITIVE, 4, 1, 1, NodeOrder.BFS),
                config(Coupling.AFFINE, 3, 1, 1, NodeOrder.FIXED),
                config(Coupling.AFFINE, 2, 2, 2, NodeOrder.BFS));
    }

    private static GraphNvpConfig config(Coupling coupling, int slots, int nodeTypes, int edgeTypes, NodeOrder order) {
        return new GraphNvpConfig(slots, coupling, 4, 4, 5, 4, 4, nodeTypes, edgeTypes, order);
    }

    private static GraphNvp model(GraphNvpConfig config) {
        return GraphNvp.create(config, Initializer.normal(0.25), RandomKey.of(17));
    }

    private static List<Graph> classes(GraphNvpConfig config) {
        return SmallGraphs.upToSize(config.slots(), config.nodeTypes(), config.edgeTypes());
    }

    private static List<Graph> graphs(GraphNvpConfig config) {
        return ModelLaws.randomGraphs(config.slots(), config.nodeTypes(), config.edgeTypes());
    }

    private static LogMeanWeight logP(GraphNvp model, Graph graph, int samples) {
        double[] logWeights = new double[samples];
        Minibatch batch = new Minibatch(List.of(graph), samples);
        Terms terms = model.coveringPass(Tape.forwardOnly(), batch, ModelLaws.keys(samples, 29));
        Arrays.setAll(
                logWeights,
                k -> terms.logPx().value().data[k] - terms.logQOrder().value().data[k] - Automorphisms.logCount(graph));
        return LogMeanWeight.of(logWeights, 0, samples);
    }

    /** Sum of p(G) over all graphs, with that of no node; samples against p(G). */
    private static void assertProbabilities(GraphNvp model) {
        List<Graph> classes = classes(model.config());
        List<GeneratedGraph> samples = model.sample(3000, RandomKey.of(31), 9);
        double empty = samples.stream().filter(sample -> !sample.complete()).count() / 3000.0;
        double[] logP = new double[classes.size()];
        double[] errors = new double[logP.length];
        double sum = empty;
        double variance = empty * (1 - empty) / 3000;
        for (int c = 0; c < logP.length; c++) {
            LogMeanWeight mean = logP(model, classes.get(c), 5000);
            logP[c] = mean.value();
            errors[c] = mean.standardError();
            sum += Math.exp(logP[c]);
            variance += Math.pow(Math.exp(logP[c]) * mean.standardError(), 2);
        }
        assertThat(Math.sqrt(variance)).isLessThan(0.04);
        assertThat(sum).isCloseTo(1, within(4 * Math.sqrt(variance)));
        ModelLaws.assertFrequencies(classes, logP, errors, samples);
    }

    @ParameterizedTest
    @MethodSource("configs")
    void probabilities_sumToOne_andAreThoseOfSamples_freshAndTrained(GraphNvpConfig config) {
        GraphNvp model = model(config);
        assertProbabilities(model);
        if (config.slots() == 4) {
            ModelLaws.assertTrainingAscends(model);
            assertProbabilities(model);
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void uniformNoise_givesALowerBound(GraphNvpConfig config) {
        GraphNvp model = model(config);
        for (Graph graph : graphs(config)) {
            Minibatch batch = new Minibatch(List.of(graph), 500);
            Terms terms = model.pass(Tape.forwardOnly(), batch, ModelLaws.keys(500, 3));
            Estimate elbo = Estimate.ofMean(Arrays.copyOf(Elbo.of(terms).value().data, 500));
            LogMeanWeight exact = logP(model, graph, 4000);
            int entries = (1 + config.edgeTypes()) * config.pairs() + (1 + config.nodeTypes()) * config.slots();
            double bound = elbo.value() - Automorphisms.logCount(graph);
            assertThat(bound + 0.1765 * entries).isLessThan(exact.value() + 4 * elbo.standardError());
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void objective_hasTheGradientOfDifferences(GraphNvpConfig config) {
        GraphNvp model = model(config);
        ModelLaws.assertGradient(model, model::pass, graphs(config));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void terms_ofABatch_areThoseOfEachGraphAlone(GraphNvpConfig config) {
        GraphNvp model = model(config);
        ModelLaws.assertEachAloneIsTheSame(model::pass, graphs(config));
        ModelLaws.assertEachAloneIsTheSame(model::coveringPass, graphs(config));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void samples_doNotDependOnHowTheyAreSharedOut(GraphNvpConfig config) {
        ModelLaws.assertSamplesShareOut(model(config), 3);
    }

    private static DMatrixRMaj normal(int rows, int columns) {
        DMatrixRMaj y = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < y.getNumElements(); i++) {
            y.data[i] = RandomKey.of(3).gaussian(i);
        }
        return y;
    }

    @ParameterizedTest
    @EnumSource
    void edgeFlow_hasItsInverse_andTheDeterminantOfDifferences(Coupling coupling) {
        GraphNvpConfig config = config(coupling, 4, 1, 2, NodeOrder.BFS);
        EdgeFlow flow = new EdgeFlow(new Parameters(Initializer.normal(0.4), RandomKey.of(5)), config);
        DMatrixRMaj y = normal(1, 3 * config.pairs());
        EdgeFlow.Image image = flow.forward(Tape.forwardOnly().constant(y));
        double[] back = flow.inverse(image.z()).value().data;
        double logDeterminant = 0;
        DMatrixRMaj jacobian = new DMatrixRMaj(y.numCols, y.numCols);
        for (int i = 0; i < y.numCols; i++) {
            assertThat(back[i]).isCloseTo(y.data[i], within(1e-12));
            logDeterminant += image.logScale().value().data[i];
            DMatrixRMaj[] ends = {y.copy(), y.copy()};
            ends[0].data[i] -= 1e-6;
            ends[1].data[i] += 1e-6;
            double[] left =
                    flow.forward(Tape.forwardOnly().constant(ends[0])).z().value().data;
            double[] right =
                    flow.forward(Tape.forwardOnly().constant(ends[1])).z().value().data;
            for (int j = 0; j < y.numCols; j++) {
                jacobian.set(j, i, (right[j] - left[j]) / 2e-6);
            }
        }
        assertThat(Math.log(Math.abs(CommonOps_DDRM.det(jacobian)))).isCloseTo(logDeterminant, within(1e-7));
    }

    /** Additive couplings leave a tensor as it is at first. */
    @Test
    void freshFlows_areTheIdentity() {
        GraphNvpConfig config = config(Coupling.ADDITIVE, 4, 2, 2, NodeOrder.BFS);
        GraphNvp model = GraphNvp.create(config, RandomKey.of(5));
        Minibatch batch = new Minibatch(graphs(config), 1);
        double[] logPx = model.pass(Tape.forwardOnly(), batch, ModelLaws.keys(batch.size(), 3))
                .logPx()
                .value()
                .data
                .clone();
        model.parameters().all().stream()
                .filter(parameter -> !parameter.name().equals("graphnvp.logVariance"))
                .forEach(parameter -> parameter.value().zero());
        Terms zero = model.pass(Tape.forwardOnly(), batch, ModelLaws.keys(batch.size(), 3));
        for (int b = 0; b < batch.size(); b++) {
            assertThat(zero.logPx().value().data[b]).isCloseTo(logPx[b], within(1e-12));
        }
    }

    @Test
    void nodeFlow_hasItsInverse() {
        GraphNvpConfig config = config(Coupling.ADDITIVE, 4, 2, 2, NodeOrder.BFS);
        NodeFlow flow = new NodeFlow(new Parameters(Initializer.normal(0.4), RandomKey.of(5)), config);
        SlotGraphs graphs = new SlotGraphs(2, config);
        Arrays.setAll(graphs.kindOfPair, i -> i % 3);
        DMatrixRMaj y = normal(8, 3);
        Variable z = flow.forward(Tape.forwardOnly().constant(y), graphs);
        double[] back = flow.inverse(z, graphs).value().data;
        for (int i = 0; i < y.getNumElements(); i++) {
            assertThat(back[i]).isCloseTo(y.data[i], within(1e-12));
        }
        assertThat(z.value().data[0]).isNotCloseTo(y.data[0], within(1e-3));
    }

    @Test
    void graph_thatIsTooLarge_hasNoProbability() {
        GraphNvp model = model(config(Coupling.ADDITIVE, 4, 1, 1, NodeOrder.BFS));
        Minibatch large = new Minibatch(List.of(GraphFamilies.path(5), GraphFamilies.path(2)), 1);
        long[] keys = ModelLaws.keys(2, 1);
        assertThatThrownBy(() -> model.pass(Tape.forwardOnly(), large, keys))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slots");
        Terms terms = model.coveringPass(Tape.forwardOnly(), large, keys);
        assertThat(terms.logPx().value().data[0]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(terms.logPx().value().data[1]).isFinite();
    }

    @Test
    void pass_rejectsUnknownTypes() {
        GraphNvp model = model(config(Coupling.ADDITIVE, 4, 2, 1, NodeOrder.BFS));
        for (Graph graph : List.of(
                Graph.of(new int[] {0, 2}, new int[] {0, 1}), Graph.of(new int[] {0, 1}, new int[] {0, 1, 1}))) {
            assertThatThrownBy(() -> model.pass(Tape.forwardOnly(), new Minibatch(List.of(graph), 1), new long[] {1}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the model knows");
        }
    }
}
