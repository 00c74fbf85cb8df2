package org.sgvae.autodiff.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.check.GradientReport.Diagnosis;
import org.sgvae.autodiff.check.GradientReport.Finding;

/** Verdicts on gradients known to be right or wrong, of functions and at points of all scales. */
class GradientCheckScalesTest {
    private record Shape(DoubleUnaryOperator f, DoubleUnaryOperator slope) {}

    private static final List<Shape> SHAPES = List.of(
            new Shape(Math::sin, Math::cos),
            new Shape(Math::exp, Math::exp),
            new Shape(Math::tanh, u -> 1 / (Math.cosh(u) * Math.cosh(u))),
            new Shape(u -> u * u * u - u, u -> 3 * u * u - 1),
            new Shape(u -> Math.log1p(u * u), u -> 2 * u / (1 + u * u)),
            new Shape(u -> 1 / (2.5 + u), u -> -1 / ((2.5 + u) * (2.5 + u))),
            new Shape(Math::atan, u -> 1 / (1 + u * u)));

    private static final double[] MISTAKES = {-1, 0, 2, 0.5, 1.01, 0.99, 1.00001, 1e3};

    /** f(x) = height shape(x / width) + shift, at a point of the order of the width. */
    private record Case(Shape shape, double height, double width, double shift, double u) {
        static Case random(SplittableRandom random) {
            double height = Math.pow(10, random.nextDouble(-12, 12));
            double width = Math.pow(10, random.nextDouble(-12, 12));
            double shift = random.nextInt(3) == 0 ? height * Math.pow(10, random.nextDouble(-2, 12)) : 0;
            Shape shape = SHAPES.get(random.nextInt(SHAPES.size()));
            return new Case(shape, height, width, shift, random.nextDouble(-1.5, 1.5));
        }

        double slope() {
            return height * shape.slope.applyAsDouble(u) / width;
        }

        /** Rounding leaves this of the slope, as far as differences over the width of the function can tell. */
        double resolution() {
            return Math.ulp(Math.max(Math.abs(shift), height)) / (Math.abs(slope()) * width);
        }

        Finding check(double claimed) {
            return GradientCheck.of(
                            x -> height * shape.f.applyAsDouble(x[0] / width) + shift,
                            new double[] {u * width},
                            new double[] {claimed})
                    .run()
                    .worst()
                    .get(0);
        }
    }

    @Test
    void rightGradients_areNeverCalledWrong() {
        SplittableRandom random = new SplittableRandom(1);
        int told = 0;
        for (int i = 0; i < 400; i++) {
            Case right = Case.random(random);
            Finding finding = right.check(right.slope());
            boolean agrees = finding.diagnosis() == Diagnosis.AGREES;
            assertThat(agrees || finding.diagnosis() == Diagnosis.CANNOT_TELL)
                    .as("%s: %s", right, finding)
                    .isTrue();
            assertThat(agrees || right.resolution() > 1e-11)
                    .as("%s: %s", right, finding)
                    .isTrue();
            told += agrees ? 1 : 0;
        }
        assertThat(told).isGreaterThan(280);
    }

    @Test
    void wrongGradients_neverAgree() {
        SplittableRandom random = new SplittableRandom(2);
        int told = 0;
        for (int i = 0; i < 400; i++) {
            Case wrong = Case.random(random);
            double mistake = MISTAKES[i % MISTAKES.length];
            Finding finding = wrong.check(mistake * wrong.slope());
            boolean found = finding.diagnosis() == Diagnosis.WRONG_GRADIENT;
            assertThat(found || finding.diagnosis() == Diagnosis.CANNOT_TELL)
                    .as("%s times %s: %s", wrong, mistake, finding)
                    .isTrue();
            boolean decidable = wrong.resolution() < 1e-4 * Math.min(1, Math.abs(mistake - 1));
            assertThat(found || !decidable)
                    .as("%s times %s: %s", wrong, mistake, finding)
                    .isTrue();
            told += found ? 1 : 0;
        }
        assertThat(told).isGreaterThan(340);
    }
}
