package org.sgvae.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.autodiff.RandomMatrices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.autodiff.op.ElementwiseOps;
import org.sgvae.autodiff.op.Equivalence;
import org.sgvae.autodiff.op.MatrixOps;
import org.sgvae.random.RandomKey;

class MlpTest {
    private final Parameters parameters = new Parameters(Initializer.normal(0.7), RandomKey.of(1));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void apply_isLayersWithReluBetweenThem(int layers) {
        int[] sizes = {3, 5, 4, 6, 2};
        Mlp mlp = new Mlp(parameters, "mlp", java.util.Arrays.copyOf(sizes, layers + 1));
        DMatrixRMaj x = RandomMatrices.normal(new SplittableRandom(2), 7, 3);
        Map<String, DMatrixRMaj> all = parameters.values();
        all.put("x", x);
        Equivalence.assertSame(all, 1e-13, tape -> mlp.apply(tape.variable(x)), tape -> plain(tape, x, layers));
        Equivalence.assertSame(
                all, 1e-13, tape -> mlp.last().apply(mlp.hidden(tape.variable(x))), tape -> plain(tape, x, layers));
    }

    private Variable plain(Tape tape, DMatrixRMaj x, int layers) {
        Variable y = tape.variable(x);
        for (int i = 0; i < layers; i++) {
            y = MatrixOps.affine(
                    y,
                    parameters.get("mlp." + i + ".weight").on(tape),
                    parameters.get("mlp." + i + ".bias").on(tape));
            y = i + 1 < layers ? ElementwiseOps.relu(y) : y;
        }
        return y;
    }

    @Test
    void hiddenFrom_leavesTheFirstLayersToTheCaller() {
        Mlp mlp = new Mlp(parameters, "mlp", 3, 5, 4, 2);
        DMatrixRMaj x = RandomMatrices.normal(new SplittableRandom(3), 7, 3);
        Equivalence.assertSame(
                parameters.values(),
                0,
                tape -> mlp.hiddenFrom(1, mlp.first().applyRelu(tape.constant(x))),
                tape -> mlp.hidden(tape.constant(x)));
    }

    @Test
    void gradients_areThoseOfCentralDifferences() {
        Mlp mlp = new Mlp(parameters, "mlp", 3, 5, 4, 2);
        DMatrixRMaj x = RandomMatrices.normal(new SplittableRandom(4), 4, 3);
        Map<String, DMatrixRMaj> all = parameters.values();
        all.put("x", x);
        GradientCheck.assertGradients(all, tape -> mlp.apply(tape.variable(x)));
    }

    @Test
    void layers_areNumberedAndChained() {
        assertThat(new Mlp(parameters, "mlp", 3, 5, 2)).isNotNull();
        assertThat(parameters.all().stream().map(Parameter::toString))
                .containsExactly("mlp.0.weight 5x3", "mlp.0.bias 1x5", "mlp.1.weight 2x5", "mlp.1.bias 1x2");
    }

    @Test
    void mlp_rejectsFewerThanTwoSizes() {
        assertThatThrownBy(() -> new Mlp(parameters, "mlp", 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mlp mlp: 1 sizes; give at least two");
    }
}
