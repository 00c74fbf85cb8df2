package org.sgvae.autodiff.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgvae.autodiff.op.Examples.entries;
import static org.sgvae.autodiff.op.Examples.row;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.kernel.ExactFunctions;
import org.sgvae.kernel.KernelChoice;
import org.sgvae.kernel.KernelChoice.Kind;

/** Values and slopes of the operations that are to be stable, in units in the last place, for |x| up to 745. */
class PrecisionTest {
    private static final MathContext DIGITS = new MathContext(45);
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final double ULPS = 4;

    /** Of the sum over the classes, for each class beyond two. */
    private static final double ULPS_PER_CLASS = 0.25;

    @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
    private enum Function {
        EXP(ElementwiseOps::exp, ExactFunctions::exp, ExactFunctions::exp),
        EXPM1(ElementwiseOps::expm1, ExactFunctions::expm1, ExactFunctions::exp),
        LOG(ElementwiseOps::log, ExactFunctions::log, x -> inverse(new BigDecimal(x))),
        LOG1P(ElementwiseOps::log1p, ExactFunctions::log1p, x -> inverse(ONE.add(new BigDecimal(x)))),
        SIGMOID(ElementwiseOps::sigmoid, ExactFunctions::sigmoid, x -> sigmoidSlope(new BigDecimal(x))),
        TANH(
                ElementwiseOps::tanh,
                ExactFunctions::tanh,
                x -> sigmoidSlope(new BigDecimal(x).multiply(BigDecimal.valueOf(2)))
                        .multiply(BigDecimal.valueOf(4))),
        SOFTPLUS(ElementwiseOps::softplus, ExactFunctions::softplus, ExactFunctions::sigmoid),
        LOG_SIGMOID(
                ElementwiseOps::logSigmoid, x -> ExactFunctions.softplus(-x).negate(), x -> ExactFunctions.sigmoid(-x));

        private final UnaryOperator<Variable> op;
        private final DoubleFunction<BigDecimal> value;
        private final DoubleFunction<BigDecimal> slope;

        Function(UnaryOperator<Variable> op, DoubleFunction<BigDecimal> value, DoubleFunction<BigDecimal> slope) {
            this.op = op;
            this.value = value;
            this.slope = slope;
        }

        double[] samples() {
            SplittableRandom random = new SplittableRandom(3);
            double[] any = DoubleStream.concat(
                            random.doubles(300, -745, 709), // beyond, the exponential overflows
                            DoubleStream.concat(random.doubles(300, -40, 40), random.doubles(300, -1e-3, 1e-3)))
                    .toArray();
            return switch (this) {
                case LOG -> Arrays.stream(any).map(Math::abs).toArray();
                case LOG1P -> Arrays.stream(any).map(x -> x <= -1 ? -x : x).toArray();
                default -> any;
            };
        }
    }

    private static BigDecimal inverse(BigDecimal x) {
        return ONE.divide(x, DIGITS);
    }

    /** \(e/(1 + e)^2\) with \(e = e^{-|x|}\). */
    private static BigDecimal sigmoidSlope(BigDecimal x) {
        BigDecimal e = ExactFunctions.exp(x.abs().negate());
        return e.divide(ONE.add(e).pow(2), DIGITS);
    }

    @ParameterizedTest
    @EnumSource
    void function_valueAndSlopeAreWithinFourUlps(Function function) {
        double[] x = function.samples();
        for (Kind kind : Kind.values()) {
            Tape tape = Tape.recording(KernelChoice.forced(kind).create());
            Variable at = tape.variable(row(x));
            Variable y = function.op.apply(at);
            double[] ones = new double[x.length];
            Arrays.fill(ones, 1);
            tape.backward(y, row(ones));
            for (int i = 0; i < x.length; i++) {
                assertWithin(y.value().data[i], function.value.apply(x[i]), kind + " " + function + " at " + x[i]);
                assertWithin(
                        at.gradient().data[i],
                        function.slope.apply(x[i]),
                        kind + " slope of " + function + " at " + x[i]);
            }
        }
    }

    /** Rows of logits: two classes that far apart, the same elsewhere, many classes. */
    static List<double[]> logits() {
        SplittableRandom random = new SplittableRandom(5);
        return DoubleStream.of(0, 1e-9, 0.3, 1, 5, 20, 30, 37, 50, 300, 700, 745)
                .boxed()
                .flatMap(gap -> java.util.stream.Stream.of(
                        new double[] {gap, 0},
                        new double[] {0, gap},
                        new double[] {gap / 2 + 0.1, 0.1 - gap / 2},
                        new double[] {gap - 0.7, -0.7, 0.3, gap - 20},
                        random.doubles(7, -gap / 2 - 1e-3, gap / 2 + 1e-3).toArray()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("logits")
    void softmaxOps_areWithinFourUlps(double... x) {
        BigDecimal[] e = exponentials(x);
        for (int k = 0; k < x.length; k++) {
            BigDecimal total = sum(e, -1);
            BigDecimal p = e[k].divide(total, DIGITS);
            assertOutput("softmax", x, k, p, slopes(e, k, p));
            assertOutput("logSoftmax", x, k, logProb(x, e, k), slopes(e, k, ONE));
        }
    }

    /** \(x_k - \max x - \ln \sum_j e_j\), of the largest entry by the sum of the others, if that is small. */
    private static BigDecimal logProb(double[] x, BigDecimal[] e, int k) {
        BigDecimal others = sum(e, k);
        if (e[k].compareTo(ONE) == 0 && others.doubleValue() < 1e-14) {
            return others.subtract(others.pow(2).divide(BigDecimal.valueOf(2), DIGITS))
                    .negate();
        }
        double max = Arrays.stream(x).max().orElseThrow();
        return new BigDecimal(x[k]).subtract(new BigDecimal(max)).subtract(ExactFunctions.log(sum(e, -1)));
    }

    /** Slopes of \(\ln p_k\), times a factor: \(1 - p_k\) as a sum of the others, and \(-p_j\). */
    private static BigDecimal[] slopes(BigDecimal[] e, int k, BigDecimal factor) {
        BigDecimal total = sum(e, -1);
        BigDecimal[] slopes = new BigDecimal[e.length];
        for (int j = 0; j < e.length; j++) {
            BigDecimal numerator = j == k ? sum(e, k) : e[j].negate();
            slopes[j] = factor.multiply(numerator).divide(total, DIGITS);
        }
        return slopes;
    }

    private static BigDecimal[] exponentials(double... x) {
        double max = Arrays.stream(x).max().orElseThrow();
        return Arrays.stream(x)
                .mapToObj(number ->
                        number == max ? ONE : ExactFunctions.exp(new BigDecimal(number).subtract(new BigDecimal(max))))
                .toArray(BigDecimal[]::new);
    }

    private static BigDecimal sum(BigDecimal[] numbers, int without) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < numbers.length; i++) {
            sum = i == without ? sum : sum.add(numbers[i], DIGITS);
        }
        return sum;
    }

    /** Checks an entry of an operation and its slopes: over a row, and over a segment. */
    private static void assertOutput(String op, double[] x, int k, BigDecimal value, BigDecimal... slopes) {
        boolean log = op.equals("logSoftmax");
        Indices segment = new Indices().zeros(x.length);
        UnaryOperator<Variable> overRow = log ? SoftmaxOps::logSoftmax : SoftmaxOps::softmax;
        UnaryOperator<Variable> overSegment = column ->
                log ? SegmentOps.segmentLogSoftmax(column, segment, 1) : SegmentOps.segmentSoftmax(column, segment, 1);
        for (Kind kind : Kind.values()) {
            for (boolean row : new boolean[] {true, false}) {
                Tape tape = Tape.recording(KernelChoice.forced(kind).create());
                Variable logits = tape.variable(row ? Examples.row(x) : Examples.column(x));
                Variable y = (row ? overRow : overSegment).apply(logits);
                DMatrixRMaj one = new DMatrixRMaj(y.rows(), y.columns());
                one.data[k] = 1;
                tape.backward(y, one);
                String what = kind + " " + y.op().name() + " " + Arrays.toString(x) + " entry " + k;
                double ulps = ULPS + ULPS_PER_CLASS * (x.length - 2);
                assertWithin(ulps, y.value().data[k], value, what);
                for (int j = 0; j < x.length; j++) {
                    assertWithin(ulps, logits.gradient().data[j], slopes[j], what + ", slope in entry " + j);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("logits")
    void logSumExp_slopesAreWithinFourUlps(double... x) {
        BigDecimal[] e = exponentials(x);
        Tape tape = Tape.recording();
        Variable logits = tape.variable(row(x));
        tape.backward(SoftmaxOps.logSumExp(logits));
        for (int j = 0; j < x.length; j++) {
            assertWithin(logits.gradient().data[j], e[j].divide(sum(e, -1), DIGITS), "slope in entry " + j);
        }
    }

    @Test
    void softmaxOps_atInfinityGiveAllToTheInfiniteEntries() {
        double infinity = Double.POSITIVE_INFINITY;
        for (double[] x : new double[][] {{infinity, 0}, {1, infinity, infinity}}) {
            double share = x.length == 2 ? 1 : 0.5;
            double[] expected = Arrays.stream(x)
                    .map(number -> number == infinity ? share : 0)
                    .toArray();
            Tape tape = Tape.recording();
            Variable logits = tape.variable(row(x));
            Variable y = SoftmaxOps.logSumExp(logits);
            assertThat(y.scalarValue()).isEqualTo(infinity);
            tape.backward(y, row(1));
            assertThat(entries(logits.gradient())).containsExactly(expected);
            assertThat(entries(SoftmaxOps.softmax(logits).value())).containsExactly(expected);
            Variable column = tape.constant(Examples.column(x));
            assertThat(entries(SegmentOps.segmentSoftmax(column, new Indices().zeros(x.length), 1)
                            .value()))
                    .containsExactly(expected);
        }
    }

    private static void assertWithin(double computed, BigDecimal exact, String what) {
        assertWithin(ULPS, computed, exact, what);
    }

    private static void assertWithin(double ulps, double computed, BigDecimal exact, String what) {
        assertThat(ExactFunctions.ulps(computed, exact))
                .as("%s: %s, right is %s", what, computed, exact.doubleValue())
                .isLessThanOrEqualTo(ulps);
    }
}
