package org.sgvae.sgvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.autodiff.op.ReductionOps;
import org.sgvae.decoder.EdgeModel;
import org.sgvae.decoder.EdgeOrders;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.encoder.Posterior;
import org.sgvae.evaluate.Likelihood;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.Isomorphism;
import org.sgvae.graph.RandomGraphs;
import org.sgvae.model.NodeOrder;
import org.sgvae.model.Terms;
import org.sgvae.nn.Initializer;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.statistics.Estimate;

class SequentialConstructorTest {
    private static Sgvae model(int nodeTypes, int edgeTypes, int latentDim) {
        SgvaeConfig config = new SgvaeConfig(3, 4, 5, 2, nodeTypes, edgeTypes, Posterior.GAUSSIAN, latentDim)
                .withEdges(EdgeModel.SEQUENTIAL);
        return Sgvae.create(config, Initializer.normal(0.6), RandomKey.of(41));
    }

    private static Minibatch randomBatch() {
        Random random = new Random(6);
        List<Graph> graphs = new ArrayList<>(List.of(GraphFamilies.complete(4)));
        for (int n = 1; n <= 6; n++) {
            graphs.add(RandomGraphs.typed(random, n, 0.5, 2, 2));
        }
        Minibatch batch = new Minibatch(graphs, 2);
        return batch.along(b ->
                NodeOrder.RANDOM.draw(batch.graph(b), RandomKey.of(3).split(b).bits()));
    }

    private static DMatrixRMaj noise(int rows, int columns) {
        DMatrixRMaj noise = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < noise.getNumElements(); i++) {
            noise.data[i] = RandomKey.of(47).gaussian(i);
        }
        return noise;
    }

    @Test
    void logPx_isAlgorithm3WithTheInnerLoopOfAlgorithm1() {
        Sgvae model = model(2, 2, 2);
        PlainConstruction plain = PlainConstruction.of(model);
        Minibatch batch = randomBatch();
        Terms terms = model.passAlong(Tape.forwardOnly(), batch, noise(batch.size(), 2))
                .terms();
        for (int b = 0; b < batch.size(); b++) {
            double[] z = {
                terms.latent().z().value().get(b, 0), terms.latent().z().value().get(b, 1)
            };
            Construction way = Construction.of(batch, EdgeOrders.oldestFirst(batch), b);
            double logP = plain.logProb(z, batch.graph(b), way.ordering(), way.partners());
            assertThat(terms.logPx().value().data[b])
                    .as("%s", batch.graph(b))
                    .isCloseTo(logP + way.logEdgeOrders(), within(1e-11));
        }
    }

    @Test
    void pass_drawsEdgeOrders_passAlongTakesTheOldestFirst() {
        Sgvae model = model(2, 2, 2);
        PlainConstruction plain = PlainConstruction.of(model);
        Graph complete = GraphFamilies.complete(4);
        Set<Integer> drawn = new HashSet<>();
        for (long key = 0; key < 20; key++) {
            Minibatch batch = new Minibatch(List.of(complete), 1);
            Terms terms = model.pass(Tape.forwardOnly(), batch, new long[] {key});
            double[] z = {
                terms.latent().z().value().get(0, 0), terms.latent().z().value().get(0, 1)
            };
            double logP = terms.logPx().value().data[0];
            List<Construction> matches = Construction.all(complete).stream()
                    .filter(way -> Arrays.equals(way.ordering(), terms.batch().ordering(0)))
                    .filter(way ->
                            Math.abs(plain.logProb(z, complete, way.ordering(), way.partners()) + Math.log(12) - logP)
                                    < 1e-11)
                    .toList();
            assertThat(matches).hasSize(1);
            drawn.add(Arrays.deepHashCode(matches.get(0).partners()));
        }
        assertThat(drawn).hasSizeGreaterThan(6);
    }

    @Test
    void terms_haveTheGradientsOfDifferences() {
        Sgvae model = model(2, 2, 2);
        Minibatch batch = randomBatch();
        DMatrixRMaj noise = noise(batch.size(), 2);
        GradientCheck.of(model.parameters().values(), tape -> {
                    Terms terms = model.passAlong(tape, batch, noise).terms();
                    Variable sum = ArithmeticOps.add(terms.logPx(), terms.logQOrder());
                    return ReductionOps.sum(sum);
                })
                .alongDirections(2)
                .assertGradients();
    }

    /** By the trapezoidal rule over the code, which has one entry. */
    private static double exactLogP(Sgvae model, Graph graph) {
        PlainConstruction plain = PlainConstruction.of(model);
        double step = 0.4;
        double sum = 0;
        for (double z = -7; z <= 7; z += step) {
            double[] code = {z};
            double density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
            sum += step
                    * density
                    * Math.exp(Construction.logSum(
                            graph, way -> plain.logProb(code, graph, way.ordering(), way.partners())));
        }
        return Math.log(sum);
    }

    @Test
    void likelihood_byImportanceSampling_isThatOfAllConstructionsAndCodes() {
        Sgvae model = model(2, 1, 1);
        for (String name : List.of("mean.weight", "mean.bias", "logStd.weight", "logStd.bias")) {
            model.parameters().get("destructor.posterior." + name).value().zero(); // the prior, which covers all codes
        }
        List<Graph> graphs = new ArrayList<>(SmallGraphs.upToSize(3, 2, 1).subList(1, 9));
        graphs.add(GraphFamilies.complete(3));
        try (Workers workers = new Workers(1)) {
            for (Graph graph : graphs) {
                Estimate nll = Likelihood.of(model, List.of(graph), 1000, 1, RandomKey.of(53), workers)
                        .nllG();
                assertThat(nll.standardError()).isLessThan(0.1);
                assertThat(nll.value())
                        .as("%s", graph)
                        .isCloseTo(-exactLogP(model, graph), within(4 * nll.standardError()));
            }
        }
    }

    @Test
    void samples_areAsFrequentAsTheirProbabilities() {
        Sgvae model = model(2, 1, 1);
        int count = 20_000;
        List<Graph> classes = SmallGraphs.upToSize(3, 2, 1);
        List<Graph> all = new ArrayList<>(classes);
        model.sample(count, RandomKey.of(59), 3).stream()
                .filter(GeneratedGraph::complete)
                .forEach(sample -> all.add(sample.graph()));
        int[] classOf = Isomorphism.classes(all);
        int[] counts = new int[classes.size()];
        for (int i = classes.size(); i < classOf.length; i++) {
            counts[classOf[i]]++;
        }
        for (int c = 0; c < counts.length; c++) {
            double expected = count * Math.exp(exactLogP(model, classes.get(c)));
            assertThat((double) counts[c])
                    .as("%s", classes.get(c))
                    .isCloseTo(expected, within(5 * Math.sqrt(expected) + 3));
        }
    }

    @Test
    void parameters_areThoseOfIndependentEdgesButForTheEdges() {
        SgvaeConfig config = model(2, 2, 2).config();
        List<String> sequential = names(config);
        List<String> independent = names(config.withEdges(EdgeModel.INDEPENDENT));
        assertThat(sequential)
                .filteredOn(name -> !independent.contains(name))
                .containsExactly(
                        "constructor.addEdge.weight",
                        "constructor.addEdge.bias",
                        "constructor.choose.0.weight",
                        "constructor.choose.0.bias",
                        "constructor.choose.1.weight",
                        "constructor.choose.1.bias",
                        "constructor.edgeType.weight",
                        "constructor.edgeType.bias");
        assertThat(independent)
                .filteredOn(name -> !sequential.contains(name))
                .allMatch(name -> name.startsWith("constructor.addEdge."));
    }

    private static List<String> names(SgvaeConfig config) {
        return List.copyOf(config.create(RandomKey.of(1)).parameters().values().keySet());
    }
}
