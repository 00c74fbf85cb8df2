package org.sgvae.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgvae.autodiff.op.ElementwiseOps.relu;
import static org.sgvae.autodiff.op.MatrixOps.affine;
import static org.sgvae.autodiff.op.ShapeOps.concatColumns;
import static org.sgvae.autodiff.op.ShapeOps.gatherRows;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.RandomMatrices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.autodiff.op.Equivalence;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameter;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

class PairMlpTest {
    private final Parameters parameters = new Parameters(Initializer.normal(0.4), RandomKey.of(1));

    /** Six pairs with three new nodes, of which the second has no partner at all. */
    private final Indices newOfPair = Indices.of(0, 2, 2, 0, 2, 0);

    private DMatrixRMaj graph = new DMatrixRMaj(0, 0);
    private DMatrixRMaj added = new DMatrixRMaj(0, 0);
    private DMatrixRMaj old = new DMatrixRMaj(0, 0);

    private Map<String, DMatrixRMaj> inputs(int g, int d) {
        SplittableRandom random = new SplittableRandom(1);
        graph = RandomMatrices.normal(random, 3, g);
        added = RandomMatrices.normal(random, 3, d);
        old = RandomMatrices.normal(random, 6, d);
        Map<String, DMatrixRMaj> all = parameters.values();
        all.putAll(Map.of("graph", graph, "added", added, "old", old));
        return all;
    }

    private Variable split(PairMlp mlp, Tape tape) {
        Variable ofNew = concatColumns(tape.variable(graph), tape.variable(added));
        return mlp.apply(ofNew, tape.variable(old), newOfPair);
    }

    /** As src/site/markdown/model.md has it: mlp([h_G ; h_u ; h_v]) for every pair. */
    private Variable plain(Tape tape) {
        Variable x = concatColumns(List.of(
                gatherRows(tape.variable(graph), newOfPair),
                tape.variable(old),
                gatherRows(tape.variable(added), newOfPair)));
        for (int i = 0; i < 3; i++) {
            x = affine(
                    x,
                    parameters.get("addEdge." + i + ".weight").on(tape),
                    parameters.get("addEdge." + i + ".bias").on(tape));
            x = i < 2 ? relu(x) : x;
        }
        return x;
    }

    @ParameterizedTest
    @CsvSource({"30, 5, 1", "1, 1, 1", "9, 4, 2", "2, 7, 4", "0, 3, 1"})
    void outputs_areThoseOfThePlainForm(int g, int d, int edgeTypes) {
        PairMlp mlp = new PairMlp(parameters, "addEdge", g, d, d, 2, edgeTypes + 1);
        Equivalence.assertSame(inputs(g, d), 1e-12, tape -> split(mlp, tape), this::plain);
    }

    @Test
    void gradients_areThoseOfCentralDifferences() {
        PairMlp mlp = new PairMlp(parameters, "addEdge", 3, 2, 2, 2, 3);
        GradientCheck.assertGradients(inputs(3, 2), tape -> split(mlp, tape));
    }

    @Test
    void weights_areRegistered() {
        assertThat(new PairMlp(parameters, "addEdge", 30, 5, 5, 2, 2)).isNotNull();
        assertThat(parameters.all().stream().map(Parameter::toString))
                .containsExactly(
                        "addEdge.0.weight 40x40",
                        "addEdge.0.bias 1x40",
                        "addEdge.1.weight 40x40",
                        "addEdge.1.bias 1x40",
                        "addEdge.2.weight 2x40",
                        "addEdge.2.bias 1x2");
    }
}
