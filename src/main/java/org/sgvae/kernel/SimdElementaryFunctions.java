package org.sgvae.kernel;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.NEG;
import static jdk.incubator.vector.VectorOperators.OR;
import static org.sgvae.kernel.ElementaryFunctions.E0;
import static org.sgvae.kernel.ElementaryFunctions.E1;
import static org.sgvae.kernel.ElementaryFunctions.E10;
import static org.sgvae.kernel.ElementaryFunctions.E2;
import static org.sgvae.kernel.ElementaryFunctions.E3;
import static org.sgvae.kernel.ElementaryFunctions.E4;
import static org.sgvae.kernel.ElementaryFunctions.E5;
import static org.sgvae.kernel.ElementaryFunctions.E6;
import static org.sgvae.kernel.ElementaryFunctions.E7;
import static org.sgvae.kernel.ElementaryFunctions.E8;
import static org.sgvae.kernel.ElementaryFunctions.E9;
import static org.sgvae.kernel.ElementaryFunctions.EXP_MAX;
import static org.sgvae.kernel.ElementaryFunctions.EXP_MIN;
import static org.sgvae.kernel.ElementaryFunctions.L1;
import static org.sgvae.kernel.ElementaryFunctions.L2;
import static org.sgvae.kernel.ElementaryFunctions.L3;
import static org.sgvae.kernel.ElementaryFunctions.L4;
import static org.sgvae.kernel.ElementaryFunctions.L5;
import static org.sgvae.kernel.ElementaryFunctions.L6;
import static org.sgvae.kernel.ElementaryFunctions.L7;
import static org.sgvae.kernel.ElementaryFunctions.LN2_HIGH;
import static org.sgvae.kernel.ElementaryFunctions.LN2_LOW;
import static org.sgvae.kernel.ElementaryFunctions.LOG2_E;
import static org.sgvae.kernel.ElementaryFunctions.MANTISSA;
import static org.sgvae.kernel.ElementaryFunctions.ONE;
import static org.sgvae.kernel.ElementaryFunctions.P0;
import static org.sgvae.kernel.ElementaryFunctions.P1;
import static org.sgvae.kernel.ElementaryFunctions.P2;
import static org.sgvae.kernel.ElementaryFunctions.Q0;
import static org.sgvae.kernel.ElementaryFunctions.Q1;
import static org.sgvae.kernel.ElementaryFunctions.Q2;
import static org.sgvae.kernel.ElementaryFunctions.ROUNDER;
import static org.sgvae.kernel.ElementaryFunctions.SQRT2;
import static org.sgvae.kernel.ElementaryFunctions.SQRT2_MINUS_1;
import static org.sgvae.kernel.ElementaryFunctions.TANH_MAX;
import static org.sgvae.kernel.ElementaryFunctions.TANH_SMALL;
import static org.sgvae.kernel.ElementaryFunctions.TWO_TO_52;
import static org.sgvae.kernel.SimdPanel.LANES;
import static org.sgvae.kernel.SimdPanel.LENGTH;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;

/**
 * The functions of {@link ElementaryFunctions} for arrays, with fused multiply-adds: each within 2 ulp, and the same
 * bits in every lane and for every width of a vector. The approximations are the same and are explained there.
 *
 * <p>A function is a few passes over a block short enough to stay in the first-level cache. Each pass is a loop that
 * calls nothing but vector operations: only so does the JIT compiler reliably keep vectors in registers, and larger
 * bodies exceed what it inlines. Blocks are padded to whole vectors, so there is no other code for what is left over.
 */
final class SimdElementaryFunctions {

    private static final long ROUNDER_BITS = Double.doubleToRawLongBits(ROUNDER);

    /** Entries in a block, a multiple of any vector's length. */
    static final int BLOCK = 512;

    private final double[] x = new double[BLOCK];
    private final double[] y = new double[BLOCK];
    private final double[] exponent = new double[BLOCK];

    /**
     * {@code to[i] = exp(from[i])} for the first {@code count} entries; the arrays may be the same. So do the others.
     */
    void exp(double[] from, double[] to, int count) {
        for (int start = 0; start < count; start += BLOCK) {
            int size = Math.min(BLOCK, count - start);
            System.arraycopy(from, start, y, 0, size);
            expPass(y, exponent, size);
            System.arraycopy(y, 0, to, start, size);
        }
    }

    void log(double[] from, double[] to, int count) {
        for (int start = 0; start < count; start += BLOCK) {
            int size = Math.min(BLOCK, count - start);
            System.arraycopy(from, start, x, 0, size);
            splitPass(x, y, exponent, size);
            logOnePlusPass(y, exponent, size);
            logLimitsPass(x, y, size);
            System.arraycopy(y, 0, to, start, size);
        }
    }

    void tanh(double[] from, double[] to, int count) {
        for (int start = 0; start < count; start += BLOCK) {
            int size = Math.min(BLOCK, count - start);
            System.arraycopy(from, start, x, 0, size);
            doubledSizePass(x, y, size);
            expPass(y, exponent, size);
            tanhPass(x, y, size);
            System.arraycopy(y, 0, to, start, size);
        }
    }

    void sigmoid(double[] from, double[] to, int count) {
        for (int start = 0; start < count; start += BLOCK) {
            int size = Math.min(BLOCK, count - start);
            System.arraycopy(from, start, x, 0, size);
            negativeSizePass(x, y, size);
            expPass(y, exponent, size);
            sigmoidPass(x, y, size);
            System.arraycopy(y, 0, to, start, size);
        }
    }

    void softplus(double[] from, double[] to, int count) {
        for (int start = 0; start < count; start += BLOCK) {
            int size = Math.min(BLOCK, count - start);
            System.arraycopy(from, start, x, 0, size);
            negativeSizePass(x, y, size);
            expPass(y, exponent, size);
            halvePass(y, exponent, size);
            logOnePlusPass(y, exponent, size);
            addPositivePartPass(x, y, size);
            System.arraycopy(y, 0, to, start, size);
        }
    }

    /** y = e^y. */
    private static void expPass(double[] y, double[] exponent, int size) {
        expOfRemainderPass(y, exponent, size);
        scalePass(y, exponent, size);
    }

    /** With y = k ln 2 + r: y = e^r, and k in the lowest bits of the exponents. */
    private static void expOfRemainderPass(double[] y, double[] exponent, int size) {
        for (int i = 0; i < size; i += LENGTH) {
            DoubleVector x = fromArray(LANES, y, i);
            DoubleVector bounded = x.blend(EXP_MIN, x.compare(LT, EXP_MIN)).blend(EXP_MAX, x.compare(GT, EXP_MAX));
            DoubleVector rounded = bounded.fma(LOG2_E, ROUNDER);
            rounded.intoArray(exponent, i);
            DoubleVector k = rounded.sub(ROUNDER);
            DoubleVector r = k.fma(broadcast(LANES, -LN2_HIGH), bounded);
            r = k.fma(broadcast(LANES, -LN2_LOW), r);
            DoubleVector q = r.fma(E10, E9);
            q = q.fma(r, broadcast(LANES, E8));
            q = q.fma(r, broadcast(LANES, E7));
            q = q.fma(r, broadcast(LANES, E6));
            q = q.fma(r, broadcast(LANES, E5));
            q = q.fma(r, broadcast(LANES, E4));
            q = q.fma(r, broadcast(LANES, E3));
            q = q.fma(r, broadcast(LANES, E2));
            q = q.fma(r, broadcast(LANES, E1));
            q = q.fma(r, broadcast(LANES, E0));
            r.mul(r).fma(q, r).add(1).intoArray(y, i);
        }
    }

    /**
     * y = 2^k y, with k from {@link #expOfRemainderPass}; by two factors where a single one would not be a normal
     * number. Not with vectors: of those that turn from double to long and back, the JIT compiler sometimes makes
     * objects.
     */
    private static void scalePass(double[] y, double[] exponent, int size) {
        for (int i = 0; i < size; i++) {
            int k = (int) (Double.doubleToRawLongBits(exponent[i]) - ROUNDER_BITS);
            if (k > -1023 && k < 1024) {
                y[i] *= powerOfTwo(k);
            } else {
                y[i] = y[i] * powerOfTwo(k >> 1) * powerOfTwo(k - (k >> 1));
            }
        }
    }

    private static double powerOfTwo(int k) {
        return Double.longBitsToDouble((long) (k + 1023) << 52);
    }

    /** x = 2^exponent (1 + fraction). */
    private static void splitPass(double[] x, double[] fraction, double[] exponent, int size) {
        for (int i = 0; i < size; i += LENGTH) {
            DoubleVector given = fromArray(LANES, x, i);
            VectorMask<Double> subnormal = given.compare(LT, Double.MIN_NORMAL);
            LongVector bits = given.blend(given.mul(0x1.0p54), subnormal).reinterpretAsLongs();
            DoubleVector mantissa =
                    bits.lanewise(AND, MANTISSA).lanewise(OR, ONE).reinterpretAsDoubles();
            VectorMask<Double> large = mantissa.compare(GT, SQRT2);
            mantissa.blend(mantissa.mul(0.5), large).sub(1).intoArray(fraction, i);
            // The exponent's bits are an integer; written into the lowest bits of 2^52 they make a double.
            DoubleVector k = bits.lanewise(LSHR, 52)
                    .lanewise(OR, TWO_TO_52)
                    .reinterpretAsDoubles()
                    .sub(0x1.0p52 + 1023);
            k = k.blend(k.sub(54), subnormal);
            k.blend(k.add(1), large).intoArray(exponent, i);
        }
    }

    /** y = exponent ln 2 + ln(1 + y). */
    private static void logOnePlusPass(double[] y, double[] exponent, int size) {
        for (int i = 0; i < size; i += LENGTH) {
            DoubleVector f = fromArray(LANES, y, i);
            DoubleVector k = fromArray(LANES, exponent, i);
            DoubleVector s = f.div(f.add(2));
            DoubleVector z = s.mul(s);
            DoubleVector r = z.fma(L7, L6);
            r = r.fma(z, broadcast(LANES, L5));
            r = r.fma(z, broadcast(LANES, L4));
            r = r.fma(z, broadcast(LANES, L3));
            r = r.fma(z, broadcast(LANES, L2));
            r = r.fma(z, broadcast(LANES, L1));
            DoubleVector halfSquare = f.mul(f).mul(0.5);
            DoubleVector inner = s.fma(z.fma(r, halfSquare), k.mul(LN2_LOW));
            k.mul(LN2_HIGH).sub(halfSquare.sub(inner).sub(f)).intoArray(y, i);
        }
    }

    /** Puts right the logarithm y of zero, negative numbers, infinity and NaN. */
    private static void logLimitsPass(double[] x, double[] y, int size) {
        for (int i = 0; i < size; i += LENGTH) {
            DoubleVector given = fromArray(LANES, x, i);
            fromArray(LANES, y, i)
                    .blend(Double.POSITIVE_INFINITY, given.compare(EQ, Double.POSITIVE_INFINITY))
                    .blend(Double.NEGATIVE_INFINITY, given.compare(EQ, 0))
                    .blend(Double.NaN, given.compare(LT, 0))
                    .blend(given, given.compare(NE, given))
                    .intoArray(y, i);
        }
    }

    /** y = 2 min(|x|, TANH_MAX). */
    private static void doubledSizePass(double[] x, double[] y, int size) {
        for (int i = 0; i < size; i += LENGTH) {
            DoubleVector magnitude = fromArray(LANES, x, i).lanewise(ABS);
            DoubleVector bounded = magnitude.blend(TANH_MAX, magnitude.compare(GT, TANH_MAX));
            bounded.add(bounded).intoArray(y, i);
        }
    }

    /** y = tanh x from y = e^2|x|. Both formulas share one division: |x| + (|x| x²) p / q, and 1 - 2 / (y + 1). */
    private static void tanhPass(double[] x, double[] y, int size) {
        for (int i = 0; i < size; i += LENGTH) {
            DoubleVector given = fromArray(LANES, x, i);
            DoubleVector magnitude = given.lanewise(ABS);
            DoubleVector z = given.mul(given);
            DoubleVector p = z.fma(P2, P1).fma(z, broadcast(LANES, P0));
            DoubleVector q = z.add(Q2).fma(z, broadcast(LANES, Q1)).fma(z, broadcast(LANES, Q0));
            VectorMask<Double> large = magnitude.compare(GT, TANH_SMALL);
            DoubleVector numerator = magnitude.mul(z).mul(p).blend(-2, large);
            DoubleVector denominator = q.blend(fromArray(LANES, y, i).add(1), large);
            DoubleVector tanh = magnitude.blend(1, large).add(numerator.div(denominator));
            LongVector sign = given.reinterpretAsLongs().lanewise(AND, Long.MIN_VALUE);
            tanh.reinterpretAsLongs().lanewise(OR, sign).reinterpretAsDoubles().intoArray(y, i);
        }
    }

    /** y = -|x|. */
    private static void negativeSizePass(double[] x, double[] y, int size) {
        for (int i = 0; i < size; i += LENGTH) {
            fromArray(LANES, x, i).lanewise(ABS).lanewise(NEG).intoArray(y, i);
        }
    }

    /** The logistic function of x from y = e^-|x|. */
    private static void sigmoidPass(double[] x, double[] y, int size) {
        for (int i = 0; i < size; i += LENGTH) {
            DoubleVector e = fromArray(LANES, y, i);
            DoubleVector d = e.add(1);
            DoubleVector lost = broadcast(LANES, 1).sub(d).add(e);
            DoubleVector numerator = e.blend(1, fromArray(LANES, x, i).compare(GT, 0));
            DoubleVector quotient = numerator.div(d);
            quotient.sub(quotient.mul(lost.mul(d.fma(-0.5, 1.5)))).intoArray(y, i);
        }
    }

    /** Splits 1 + y, where y is at most one, as {@link #splitPass} does. */
    private static void halvePass(double[] y, double[] exponent, int size) {
        for (int i = 0; i < size; i += LENGTH) {
            DoubleVector e = fromArray(LANES, y, i);
            VectorMask<Double> large = e.compare(GT, SQRT2_MINUS_1);
            e.blend(e.sub(1).mul(0.5), large).intoArray(y, i);
            broadcast(LANES, 0).blend(1, large).intoArray(exponent, i);
        }
    }

    /** y = y + max(x, 0). */
    private static void addPositivePartPass(double[] x, double[] y, int size) {
        for (int i = 0; i < size; i += LENGTH) {
            DoubleVector given = fromArray(LANES, x, i);
            DoubleVector part = broadcast(LANES, 0).blend(given, given.compare(GT, 0));
            fromArray(LANES, y, i).add(part).intoArray(y, i);
        }
    }
}
