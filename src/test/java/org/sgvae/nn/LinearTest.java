package org.sgvae.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.sgvae.random.RandomKey;

class LinearTest {
    private final Parameters parameters = new Parameters(Initializer.normal(1), RandomKey.of(1));

    @Test
    void apply_isTheAffineMapOfEveryRow() {
        Linear linear = new Linear(parameters, "layer", 2, 3);
        DMatrixRMaj w = parameters.get("layer.weight").value();
        DMatrixRMaj b = parameters.get("layer.bias").value();
        Tape tape = Tape.forwardOnly();
        Variable x = tape.constant(new DMatrixRMaj(new double[][] {{1, -2}, {0, 0}, {5, 7}}));
        Variable y = linear.apply(x);
        Variable positive = linear.applyRelu(x);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double expected = b.get(0, j)
                        + w.get(j, 0) * x.value().get(i, 0)
                        + w.get(j, 1) * x.value().get(i, 1);
                assertThat(Math.abs(y.value().get(i, j) - expected)).isLessThan(1e-14);
                assertThat(Math.abs(positive.value().get(i, j) - Math.max(0, expected)))
                        .isLessThan(1e-14);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "4, 3, 2", "1, 5, 3", "6, 1, 4", "3, 4, 1", "0, 2, 2"})
    void gradients_areThoseOfCentralDifferences(int rows, int in, int out) {
        Linear linear = new Linear(parameters, "layer", in, out);
        DMatrixRMaj x = RandomMatrices.normal(new SplittableRandom(2), rows, in);
        Map<String, DMatrixRMaj> all = parameters.values();
        all.put("x", x);
        GradientCheck.assertGradients(all, tape -> linear.apply(tape.variable(x)));
        GradientCheck.assertGradients(all, tape -> linear.applyRelu(tape.variable(x)));
    }

    @Test
    void weights_areRegisteredByNameAndShape() {
        Linear linear = new Linear(parameters, "layer", 2, 3);
        assertThat(parameters.all().stream().map(Parameter::toString))
                .containsExactly("layer.weight 3x2", "layer.bias 1x3");
        assertThat(parameters.get("layer.weight").shape()).containsExactly(3, 2);
        assertThat(parameters.get("layer.bias").shape()).containsExactly(3);
        Tape tape = Tape.recording();
        assertThat(linear.weight(tape))
                .isSameAs(linear.weight(tape))
                .isSameAs(parameters.get("layer.weight").on(tape));
        assertThat(linear.bias(tape).value())
                .isSameAs(parameters.get("layer.bias").value());
    }

    @Test
    void apply_rejectsAnotherNumberOfInputs() {
        Linear linear = new Linear(parameters, "layer", 2, 3);
        Tape tape = Tape.recording();
        Variable x = tape.constant(new DMatrixRMaj(4, 3));
        assertThatThrownBy(() -> linear.apply(x))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4x3")
                .hasMessageContaining("3x2");
    }
}
