package org.sgvae.gnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgvae.autodiff.op.ArithmeticOps.multiply;
import static org.sgvae.autodiff.op.ElementwiseOps.relu;
import static org.sgvae.autodiff.op.ElementwiseOps.sigmoid;
import static org.sgvae.autodiff.op.MatrixOps.affine;
import static org.sgvae.autodiff.op.SegmentOps.segmentSum;

import java.util.Map;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgvae.autodiff.RandomMatrices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.autodiff.op.Equivalence;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameter;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

class ReadoutTest {
    private final Parameters parameters = new Parameters(Initializer.normal(0.6), RandomKey.of(1));

    /** By src/site/markdown/model.md: gate and mlp of every node, then the sum over the nodes of each graph. */
    private Variable plain(Variable h, GraphBatch batch) {
        Variable own = h;
        for (int i = 0; i < 4; i++) {
            own = linear("readout.mlp." + i, own);
            own = i < 3 ? relu(own) : own;
        }
        return segmentSum(multiply(own, sigmoid(linear("readout.gate", h))), batch.graphOfRow(), batch.graphs());
    }

    private Variable linear(String name, Variable x) {
        Tape tape = x.tape();
        return affine(
                x,
                parameters.get(name + ".weight").on(tape),
                parameters.get(name + ".bias").on(tape));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 5, 30", "3, 4, 9", "4, 16, 32"})
    void apply_isItsPlainForm(long seed, int d, int g) {
        Readout readout = new Readout(parameters, "readout", d, g);
        GraphBatch batch = RandomBatches.batch(RandomBatches.graphs(seed, 1));
        DMatrixRMaj h = RandomMatrices.normal(new SplittableRandom(seed), batch.rows(), d);
        Map<String, DMatrixRMaj> all = parameters.values();
        all.put("h", h);
        Equivalence.assertSame(
                all, 1e-12, tape -> readout.apply(tape.variable(h), batch), tape -> plain(tape.variable(h), batch));
    }

    /** In the batches of the constructor, the nodes of one graph do not stand next to each other. */
    @Test
    void apply_findsTheNodesOfAGraphWhereverTheyAre() {
        Readout readout = new Readout(parameters, "readout", 3, 4);
        GraphBatch batch = new GraphBatch();
        batch.addGraph();
        batch.addGraph();
        for (int row = 0; row < 7; row++) {
            batch.addRow(row % 2);
        }
        DMatrixRMaj h = RandomMatrices.normal(new SplittableRandom(5), 7, 3);
        Equivalence.assertSame(
                parameters.values(),
                1e-12,
                tape -> readout.apply(tape.constant(h), batch),
                tape -> plain(tape.constant(h), batch));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 4, 3"})
    void gradients_areThoseOfCentralDifferences(long seed, int d, int g) {
        Readout readout = new Readout(parameters, "readout", d, g);
        GraphBatch batch = RandomBatches.batch(RandomBatches.graphs(seed, 1));
        DMatrixRMaj h = RandomMatrices.normal(new SplittableRandom(seed), batch.rows(), d);
        Map<String, DMatrixRMaj> all = parameters.values();
        all.put("h", h);
        GradientCheck.assertGradients(all, tape -> readout.apply(tape.variable(h), batch));
    }

    @Test
    void weights_areRegistered() {
        assertThat(new Readout(parameters, "readout", 5, 30)).isNotNull();
        assertThat(parameters.all().stream().map(Parameter::toString))
                .containsExactlyInAnyOrder(
                        "readout.gate.weight 1x5",
                        "readout.gate.bias 1x1",
                        "readout.mlp.0.weight 5x5",
                        "readout.mlp.0.bias 1x5",
                        "readout.mlp.1.weight 5x5",
                        "readout.mlp.1.bias 1x5",
                        "readout.mlp.2.weight 5x5",
                        "readout.mlp.2.bias 1x5",
                        "readout.mlp.3.weight 30x5",
                        "readout.mlp.3.bias 1x30");
    }
}
