package org.sgvae.autodiff.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ArithmeticOps.addConstant;
import static org.sgvae.autodiff.op.ArithmeticOps.multiply;
import static org.sgvae.autodiff.op.ArithmeticOps.scale;
import static org.sgvae.autodiff.op.ElementwiseOps.exp;
import static org.sgvae.autodiff.op.ElementwiseOps.log;
import static org.sgvae.autodiff.op.ElementwiseOps.relu;
import static org.sgvae.autodiff.op.ElementwiseOps.sqrt;
import static org.sgvae.autodiff.op.ElementwiseOps.square;
import static org.sgvae.autodiff.op.Examples.normal;
import static org.sgvae.autodiff.op.Examples.row;
import static org.sgvae.autodiff.op.MatrixOps.affine;
import static org.sgvae.autodiff.op.ReductionOps.sum;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.Op;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientReport.Diagnosis;
import org.sgvae.autodiff.check.GradientReport.Finding;
import org.sgvae.autodiff.op.ElementwiseOps;
import org.sgvae.autodiff.op.SoftmaxOps;

class GradientCheckTest {
    /** The square, whose pullback is wrong by 0.1 % in row 2, column 1. */
    private static final Op WRONG_SQUARE = new Op("wrongSquare", (kernels, y) -> {
        Variable x = y.input(0);
        for (int i = 0; i < y.value().getNumElements(); i++) {
            double error = i == 2 * y.columns() + 1 ? 1.001 : 1;
            x.gradient().data[i] += error * 2 * x.value().data[i] * y.gradient().data[i];
        }
    });

    private static Variable wrongSquare(Variable x) {
        Variable y = x.tape().append(WRONG_SQUARE, x.rows(), x.columns(), x);
        System.arraycopy(square(x).value().data, 0, y.value().data, 0, y.value().getNumElements());
        return y;
    }

    private static Finding onlyFinding(DMatrixRMaj point, UnaryOperator<Variable> function) {
        GradientReport report = GradientCheck.of(List.of(point), in -> function.apply(in.get(0)))
                .run();
        assertThat(report.worst()).hasSize(1);
        return report.worst().get(0);
    }

    @Test
    void run_reportsEveryParameterByName() {
        DMatrixRMaj weight = normal(3, 2, 1);
        DMatrixRMaj bias = normal(1, 3, 2);
        DMatrixRMaj inputs = normal(5, 2, 3);
        Map<String, DMatrixRMaj> parameters = new LinkedHashMap<>();
        parameters.put("weight", weight);
        parameters.put("bias", bias);
        GradientReport report = GradientCheck.of(
                        parameters,
                        tape -> sum(exp(affine(tape.constant(inputs), tape.variable(weight), tape.variable(bias)))))
                .run();
        assertThat(report.agrees()).isTrue();
        assertThat(report.slopes()).isEqualTo(9);
        assertThat(report.worst()).extracting(Finding::parameter).containsExactly("weight", "bias");
        assertThat(report.worstRelativeError()).isBetween(0.0, 1e-9);
        assertThat(weight.data).containsExactly(normal(3, 2, 1).data);
        assertThat(bias.data).containsExactly(normal(1, 3, 2).data);
    }

    @Test
    void run_findsTheEntryOfAWrongPullback() {
        Finding finding = onlyFinding(normal(4, 3, 1), GradientCheckTest::wrongSquare);
        assertThat(finding.diagnosis()).isEqualTo(Diagnosis.WRONG_GRADIENT);
        assertThat(finding.row()).isEqualTo(2);
        assertThat(finding.column()).isEqualTo(1);
        assertThat(finding.analytic() / finding.numeric()).isCloseTo(1.001, within(1e-9));
        assertThat(finding.left()).isCloseTo(finding.numeric(), within(1e-8));
        assertThat(finding.right()).isCloseTo(finding.numeric(), within(1e-8));
    }

    @Test
    void alongDirections_findTheEntryOfAWrongPullbackByHalving() {
        for (int seed = 0; seed < 10; seed++) {
            GradientReport report = GradientCheck.of(List.of(normal(7, 9, 1)), in -> wrongSquare(in.get(0)))
                    .alongDirections(2)
                    .withSeed(seed)
                    .run();
            Finding finding = report.worst().get(0);
            assertThat(finding.diagnosis()).isEqualTo(Diagnosis.WRONG_GRADIENT);
            assertThat(finding.row()).isEqualTo(2);
            assertThat(finding.column()).isEqualTo(1);
        }
    }

    @Test
    void alongDirections_needFewSlopesWhereAllIsWell() {
        GradientReport report = GradientCheck.of(List.of(normal(30, 40, 1)), in -> exp(in.get(0)))
                .alongDirections(3)
                .run();
        assertThat(report.agrees()).isTrue();
        assertThat(report.slopes()).isEqualTo(3);
        assertThat(report.worst().get(0).row()).isEqualTo(-1);
        assertThat(report.toString()).contains("input 0 along a random direction");
    }

    @Test
    void run_tellsAKink() {
        Finding at = onlyFinding(row(0), x -> relu(x));
        assertThat(at.diagnosis()).isEqualTo(Diagnosis.KINK);
        assertThat(at.analytic()).isZero();
        assertThat(at.left()).isCloseTo(0, within(1e-9));
        assertThat(at.right()).isCloseTo(1, within(1e-9));
        for (double distance = 1e-5; distance > 1e-14; distance /= 10) {
            for (double side : new double[] {-distance, distance}) {
                Finding near = onlyFinding(row(side), x -> addConstant(relu(x), 1));
                assertThat(near.diagnosis()).as("%s", near).isNotIn(Diagnosis.WRONG_GRADIENT, Diagnosis.NOT_FINITE);
            }
        }
    }

    @Test
    void run_seesPastAKinkNearBy() {
        for (double distance = 1; distance > 1e-5; distance /= 3) {
            Finding near = onlyFinding(row(distance, -distance), x -> relu(square(addConstant(x, 1))));
            assertThat(near.diagnosis()).as("%s", near).isEqualTo(Diagnosis.AGREES);
            Finding kinked = onlyFinding(row(distance, -distance), x -> multiply(relu(x), exp(x)));
            assertThat(kinked.diagnosis()).as("%s", kinked).isEqualTo(Diagnosis.AGREES);
        }
    }

    @Test
    void run_tellsRoundOff() {
        int told = 0;
        for (int seed = 0; seed < 100; seed++) {
            DMatrixRMaj point = row(new SplittableRandom(seed).nextDouble(1, 2));
            for (double shift : new double[] {1e9, 1e10, 1e11, 1e12}) {
                Finding finding = onlyFinding(point, x -> addConstant(addConstant(exp(x), shift), -shift));
                told += finding.diagnosis() == Diagnosis.CANNOT_TELL ? 1 : 0;
            }
        }
        assertThat(told).isGreaterThan(360); // it is a matter of luck
    }

    @Test
    void run_tellsDerivativesThatAreNotFinite() {
        Finding finding = onlyFinding(row(0), x -> sqrt(x));
        assertThat(finding.diagnosis()).isEqualTo(Diagnosis.NOT_FINITE);
    }

    @Test
    void run_prefersTheSeriousToTheLarge() {
        // At the kink of the first entry the derivatives differ by 1/2, where the pullback is wrong only by 0.001.
        DMatrixRMaj point = new DMatrixRMaj(3, 2, true, 0, 1, 1, 1, 1, 0.5);
        Finding finding = onlyFinding(point, x -> add(relu(x), wrongSquare(x)));
        assertThat(finding.diagnosis()).isEqualTo(Diagnosis.WRONG_GRADIENT);
        assertThat(finding.row()).isEqualTo(2);
    }

    @Test
    void run_keepsInsideTheDomain() {
        Finding finding = onlyFinding(row(1e-3, 1e-5, 1), x -> log(x));
        assertThat(finding.diagnosis()).as("%s", finding).isEqualTo(Diagnosis.AGREES);
    }

    @Test
    void run_isNotMisledByTheRoundingOfLargeArguments() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 300; i++) {
            DMatrixRMaj point = row(1e4 + random.nextDouble(), 1e4 - random.nextDouble(), -1e4);
            GradientReport report = GradientCheck.of(List.of(point), in -> SoftmaxOps.logSoftmax(in.get(0)))
                    .alongDirections(3)
                    .withSeed(i)
                    .run();
            // along (1, 1, 1) the slope is 0, which no difference can tell
            assertThat(report.disagrees()).as("%s", report).isFalse();
        }
    }

    @Test
    void run_findsAGradientThatDoesNotArrive() {
        Finding finding = onlyFinding(row(2), x -> multiply(ElementwiseOps.stopGradient(x), x));
        assertThat(finding.diagnosis()).isEqualTo(Diagnosis.WRONG_GRADIENT);
        Finding none = onlyFinding(row(2), ElementwiseOps::stopGradient);
        assertThat(none.diagnosis()).isEqualTo(Diagnosis.WRONG_GRADIENT);
        assertThat(none.analytic()).isZero();
        assertThat(none.numeric()).isCloseTo(1, within(1e-9));
    }

    @Test
    void assertGradients_saysWhatWhereAndWhy() {
        assertThatThrownBy(() -> GradientCheck.assertGradients(List.of(normal(4, 3, 1)), in -> wrongSquare(in.get(0))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("12 derivatives of a function with value")
                .hasMessageMatching("(?s).*input 0\\[2, 1\\] = \\S+: relative error 9.99e-04; analytic.*")
                .hasMessageContaining("left")
                .hasMessageContaining("right")
                .hasMessageContaining("look at the pullbacks");
        GradientCheck.of(List.of(normal(4, 3, 1)), in -> wrongSquare(in.get(0)))
                .withTolerance(2e-3)
                .assertGradients();
    }

    @Test
    void run_refusesAFunctionThatChanges() {
        SplittableRandom random = new SplittableRandom(1);
        assertThatThrownBy(() -> onlyFinding(row(1), x -> scale(random.nextDouble(), x)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("at the same point; if it draws random numbers, seed them inside it");
    }

    @Test
    void run_restoresParametersWhenTheFunctionThrows() {
        DMatrixRMaj point = row(1, 2);
        assertThatThrownBy(() -> onlyFinding(point, x -> {
                    if (x.value().data[1] != 2) {
                        throw new IllegalStateException("moved");
                    }
                    return x;
                }))
                .hasMessage("moved");
        assertThat(point.data).containsExactly(1, 2);
    }

    @Test
    void run_refusesToHaveCheckedNothing() {
        GradientCheck ofEmptyMatrix = GradientCheck.of(List.of(new DMatrixRMaj(0, 3)), in -> sum(in.get(0)));
        GradientCheck ofEmptyMap =
                GradientCheck.of(Map.<String, DMatrixRMaj>of(), tape -> tape.variable(new DMatrixRMaj(1, 1)));
        GradientCheck ofEmptyPoint = GradientCheck.of(x -> 1, new double[0], new double[0]);
        for (GradientCheck check : List.of(ofEmptyMatrix, ofEmptyMap, ofEmptyPoint)) {
            assertThatThrownBy(check::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("there is nothing to check");
            assertThatThrownBy(check::assertGradients).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void run_tellsWrongSignsOfSlopesFarSmallerThanTheValue() {
        Finding large = onlyFinding(row(0.7), x -> addConstant(backwards(x), 1e10));
        assertThat(large.diagnosis()).as("%s", large).isEqualTo(Diagnosis.WRONG_GRADIENT);
        Finding small = onlyFinding(row(0.7), x -> scale(1e-10, backwards(x)));
        assertThat(small.diagnosis()).as("%s", small).isEqualTo(Diagnosis.WRONG_GRADIENT);
        assertThat(small.toString()).contains("the sign is reversed");
        Finding right = onlyFinding(row(0.7), x -> addConstant(x, 1e10));
        assertThat(right.diagnosis()).as("%s", right).isEqualTo(Diagnosis.AGREES);
    }

    @Test
    void run_findsTheStepOfSteepFunctionsAndTinyArguments() {
        for (double point : new double[] {0, 1e-9, 3e-9, -2e-8}) {
            Finding steep = onlyFinding(row(point), x -> ElementwiseOps.tanh(scale(1e8, x)));
            assertThat(steep.diagnosis()).as("%s", steep).isEqualTo(Diagnosis.AGREES);
        }
        Finding tiny = onlyFinding(row(1e-9), x -> log(x));
        assertThat(tiny.diagnosis()).as("%s", tiny).isEqualTo(Diagnosis.AGREES);
    }

    @Test
    void run_cannotTellASlopeBelowRoundOff() {
        for (double claimed : new double[] {1e-20, -1e-20}) {
            Finding finding = GradientCheck.of(x -> 1 + 1e-20 * x[0], new double[] {1}, new double[] {claimed})
                    .run()
                    .worst()
                    .get(0);
            assertThat(finding.diagnosis()).as("%s", finding).isEqualTo(Diagnosis.CANNOT_TELL);
        }
    }

    /** The identity with the wrong sign of the gradient. */
    private static Variable backwards(Variable x) {
        Variable y = x.tape().append(BACKWARDS, x.rows(), x.columns(), x);
        System.arraycopy(x.value().data, 0, y.value().data, 0, y.value().getNumElements());
        return y;
    }

    private static final Op BACKWARDS = new Op("backwards", (kernels, y) -> {
        for (int i = 0; i < y.value().getNumElements(); i++) {
            y.input(0).gradient().data[i] -= y.gradient().data[i];
        }
    });
}
