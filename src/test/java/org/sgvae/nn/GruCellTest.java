package org.sgvae.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ArithmeticOps.addConstant;
import static org.sgvae.autodiff.op.ArithmeticOps.multiply;
import static org.sgvae.autodiff.op.ArithmeticOps.negate;
import static org.sgvae.autodiff.op.ElementwiseOps.sigmoid;
import static org.sgvae.autodiff.op.ElementwiseOps.tanh;
import static org.sgvae.autodiff.op.MatrixOps.affine;
import static org.sgvae.autodiff.op.ShapeOps.sliceColumns;

import java.util.LinkedHashMap;
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
import org.sgvae.random.RandomKey;

class GruCellTest {
    private final SplittableRandom random = new SplittableRandom(1);
    private final Parameters parameters = new Parameters(Initializer.normal(0.5), RandomKey.of(1));

    /** The definition, gate by gate, from operations of its own each. */
    private static Variable plainGates(Variable gi, Variable gh, Variable h) {
        int d = h.columns();
        Variable r = sigmoid(add(sliceColumns(gi, 0, d), sliceColumns(gh, 0, d)));
        Variable u = sigmoid(add(sliceColumns(gi, d, 2 * d), sliceColumns(gh, d, 2 * d)));
        Variable c = tanh(add(sliceColumns(gi, 2 * d, 3 * d), multiply(r, sliceColumns(gh, 2 * d, 3 * d))));
        return add(multiply(addConstant(negate(u), 1), c), multiply(u, h));
    }

    private Variable fused(GruCell gru, Variable a, Variable h) {
        return gru.update(affine(a, gru.weightInput(a.tape()), gru.biasInput(a.tape())), h);
    }

    private Variable plainCell(Variable a, Variable h) {
        Tape tape = a.tape();
        return plainGates(
                affine(
                        a,
                        parameters.get("gru.weight_ih").on(tape),
                        parameters.get("gru.bias_ih").on(tape)),
                affine(
                        h,
                        parameters.get("gru.weight_hh").on(tape),
                        parameters.get("gru.bias_hh").on(tape)),
                h);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "5, 6, 5", "1, 4, 3", "9, 1, 7", "0, 3, 2", "33, 17, 16"})
    void applyAndUpdate_areTheDefinition(int rows, int inputs, int states) {
        GruCell gru = new GruCell(parameters, "gru", inputs, states);
        DMatrixRMaj a = RandomMatrices.normal(random, rows, inputs);
        DMatrixRMaj h = RandomMatrices.normal(random, rows, states);
        Map<String, DMatrixRMaj> all = parameters.values();
        all.put("a", a);
        all.put("h", h);
        Equivalence.assertSame(
                all,
                1e-12,
                tape -> gru.apply(tape.variable(a), tape.variable(h)),
                tape -> plainCell(tape.variable(a), tape.variable(h)));
        Equivalence.assertSame(
                all,
                1e-12,
                tape -> fused(gru, tape.variable(a), tape.variable(h)),
                tape -> gru.apply(tape.variable(a), tape.variable(h)));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 2, 4", "2, 5, 1", "0, 3, 2"})
    void gradients_areThoseOfCentralDifferences(int rows, int inputs, int states) {
        GruCell gru = new GruCell(parameters, "gru", inputs, states);
        DMatrixRMaj a = RandomMatrices.normal(random, rows, inputs);
        DMatrixRMaj h = RandomMatrices.normal(random, rows, states);
        Map<String, DMatrixRMaj> all = parameters.values();
        all.put("a", a);
        all.put("h", h);
        GradientCheck.assertGradients(all, tape -> gru.apply(tape.variable(a), tape.variable(h)));
        GradientCheck.assertGradients(all, tape -> fused(gru, tape.variable(a), tape.variable(h)));
    }

    /** Gradients add up where a variable is used more than once, before the cell, after it or twice in it. */
    @Test
    void gates_addToGradientsOfVariablesThatAreUsedElsewhere() {
        DMatrixRMaj gi = RandomMatrices.normal(random, 3, 6);
        DMatrixRMaj gh = RandomMatrices.normal(random, 3, 6);
        DMatrixRMaj h = RandomMatrices.normal(random, 3, 2);
        Map<String, DMatrixRMaj> all = new LinkedHashMap<>(Map.of("gi", gi, "gh", gh, "h", h));
        Equivalence.assertSame(
                all,
                1e-12,
                tape -> usedTwice(tape, gi, gh, h, GruCell::gates),
                tape -> usedTwice(tape, gi, gh, h, GruCellTest::plainGates));
    }

    private interface Gates {
        Variable apply(Variable gi, Variable gh, Variable h);
    }

    private static Variable usedTwice(Tape tape, DMatrixRMaj gi, DMatrixRMaj gh, DMatrixRMaj h, Gates gates) {
        Variable input = tanh(tape.variable(gi));
        Variable state = tanh(tape.variable(gh));
        Variable before = tanh(tape.variable(h));
        Variable after = gates.apply(input, state, before);
        Variable both = gates.apply(state, state, after);
        Variable inputAgain = add(sliceColumns(input, 1, 3), sliceColumns(state, 4, 6));
        return add(add(both, after), multiply(inputAgain, before));
    }

    /** Where only some inputs need a gradient, those get the same as if all did. */
    @Test
    void gates_skipGradientsThatNobodyNeeds() {
        DMatrixRMaj gi = RandomMatrices.normal(random, 3, 6);
        DMatrixRMaj gh = RandomMatrices.normal(random, 3, 6);
        DMatrixRMaj h = RandomMatrices.normal(random, 3, 2);
        Equivalence.assertSame(
                Map.of("gi", gi),
                1e-12,
                tape -> GruCell.gates(tape.variable(gi), tape.constant(gh), tape.constant(h)),
                tape -> plainGates(tape.variable(gi), tape.constant(gh), tape.constant(h)));
        Equivalence.assertSame(
                Map.of("gh", gh, "h", h),
                1e-12,
                tape -> GruCell.gates(tape.constant(gi), tape.variable(gh), tape.variable(h)),
                tape -> plainGates(tape.constant(gi), tape.variable(gh), tape.variable(h)));
    }

    /** Gates far beyond saturation: the state is kept or replaced, exactly, and nothing becomes NaN. */
    @Test
    void gates_areRightAtTheExtremes() {
        Tape tape = Tape.recording();
        Variable h = tape.variable(new DMatrixRMaj(new double[][] {{0.3}, {0.3}, {0.3}}));
        Variable gi = tape.variable(new DMatrixRMaj(new double[][] {{0, 1e4, 5}, {0, -1e4, 1e4}, {-1e4, -1e4, 0.5}}));
        Variable gh = tape.variable(new DMatrixRMaj(new double[][] {{0, 0, 1}, {0, 0, 0}, {0, 0, 7}}));
        Variable y = GruCell.gates(gi, gh, h);
        assertThat(y.value().data).startsWith(0.3, 1, Math.tanh(0.5));
        tape.backward(y, new DMatrixRMaj(new double[][] {{1}, {1}, {1}}));
        assertThat(h.gradient().data).startsWith(1, 0, 0);
        for (double slope : gi.gradient().data) {
            assertThat(slope).isFinite();
        }
    }

    /** All weights zero but those biases, the candidate is 0 and the state falls by τ/(1+τ) a step, τ between 1 and the longest. */
    @Test
    void remember_setsTheTimeConstantsOfTheState() {
        int states = 200;
        GruCell gru = new GruCell(parameters, "gru", 1, states);
        parameters.all().forEach(parameter -> parameter.value().zero());
        gru.remember(50, RandomKey.of(3));
        DMatrixRMaj ones = new DMatrixRMaj(1, states);
        ones.fill(1);
        Tape tape = Tape.forwardOnly();
        double[] kept = gru.apply(tape.constant(new DMatrixRMaj(1, 1)), tape.constant(ones))
                .value()
                .data;
        double meanLog = 0;
        for (int i = 0; i < states; i++) {
            double tau = kept[i] / (1 - kept[i]);
            assertThat(tau).isBetween(1 - 1e-12, 50.0 + 1e-9);
            meanLog += Math.log(tau) / states;
        }
        double error = Math.log(50) / Math.sqrt(12.0 * states); // of the mean of a uniform
        assertThat(Math.abs(meanLog - Math.log(50) / 2)).isLessThan(4 * error);
        for (double rest : parameters.get("gru.bias_ih").value().data) {
            assertThat(rest).isZero();
        }
        assertThatThrownBy(() -> gru.remember(0.5, RandomKey.of(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 or more");
    }

    @Test
    void weights_areRegisteredAsPyTorchNamesAndShapesThem() {
        assertThat(new GruCell(parameters, "gru", 2, 3)).isNotNull();
        assertThat(parameters.all().stream().map(Parameter::toString))
                .containsExactlyInAnyOrder(
                        "gru.weight_ih 9x2", "gru.weight_hh 9x3", "gru.bias_ih 1x9", "gru.bias_hh 1x9");
        assertThat(parameters.get("gru.bias_hh").shape()).containsExactly(9);
    }

    @Test
    void gates_rejectShapesThatDoNotFit() {
        Tape tape = Tape.recording();
        Variable h = tape.constant(new DMatrixRMaj(4, 3));
        Variable right = tape.constant(new DMatrixRMaj(4, 9));
        Variable wrong = tape.constant(new DMatrixRMaj(4, 8));
        assertThatThrownBy(() -> GruCell.gates(wrong, right, h))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gru: gates 4x8 for states 4x3; they must be 4x9");
        assertThatThrownBy(() -> GruCell.gates(right, wrong, h)).isInstanceOf(IllegalArgumentException.class);
    }
}
