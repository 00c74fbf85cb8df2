package org.sgvae.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.MatrixOps.dot;

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
import org.junit.jupiter.params.provider.EnumSource;
import org.sgvae.autodiff.RandomMatrices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.autodiff.op.Equivalence;
import org.sgvae.gnn.GraphBatch;
import org.sgvae.gnn.Minibatch;
import org.sgvae.gnn.Propagation;
import org.sgvae.gnn.Sizes;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.Orderings;
import org.sgvae.graph.RandomGraphs;
import org.sgvae.model.Terms;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Parameter;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.sgvae.SgvaeConfig;
import org.sgvae.sgvae.SmallModels;

/** Relaxed removal, and what it has in common with the hard one. */
class RemovalTest {
    private static final Sizes SIZES = new Sizes(3, 4, 5, 2, 3, 2);
    private static final SgvaeConfig MODEL = new SgvaeConfig(3, 4, 5, 2, 3, 2, Posterior.GAUSSIAN, 2);
    private static final Graph GRAPH =
            Graph.of(new int[] {0, 1, 0, 2}, new int[] {0, 1, 1}, new int[] {1, 2, 0}, new int[] {0, 2, 0});

    private final Random random = new Random(1);
    private final Parameters parameters = freshParameters();
    private final Destructor relaxed = new Destructor(parameters, SIZES, new EncoderConfig(Removal.RELAXED, false, 0));

    /** The same weights every time. */
    private static Parameters freshParameters() {
        return new Parameters(Initializer.normal(0.8), RandomKey.of(1));
    }

    private static Destruction along(Destructor destructor, Tape tape, Minibatch batch) {
        return destructor.destruct(tape, batch, VictimRule.along(batch));
    }

    private Minibatch withRandomOrderings(List<Graph> graphs, int copies) {
        Minibatch batch = new Minibatch(graphs, copies);
        return batch.along(b -> RandomGraphs.ordering(random, batch.nodes(b)));
    }

    @Test
    void probabilities_ofAllOrderingsSumToOne() {
        for (Graph graph : List.of(GRAPH, Graph.of(5, new int[] {0, 3, 1}), Graph.of(1), Graph.of(2))) {
            double sum = 0;
            for (int[] ordering : Orderings.all(graph.nodes())) {
                Destruction destruction = along(relaxed, Tape.forwardOnly(), Minibatch.of(graph, ordering));
                sum += Math.exp(
                        CommonOps_DDRM.elementSum(destruction.logQSteps().value()));
            }
            assertThat(Math.abs(sum - 1)).isLessThan(1e-13);
        }
    }

    /** One graph, weights as plain numbers, softmax written out. */
    @Test
    void states_areThoseOfTheFormula() {
        Parameters same = freshParameters();
        Linear embed = new Linear(same, "destructor.embed", 3, 3);
        Propagation propagation = new Propagation(same, "destructor.prop", 2, 3, 4, 2);
        Linear select = new Linear(same, "destructor.select", 3, 1);
        int[] ordering = {2, 3, 0, 1};
        Tape tape = Tape.forwardOnly();
        Destruction destruction = along(relaxed, tape, Minibatch.of(GRAPH, ordering));

        GraphBatch whole = new GraphBatch();
        whole.add(GRAPH);
        DMatrixRMaj types = new DMatrixRMaj(4, 3);
        DMatrixRMaj weight = new DMatrixRMaj(4, 1);
        for (int v = 0; v < 4; v++) {
            types.set(v, GRAPH.nodeType(v), 1);
            weight.set(v, 0, 1);
        }
        Variable h = embed.apply(tape.constant(types));
        List<Integer> left = new ArrayList<>(List.of(0, 1, 2, 3));
        for (int step = 0; step < 3; step++) {
            h = propagation.applyWeighted(h, tape.constant(weight.copy()), whole);
            DMatrixRMaj scores = select.apply(h).value();
            double sum =
                    left.stream().mapToDouble(u -> Math.exp(scores.get(u, 0))).sum();
            int victim = ordering[3 - step];
            double logProb = scores.get(victim, 0) - Math.log(sum);
            assertThat(Math.abs(destruction.logQSteps().value().get(step, 0) - logProb))
                    .isLessThan(1e-13);
            left.forEach(u -> weight.set(u, 0, weight.get(u, 0) * (1 - Math.exp(scores.get(u, 0)) / sum)));
            left.remove((Integer) victim);
        }
        Equivalence.assertClose(
                "last state",
                destruction.lastState().value(),
                CommonOps_DDRM.extractRow(h.value(), ordering[0], null),
                1e-12);
    }

    /** Sizes 1 to 7, several of a size, typed, with isolated nodes. */
    @Test
    void batch_givesStatesAndGradientsOfEachGraphAlone() {
        List<Graph> graphs = new ArrayList<>(List.of(Graph.of(6), GraphFamilies.cycle(5)));
        for (int nodes : new int[] {1, 4, 2, 7, 4, 1, 3, 5}) {
            graphs.add(RandomGraphs.typed(random, nodes, 0.5, 3, 2));
        }
        Minibatch batch = withRandomOrderings(graphs, 2);
        Tape tape = Tape.recording();
        Destruction together = along(relaxed, tape, batch);
        DMatrixRMaj weights = RandomMatrices.normal(new SplittableRandom(1), batch.size(), 3);
        tape.backward(add(
                dot(tape.constant(weights), together.lastState()),
                dot(tape.constant(stepWeights(together, weights, 0)), together.logQSteps())));

        Map<String, DMatrixRMaj> sums = new LinkedHashMap<>();
        Tape own = Tape.recording();
        for (int b = 0; b < batch.size(); b++) {
            own.reset();
            Destruction alone = along(relaxed, own, Minibatch.of(batch.graph(b), batch.ordering(b)));
            Equivalence.assertClose(
                    "state of graph " + b,
                    CommonOps_DDRM.extractRow(together.lastState().value(), b, null),
                    alone.lastState().value(),
                    1e-12);
            Variable loss = dot(own.constant(CommonOps_DDRM.extractRow(weights, b, null)), alone.lastState());
            if (alone.logQSteps().needsGradient()) {
                loss = add(loss, dot(own.constant(stepWeights(alone, weights, b)), alone.logQSteps()));
            }
            own.backward(loss);
            SmallModels.gradients(parameters, own)
                    .forEach((name, gradient) -> sums.merge(name, gradient, (a, more) -> {
                        CommonOps_DDRM.addEquals(a, more);
                        return a;
                    }));
        }
        sums.remove("destructor.select.bias"); // zero, so what is computed is round-off
        Map<String, DMatrixRMaj> gradients = SmallModels.gradients(parameters, tape);
        sums.forEach((name, sum) -> Equivalence.assertClose(name, gradients.get(name), sum, 1e-12));
    }

    /** Every removal weighs what an entry of its graph's row says. */
    private static DMatrixRMaj stepWeights(Destruction destruction, DMatrixRMaj weights, int firstGraph) {
        DMatrixRMaj ofStep = new DMatrixRMaj(destruction.logQSteps().rows(), 1);
        for (int i = 0; i < ofStep.numRows; i++) {
            int graph = firstGraph + destruction.graphOfStep().get(i);
            ofStep.set(i, 0, weights.get(graph, destruction.numberOfStep().get(i) % 3));
        }
        return ofStep;
    }

    @ParameterizedTest
    @EnumSource
    void gradients_ofTheWholePassAreThoseOfCentralDifferences(Removal removal) {
        Sgvae model = Sgvae.create(MODEL.withRemoval(removal), Initializer.normal(0.6), RandomKey.of(1));
        Minibatch batch = Minibatch.of(GRAPH, 2, 0, 3, 1);
        DMatrixRMaj noise = RandomMatrices.normal(new SplittableRandom(2), 1, 2);
        GradientCheck.assertGradients(model.parameters().values(), tape -> {
            Terms terms = model.passAlong(tape, batch, noise).terms();
            return add(add(terms.logPx(), terms.latent().logPz()), terms.logQOrder());
        });
    }

    /** The point of the relaxation: without the score function, the code's gradient says which node should have gone. */
    @Test
    void gradient_ofTheCodeReachesTheSelection() {
        Parameters same = freshParameters();
        Destructor hard = new Destructor(same, SIZES, EncoderConfig.paper());
        assertThat(codeGradientOfSelect(relaxed, parameters, GRAPH)).isGreaterThan(1e-3);
        assertThat(codeGradientOfSelect(hard, same, GRAPH)).isZero();
        Graph pair = Graph.of(new int[] {0, 1}, new int[] {0, 1, 0}); // weights of the last removal are not used
        assertThat(codeGradientOfSelect(relaxed, parameters, pair)).isZero();
    }

    private static double codeGradientOfSelect(Destructor destructor, Parameters parameters, Graph graph) {
        Tape tape = Tape.recording();
        Variable state = along(destructor, tape, Minibatch.of(graph, Orderings.identity(graph.nodes())))
                .lastState();
        tape.backward(state, RandomMatrices.normal(new SplittableRandom(3), 1, 3));
        return CommonOps_DDRM.elementMaxAbs(
                parameters.get("destructor.select.weight").on(tape).gradient());
    }

    /** With every p either 0 or 1 the removed have weight 0, the others 1, so the others hear what they would hear without them. */
    @Test
    void certainRemovals_areHardOnes() {
        Parameters same = freshParameters();
        Destructor hard = new Destructor(same, SIZES, EncoderConfig.paper());
        Minibatch batch = new Minibatch(List.of(GRAPH, RandomGraphs.typed(random, 7, 0.5, 3, 2)), 1);
        assertThat(differenceOfMostProbable(hard, batch)).isGreaterThan(1e-3);
        for (Parameters each : List.of(parameters, same)) {
            Parameter select = each.get("destructor.select.weight");
            CommonOps_DDRM.scale(1e6, select.value());
        }
        assertThat(differenceOfMostProbable(hard, batch)).isLessThan(1e-14);
        Minibatch removed = hard.destruct(Tape.forwardOnly(), batch, VictimRule.mostProbable())
                .batch();
        assertThat(along(relaxed, Tape.forwardOnly(), removed).logQSteps().value().data)
                .containsOnly(0.0);
    }

    /** Largest difference of the last states, with the same orderings. */
    private double differenceOfMostProbable(Destructor hard, Minibatch batch) {
        Destruction removed = hard.destruct(Tape.forwardOnly(), batch, VictimRule.mostProbable());
        DMatrixRMaj expected = removed.lastState().value();
        DMatrixRMaj actual =
                along(relaxed, Tape.forwardOnly(), removed.batch()).lastState().value();
        double largest = 0;
        for (int i = 0; i < expected.getNumElements(); i++) {
            largest = Math.max(largest, Math.abs(actual.data[i] - expected.data[i]));
        }
        return largest;
    }

    @Test
    void mostProbable_leavesAnOrderingOfAllNodes() {
        Minibatch batch = new Minibatch(List.of(GraphFamilies.cycle(6), GRAPH), 1);
        Minibatch removed = relaxed.destruct(Tape.forwardOnly(), batch, VictimRule.mostProbable())
                .batch();
        for (int b = 0; b < 2; b++) {
            assertThat(Arrays.stream(removed.ordering(b)).sorted())
                    .hasSize(batch.nodes(b))
                    .doesNotHaveDuplicates();
        }
    }
}
