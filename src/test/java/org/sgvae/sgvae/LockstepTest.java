package org.sgvae.sgvae;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.autodiff.RandomMatrices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.autodiff.op.Equivalence;
import org.sgvae.autodiff.op.MatrixOps;
import org.sgvae.encoder.Destruction;
import org.sgvae.encoder.Posterior;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.Orderings;
import org.sgvae.graph.RandomGraphs;
import org.sgvae.model.Terms;
import org.sgvae.random.RandomKey;

/** Graphs that go through the model together come out as if each went alone. */
class LockstepTest {
    private static final double ROUND_OFF = 1e-12;

    private final Random random = new Random(1);

    /** Sizes 1 to 7, several of a size, typed, with isolated nodes. */
    private List<Graph> graphs() {
        List<Graph> graphs = new ArrayList<>();
        for (int nodes : new int[] {1, 4, 2, 7, 4, 1, 3, 5}) {
            graphs.add(RandomGraphs.typed(random, nodes, 0.5, SmallModels.NODE_TYPES, SmallModels.EDGE_TYPES));
        }
        graphs.add(Graph.of(6));
        graphs.add(GraphFamilies.cycle(5));
        return graphs;
    }

    private Minibatch withRandomOrderings(List<Graph> graphs, int copies) {
        Minibatch batch = new Minibatch(graphs, copies);
        return batch.along(b -> RandomGraphs.ordering(random, batch.nodes(b)));
    }

    /** All terms by name, one row a graph. */
    private static Map<String, Variable> terms(Terms terms) {
        Map<String, Variable> all = new LinkedHashMap<>();
        all.put("z", terms.latent().z());
        all.put("logPx", terms.logPx());
        all.put("logPz", terms.latent().logPz());
        all.put("logQz", terms.latent().logQz());
        all.put("divergence", terms.latent().divergence());
        all.put("logQOrder", terms.logQOrder());
        return all;
    }

    /** The same with the parts of the construction and the last state. */
    private static Map<String, Variable> terms(Sgvae.Pass pass) {
        Map<String, Variable> all = terms(pass.terms());
        all.put("logPAddNode", pass.construction().logPAddNode());
        all.put("logPAddEdges", pass.construction().logPAddEdges());
        all.put("logPNodeTypes", pass.construction().logPNodeTypes());
        all.put("summary", pass.destruction().summary());
        return all;
    }

    /** The sum of all terms of all graphs, each under a weight of its own. */
    private static void backward(Tape tape, Map<String, Variable> terms, int rows, int firstRow) {
        SplittableRandom weights = new SplittableRandom(9);
        Variable loss = tape.zeroConstant(1, 1);
        for (Variable term : terms.values()) {
            DMatrixRMaj all = RandomMatrices.normal(weights, rows, term.columns());
            DMatrixRMaj own = new DMatrixRMaj(term.rows(), term.columns());
            CommonOps_DDRM.extract(all, firstRow, firstRow + term.rows(), 0, term.columns(), own, 0, 0);
            if (term.needsGradient()) {
                loss = ArithmeticOps.add(loss, MatrixOps.dot(tape.constant(own), term));
            }
        }
        tape.backward(loss);
    }

    private static DMatrixRMaj row(DMatrixRMaj matrix, int row) {
        return CommonOps_DDRM.extract(matrix, row, row + 1, 0, matrix.numCols);
    }

    @ParameterizedTest
    @MethodSource("org.sgvae.sgvae.SmallModels#ofAnyGraphs")
    void batch_givesTheTermsAndGradientsOfEachGraphAlone(Sgvae model) {
        Minibatch batch = withRandomOrderings(graphs(), 3);
        DMatrixRMaj noise = RandomMatrices.normal(
                new SplittableRandom(1), batch.size(), model.config().latentDim());
        Tape tape = Tape.recording();
        Map<String, Variable> together = terms(model.passAlong(tape, batch, noise));
        backward(tape, together, batch.size(), 0);

        Map<String, DMatrixRMaj> sums = new LinkedHashMap<>();
        Tape own = Tape.recording();
        for (int b = 0; b < batch.size(); b++) {
            own.reset();
            Minibatch one = Minibatch.of(batch.graph(b), batch.ordering(b));
            Map<String, Variable> expected = terms(model.passAlong(own, one, row(noise, b)));
            int graph = b;
            together.forEach((name, term) -> Equivalence.assertClose(
                    name + " of graph " + graph,
                    row(term.value(), graph),
                    expected.get(name).value(),
                    ROUND_OFF));
            backward(own, expected, batch.size(), b);
            SmallModels.gradients(model.parameters(), own)
                    .forEach((name, gradient) -> sums.merge(name, gradient, LockstepTest::plus));
        }
        sums.remove("destructor.select.bias"); // zero, so what is computed is round-off
        Map<String, DMatrixRMaj> gradients = SmallModels.gradients(model.parameters(), tape);
        sums.forEach((name, sum) -> Equivalence.assertClose(name, gradients.get(name), sum, ROUND_OFF));
    }

    private static DMatrixRMaj plus(DMatrixRMaj a, DMatrixRMaj b) {
        CommonOps_DDRM.addEquals(a, b);
        return a;
    }

    /** The destruction's steps are listed step by step; those of a graph are the same as alone. */
    @Test
    void steps_belongToTheirGraphs() {
        Sgvae model = SmallModels.of(Posterior.POINT);
        Minibatch batch = withRandomOrderings(graphs(), 2);
        DMatrixRMaj noise = new DMatrixRMaj(batch.size(), 3);
        Destruction together = model.passAlong(Tape.forwardOnly(), batch, noise).destruction();
        for (int b = 0; b < batch.size(); b++) {
            List<Double> steps = new ArrayList<>();
            for (int i = 0; i < together.graphOfStep().size(); i++) {
                if (together.graphOfStep().get(i) == b) {
                    steps.add(together.logQSteps().value().get(i, 0));
                }
            }
            Destruction alone = model.passAlong(
                            Tape.forwardOnly(), Minibatch.of(batch.graph(b), batch.ordering(b)), row(noise, b))
                    .destruction();
            assertThat(steps).hasSize(alone.logQSteps().rows()).hasSize(batch.nodes(b) - 1);
            for (int i = 0; i < steps.size(); i++) {
                assertThat(Math.abs(steps.get(i) - alone.logQSteps().value().get(i, 0)))
                        .isLessThan(ROUND_OFF);
            }
        }
    }

    /** Graph b draws its ordering and its code from its own key, so it draws the same ones alone. */
    @ParameterizedTest
    @MethodSource("org.sgvae.sgvae.SmallModels#ofAnyGraphs")
    void draws_ofAGraphDependOnItsKeyAlone(Sgvae model) {
        Minibatch batch = new Minibatch(graphs(), 2);
        long[] keys = new long[batch.size()];
        for (int b = 0; b < keys.length; b++) {
            keys[b] = RandomKey.of(5).split(b).bits();
        }
        Terms pass = model.coveringPass(Tape.forwardOnly(), batch, keys);
        Map<String, Variable> together = terms(pass);
        int different = 0;
        for (int b = 0; b < batch.size(); b++) {
            Minibatch one = new Minibatch(List.of(batch.graph(b)), 1);
            Terms own = model.coveringPass(Tape.forwardOnly(), one, new long[] {keys[b]});
            Map<String, Variable> alone = terms(own);
            assertThat(pass.batch().ordering(b)).isEqualTo(own.batch().ordering(0));
            int graph = b;
            together.forEach((name, term) -> Equivalence.assertClose(
                    name, row(term.value(), graph), alone.get(name).value(), ROUND_OFF));
            different += b % 2 == 1
                            && !Arrays.equals(
                                    pass.batch().ordering(b), pass.batch().ordering(b - 1))
                    ? 1
                    : 0;
        }
        assertThat(different).isGreaterThanOrEqualTo(3); // copies draw orderings of their own
    }

    /** Scoring along the ordering that was drawn gives the terms of the pass that drew it. */
    @ParameterizedTest
    @MethodSource("org.sgvae.sgvae.SmallModels#ofAnyGraphs")
    void passAlong_isThePassThatDrewTheOrdering(Sgvae model) {
        Minibatch batch = new Minibatch(graphs(), 2);
        long[] keys = new long[batch.size()];
        Arrays.setAll(keys, b -> RandomKey.of(6).split(b).bits());
        Terms drawn = model.coveringPass(Tape.forwardOnly(), batch, keys);
        DMatrixRMaj noise = new DMatrixRMaj(batch.size(), model.config().latentDim());
        for (int b = 0; b < batch.size(); b++) {
            for (int i = 0; i < noise.numCols; i++) {
                noise.set(b, i, RandomKey.gaussian(RandomKey.split(keys[b], 1), i));
            }
        }
        Map<String, Variable> along = terms(model.passAlong(Tape.forwardOnly(), drawn.batch(), noise));
        terms(drawn)
                .forEach((name, term) -> assertThat(along.get(name).value().data)
                        .as(name)
                        .startsWith(
                                Arrays.copyOf(term.value().data, term.value().getNumElements())));
    }

    @ParameterizedTest
    @MethodSource("org.sgvae.sgvae.SmallModels#ofAnyGraphs")
    void relabelling_leavesTheTermsAsTheyAre(Sgvae model) {
        DMatrixRMaj noise =
                RandomMatrices.normal(new SplittableRandom(2), 1, model.config().latentDim());
        for (Graph graph : graphs()) {
            int[] ordering = RandomGraphs.ordering(random, graph.nodes());
            int[] labels = RandomGraphs.ordering(random, graph.nodes());
            int[] position = Orderings.inverse(labels);
            int[] relabelled = Arrays.stream(ordering).map(v -> position[v]).toArray();
            Map<String, Variable> expected =
                    terms(model.passAlong(Tape.forwardOnly(), Minibatch.of(graph, ordering), noise));
            terms(model.passAlong(Tape.forwardOnly(), Minibatch.of(graph.relabel(labels), relabelled), noise))
                    .forEach((name, term) -> Equivalence.assertClose(
                            name, term.value(), expected.get(name).value(), ROUND_OFF));
        }
    }

    /** Single nodes have nothing to remove and nothing to join: q is certain, and p says stop and a type. */
    @ParameterizedTest
    @MethodSource("org.sgvae.sgvae.SmallModels#ofAnyGraphs")
    void batch_mayHoldSingleNodesOnly(Sgvae model) {
        Minibatch batch = new Minibatch(List.of(Graph.of(1), Graph.of(new int[] {2})), 2);
        Tape tape = Tape.recording();
        Terms terms = model.coveringPass(tape, batch, new long[] {1, 2, 3, 4});
        assertThat(terms.logQOrder().value().data).startsWith(0, 0, 0, 0);
        assertThat(terms.choices().logQ().rows()).isZero();
        for (int b = 0; b < 4; b++) {
            assertThat(terms.logPx().value().get(b, 0)).isNegative();
        }
        backward(tape, terms(terms), 4, 0);
    }

    /** A tape that has seen other shapes and was reset gives the same bits as a new one. */
    @ParameterizedTest
    @MethodSource("org.sgvae.sgvae.SmallModels#ofAnyGraphs")
    void reusedTape_givesTheSameBits(Sgvae model) {
        Minibatch batch = withRandomOrderings(graphs(), 2);
        DMatrixRMaj noise = RandomMatrices.normal(
                new SplittableRandom(3), batch.size(), model.config().latentDim());
        Tape fresh = Tape.recording();
        backward(fresh, terms(model.passAlong(fresh, batch, noise)), batch.size(), 0);
        Map<String, DMatrixRMaj> expected = SmallModels.gradients(model.parameters(), fresh);
        Tape used = Tape.recording();
        for (int pass = 0; pass < 2; pass++) {
            Minibatch other = withRandomOrderings(graphs().subList(pass, 5), 1 + pass);
            backward(
                    used,
                    terms(model.passAlong(used, other, new DMatrixRMaj(other.size(), noise.numCols))),
                    other.size(),
                    0);
            used.reset();
        }
        backward(used, terms(model.passAlong(used, batch, noise)), batch.size(), 0);
        SmallModels.gradients(model.parameters(), used)
                .forEach((name, gradient) -> assertThat(gradient.data).as(name).isEqualTo(expected.get(name).data));
    }
}
