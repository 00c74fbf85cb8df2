package org.sgvae.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Errors of the elementary functions of every kind of kernels in units in the last place, and their values at the
 * edges.
 */
class ElementaryFunctionsTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;
    private static final double TINY = Double.MIN_VALUE;

    @FunctionalInterface
    private interface ArrayFunction {
        void apply(Kernels kernels, DMatrixRMaj x, DMatrixRMaj y);
    }

    @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
    private enum Function {
        EXP(Kernels::exp, ExactFunctions::exp),
        LOG(Kernels::log, ExactFunctions::log),
        EXPM1(Kernels::expm1, ExactFunctions::expm1),
        LOG1P(Kernels::log1p, ExactFunctions::log1p),
        TANH(Kernels::tanh, ExactFunctions::tanh),
        SIGMOID(Kernels::sigmoid, ExactFunctions::sigmoid),
        SOFTPLUS(Kernels::softplus, ExactFunctions::softplus);

        private final ArrayFunction function;
        private final DoubleFunction<BigDecimal> exact;

        Function(ArrayFunction function, DoubleFunction<BigDecimal> exact) {
            this.function = function;
            this.exact = exact;
        }

        double[] apply(Kernels kernels, double... x) {
            DMatrixRMaj y = new DMatrixRMaj(1, x.length);
            function.apply(kernels, DMatrixRMaj.wrap(1, x.length, x), y);
            return y.data;
        }

        /**
         * Where the function is neither an identity nor constant, dense; its whole range, at random; and around its
         * seams.
         */
        double[] samples() {
            Random random = new Random(7);
            DoubleStream seams = DoubleStream.of(
                            ElementaryFunctions.TANH_SMALL,
                            ElementaryFunctions.TANH_MAX,
                            ElementaryFunctions.SQRT2,
                            ElementaryFunctions.SQRT2_MINUS_1,
                            ElementaryFunctions.SQRT_HALF_MINUS_1,
                            Math.log(ElementaryFunctions.SQRT2_MINUS_1),
                            0.5 * ElementaryFunctions.SQRT2,
                            1,
                            0.5 * Math.log(2),
                            1.5 * Math.log(2),
                            Double.MIN_NORMAL,
                            1e-300,
                            1e-20,
                            1e-8)
                    .flatMap(x -> DoubleStream.of(x, Math.nextUp(x), Math.nextDown(x)))
                    .flatMap(x -> DoubleStream.of(x, -x));
            DoubleStream small = random.doubles(200).map(u -> Math.scalb(u, (int) (-60 * u)));
            if (this == LOG) {
                DoubleStream anyBits = random.longs(600, 0, Double.doubleToRawLongBits(INFINITY))
                        .mapToDouble(Double::longBitsToDouble);
                DoubleStream subnormal = random.doubles(200, 0, Double.MIN_NORMAL);
                DoubleStream nearOne = DoubleStream.iterate(0.6, x -> x < 2.2, x -> x + 2e-3);
                return concat(seams.filter(x -> x > 0), small, anyBits, subnormal, nearOne);
            }
            if (this == LOG1P) {
                DoubleStream anyBits = random.longs(600, 0, Double.doubleToRawLongBits(INFINITY))
                        .mapToDouble(Double::longBitsToDouble);
                DoubleStream dense = DoubleStream.iterate(-0.9999, x -> x < 8, x -> x + 3.7e-3);
                return concat(seams.filter(x -> x > -1), small.flatMap(x -> DoubleStream.of(x, -x)), anyBits, dense);
            }
            DoubleStream dense = DoubleStream.iterate(-8, x -> x < 8, x -> x + 0.0153);
            DoubleStream wide = random.doubles(600, -746, 709.78);
            return concat(seams, small, dense, wide);
        }

        private static double[] concat(DoubleStream... streams) {
            return Stream.of(streams).flatMapToDouble(s -> s).toArray();
        }
    }

    private static Kernels[] kernels() {
        return new Kernels[] {new PlainKernels(), new SimdKernels()};
    }

    @ParameterizedTest
    @EnumSource
    void function_isWithinTwoUlps(Function function) {
        double[] samples = function.samples();
        BigDecimal[] exact = Arrays.stream(samples).mapToObj(function.exact).toArray(BigDecimal[]::new);
        for (Kernels kernels : kernels()) {
            double[] computed = function.apply(kernels, samples);
            for (int i = 0; i < samples.length; i++) {
                assertThat(ExactFunctions.ulps(computed[i], exact[i]))
                        .as("%s %s(%s) = %s", kernels.name(), function, samples[i], computed[i])
                        .isLessThanOrEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void function_givesSameBitsAtEveryPlace(Function function) {
        double[] samples = Arrays.copyOf(function.samples(), 600);
        for (Kernels kernels : kernels()) {
            double[] together = function.apply(kernels, samples);
            for (int i = 0; i < samples.length; i++) {
                assertThat(function.apply(kernels, samples[i])[0])
                        .as("%s %s(%s)", kernels.name(), function, samples[i])
                        .isEqualTo(together[i]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void function_worksInPlaceAndKeepsToItsEntries(Function function) {
        for (Kernels kernels : kernels()) {
            for (int count : new int[] {0, 1, 3, 8, 13, 511, 512, 513}) {
                double[] x = Arrays.copyOf(function.samples(), count + 20);
                double[] expected = function.apply(kernels, x);
                System.arraycopy(x, count, expected, count, 20);
                DMatrixRMaj matrix = DMatrixRMaj.wrap(1, count, x);
                function.function.apply(kernels, matrix, matrix);
                assertThat(x).as("%s, %d entries", kernels.name(), count).containsExactly(expected);
            }
        }
    }

    @Test
    void exp_atTheEdges() {
        double largest = 709.782712893384;
        double smallest = -745.1332191019411;
        double[] x = {0.0, -0.0, INFINITY, -INFINITY, NAN, 1e4, -1e4, 1e308, -1e308, smallest, -745.2, TINY, -TINY};
        double[] y = {1, 1, INFINITY, 0, NAN, INFINITY, 0, INFINITY, 0, TINY, 0, 1, 1};
        verify(Function.EXP, x, y);
        for (Kernels kernels : kernels()) {
            assertThat(Function.EXP.apply(kernels, largest)[0]).isFinite();
            assertThat(Function.EXP.apply(kernels, Math.nextUp(largest))[0]).isInfinite();
        }
    }

    @Test
    void log_atTheEdges() {
        double[] x = {1, 0.0, -0.0, INFINITY, -INFINITY, -1, -TINY, NAN};
        double[] y = {0, -INFINITY, -INFINITY, INFINITY, NAN, NAN, NAN, NAN};
        verify(Function.LOG, x, y);
    }

    @Test
    void expm1_atTheEdges() {
        double[] x = {0.0, -0.0, INFINITY, -INFINITY, NAN, 1e4, -1e4, 1e308, -1e308, -40, TINY, -TINY, 1e-310};
        double[] y = {0.0, -0.0, INFINITY, -1, NAN, INFINITY, -1, INFINITY, -1, -1, TINY, -TINY, 1e-310};
        verify(Function.EXPM1, x, y);
    }

    @Test
    void log1p_atTheEdges() {
        double[] x = {0.0, -0.0, INFINITY, -INFINITY, NAN, -1, -1.5, Math.nextDown(-1.0), TINY, -TINY, 1e-310};
        double[] y = {0.0, -0.0, INFINITY, NAN, NAN, -INFINITY, NAN, NAN, TINY, -TINY, 1e-310};
        verify(Function.LOG1P, x, y);
    }

    @Test
    void tanh_atTheEdges() {
        double[] x = {0.0, -0.0, INFINITY, -INFINITY, NAN, 1e4, -1e4, TINY, -TINY, 1e-310};
        double[] y = {0.0, -0.0, 1, -1, NAN, 1, -1, TINY, -TINY, 1e-310};
        verify(Function.TANH, x, y);
    }

    @Test
    void sigmoid_atTheEdges() {
        double[] x = {0.0, -0.0, INFINITY, -INFINITY, NAN, 1e4, -1e4, TINY, -TINY};
        double[] y = {0.5, 0.5, 1, 0, NAN, 1, 0, 0.5, 0.5};
        verify(Function.SIGMOID, x, y);
    }

    @Test
    void softplus_atTheEdges() {
        double[] x = {INFINITY, -INFINITY, NAN, 1e4, -1e4, 1e308, -1e308};
        double[] y = {INFINITY, 0, NAN, 1e4, 0, 1e308, 0};
        verify(Function.SOFTPLUS, x, y);
    }

    private static void verify(Function function, double[] x, double[] y) {
        for (Kernels kernels : kernels()) {
            assertThat(function.apply(kernels, x))
                    .as("%s %s", kernels.name(), function)
                    .containsExactly(y);
        }
    }
}
