package org.sgvae.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.autodiff.op.ReductionOps;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

class GradientsTest {
    private final Parameters parameters = new Parameters(Initializer.normal(1), RandomKey.of(1));
    private Gradients gradients;

    @BeforeEach
    void register() {
        parameters.matrix("a", 2, 2, 1);
        parameters.vector("b", 3, 1);
        gradients = new Gradients(parameters);
    }

    private Tape tapeWithSumOfA(double factor) {
        Tape tape = Tape.recording();
        tape.backward(
                ReductionOps.sum(ArithmeticOps.scale(factor, parameters.get("a").on(tape))));
        return tape;
    }

    @Test
    void gradients_ofSeveralTapesAddUpUntilCleared() {
        gradients.add(tapeWithSumOfA(2));
        gradients.add(tapeWithSumOfA(0.5));
        assertThat(gradients.gradient(0).data).containsExactly(2.5, 2.5, 2.5, 2.5);
        assertThat(gradients.gradient(1).data).containsExactly(0, 0, 0); // not used on either tape
        gradients.clear();
        assertThat(gradients.norm()).isZero();
    }

    @Test
    void gradients_areInTheOrderOfTheParameters() {
        assertThat(gradients.size()).isEqualTo(2);
        assertThat(gradients.parameter(0)).isSameAs(parameters.get("a"));
        assertThat(gradients.parameter(1)).isSameAs(parameters.get("b"));
        assertThat(gradients.gradient(1).numCols).isEqualTo(3);
    }

    @Test
    void norm_isThatOfAllTogether() {
        fill(1, 2);
        assertThat(Math.abs(gradients.norm() - Math.sqrt(4 + 12))).isLessThan(1e-15);
    }

    private void fill(double a, double b) {
        gradients.gradient(0).setTo(new DMatrixRMaj(new double[][] {{a, a}, {a, a}}));
        gradients.gradient(1).setTo(new DMatrixRMaj(new double[][] {{b, b, b}}));
    }

    @Test
    void clipNorm_keepsTheDirection() {
        fill(1, -2);
        assertThat(gradients.clipNorm(1)).isEqualTo(4);
        assertThat(Math.abs(gradients.norm() - 1)).isLessThan(1e-15);
        assertThat(gradients.gradient(0).data).containsExactly(0.25, 0.25, 0.25, 0.25);
        assertThat(gradients.gradient(1).data).containsExactly(-0.5, -0.5, -0.5);
    }

    @Test
    void clipNorm_leavesShortGradientsAlone() {
        fill(1, -2);
        assertThat(gradients.clipNorm(4)).isEqualTo(4);
        assertThat(gradients.clipNorm(Double.POSITIVE_INFINITY)).isEqualTo(4);
        assertThat(gradients.gradient(1).data).containsExactly(-2, -2, -2);
    }

    @Test
    void clipNorm_reportsWhatIsNotFinite() {
        fill(1, Double.NaN);
        assertThat(gradients.clipNorm(1)).isNaN();
        fill(Double.POSITIVE_INFINITY, 1);
        assertThat(gradients.clipNorm(1)).isInfinite();
    }

    @Test
    void clipNorm_neitherOverflowsNorUnderflows() {
        gradients.gradient(0).setTo(new DMatrixRMaj(new double[][] {{1e200, 3}, {0, 0}}));
        gradients.gradient(1).zero();
        assertThat(gradients.clipNorm(5)).isEqualTo(1e200);
        assertThat(gradients.gradient(0).get(0, 0)).isEqualTo(5);
        assertThat(gradients.gradient(0).get(0, 1) / 1.5e-199).isCloseTo(1, within(1e-15));
        fill(3e-200, 0);
        assertThat(gradients.norm()).isEqualTo(6e-200);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void clipNorm_refusesLimitsThatAreNotPositive(double limit) {
        fill(1, -2);
        assertThatThrownBy(() -> gradients.clipNorm(limit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be positive");
        assertThat(gradients.gradient(1).data).containsExactly(-2, -2, -2);
    }
}
