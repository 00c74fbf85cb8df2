package org.sgvae.kernel;

/**
 * The elementary functions of the library, for one number: the same bits on every machine and JVM, each within 2 ulp of
 * the exact value over the whole range, including subnormal numbers, zeros, infinities and NaN.
 *
 * <p>Only additions, multiplications and divisions of doubles are used. No fused multiply-add, which is correct
 * everywhere but very slow where the processor lacks it; {@code SimdElementaryFunctions} has the same functions with
 * it. What approximates what is said at each method; a test measures the errors.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // constants as their sources print them
public final class ElementaryFunctions {

    /** Adding and subtracting this rounds a double below 2^51 to an integer, which the sum holds in its lowest bits. */
    static final double ROUNDER = 0x1.8p52;

    static final double LOG2_E = 0x1.71547652b82fep0;

    /** ln 2 in two parts: the product of the first with any exponent is exact. */
    static final double LN2_HIGH = 0x1.62e42feep-1;

    static final double LN2_LOW = 0x1.a39ef35793c76p-33;

    /** Below the first, \(e^x\) rounds to zero; above the second, to infinity. */
    static final double EXP_MIN = -746;

    static final double EXP_MAX = 710;

    /**
     * \((e^r - 1 - r)/r^2\) for \(|r| \le \tfrac12\ln 2\), Chebyshev interpolation, relative error 2^-59; constant term
     * first.
     */
    static final double E0 = 0x1.0p-1;

    static final double E1 = 0x1.5555555555557p-3;
    static final double E2 = 0x1.5555555555556p-5;
    static final double E3 = 0x1.11111111100dap-7;
    static final double E4 = 0x1.6c16c16c162d3p-10;
    static final double E5 = 0x1.a01a01abe89b8p-13;
    static final double E6 = 0x1.a01a01a6d8e3bp-16;
    static final double E7 = 0x1.71de022fa2b45p-19;
    static final double E8 = 0x1.27e4db634dd1cp-22;
    static final double E9 = 0x1.af4ded8bc133cp-26;
    static final double E10 = 0x1.1f73059b2800fp-29;

    /**
     * \(\ln\frac{1+s}{1-s} = 2s + s\,(L_1 s^2 + L_2 s^4 + \dots)\) for \(|s| \le 0.1716\): the minimax coefficients of
     * fdlibm.
     */
    static final double L1 = 6.666666666666735130e-01;

    static final double L2 = 3.999999999940941908e-01;
    static final double L3 = 2.857142874366239149e-01;
    static final double L4 = 2.222219843214978396e-01;
    static final double L5 = 1.818357216161805012e-01;
    static final double L6 = 1.531383769920937332e-01;
    static final double L7 = 1.479819860511658591e-01;

    /** \(\tanh x = x + x^3 P(x^2)/Q(x^2)\) for \(|x| \le\) {@link #TANH_SMALL}: the coefficients of Cephes. */
    static final double P0 = -1.61468768441708447952e3;

    static final double P1 = -9.92877231001918586564e1;
    static final double P2 = -9.64399179425052238628e-1;
    static final double Q0 = 4.84406305325125486048e3;
    static final double Q1 = 2.23548839060100448583e3;
    static final double Q2 = 1.12811678491632931402e2;
    static final double TANH_SMALL = 0.625;

    /** From here on, tanh rounds to one. */
    static final double TANH_MAX = 20;

    static final double SQRT2 = 0x1.6a09e667f3bcdp0;
    static final double SQRT2_MINUS_1 = 0x1.a827999fcef34p-2;
    static final double SQRT_HALF_MINUS_1 = -0x1.2bec333018866p-2;
    static final long MANTISSA = 0x000f_ffff_ffff_ffffL;
    static final long ONE = 0x3ff0_0000_0000_0000L;
    static final long TWO_TO_52 = 0x4330_0000_0000_0000L;

    private ElementaryFunctions() {}

    /**
     * \(e^x\). With \(k = \mathrm{round}(x/\ln 2)\) and \(r = x - k \ln 2\), it is \(2^k e^r\), and \(e^r\) a
     * polynomial.
     *
     * @param x any number
     * @return \(e^x\)
     */
    public static double exp(double x) {
        double bounded = x < EXP_MIN ? EXP_MIN : x > EXP_MAX ? EXP_MAX : x;
        double k = (bounded * LOG2_E + ROUNDER) - ROUNDER;
        double r = (bounded - k * LN2_HIGH) - k * LN2_LOW;
        double exponential = 1 + (r + (r * r) * exponentialRest(r));
        // In two steps, as 2^k itself may be out of range; k/2 rounds to an even number or either neighbour, it does
        // not matter.
        double half = k * 0.5 + ROUNDER;
        double rest = (k - (half - ROUNDER)) + ROUNDER;
        return exponential * powerOfTwo(half) * powerOfTwo(rest);
    }

    /**
     * \(e^x - 1\), without cancellation near 0. With k and r as for {@link #exp}, it is
     * \(2^k (e^r - 1) + (2^k - 1)\).
     *
     * @param x any number
     * @return \(e^x - 1\); a zero keeps its sign
     */
    public static double expm1(double x) {
        if (Math.abs(x) < 0x1.0p-54) {
            return x;
        }
        if (!(Math.abs(x) < 40)) { // the other term is below half an ulp
            return x < 0 ? -1 : exp(x);
        }
        double k = (x * LOG2_E + ROUNDER) - ROUNDER;
        double r = (x - k * LN2_HIGH) - k * LN2_LOW;
        double power = powerOfTwo(k + ROUNDER);
        return power * (r + (r * r) * exponentialRest(r)) + (power - 1);
    }

    /** \((e^r - 1 - r)/r^2\). */
    private static double exponentialRest(double r) {
        double q = E9 + r * E10;
        q = E8 + r * q;
        q = E7 + r * q;
        q = E6 + r * q;
        q = E5 + r * q;
        q = E4 + r * q;
        q = E3 + r * q;
        q = E2 + r * q;
        q = E1 + r * q;
        return E0 + r * q;
    }

    /** 2^k for an integer k, given as k + ROUNDER: k is in the lowest bits, and moves into the exponent. */
    private static double powerOfTwo(double kPlusRounder) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(kPlusRounder) + 1023) << 52);
    }

    /**
     * \(\ln x\). With \(x = 2^k (1 + f)\) and \(s = f/(2 + f)\), it is \(k \ln 2 + \ln\frac{1+s}{1-s}\), the latter a
     * polynomial.
     *
     * @param x any number
     * @return \(\ln x\); −∞ at either zero, NaN for negative numbers
     */
    public static double log(double x) {
        if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
            return x == 0 ? Double.NEGATIVE_INFINITY : x < 0 ? Double.NaN : x;
        }
        return x < Double.MIN_NORMAL ? logOfNormal(x * 0x1.0p54, -54, 0) : logOfNormal(x, 0, 0);
    }

    /**
     * \(\ln(1 + x)\), without cancellation near 0. With \(u = 1 + x\) as it rounds, it is \(\ln u + (1 + x - u)/u\).
     *
     * @param x any number
     * @return \(\ln(1 + x)\); −∞ at −1, NaN below; a zero keeps its sign
     */
    public static double log1p(double x) {
        if (Math.abs(x) < 0x1.0p-54) {
            return x;
        }
        if (x > SQRT_HALF_MINUS_1 && x < SQRT2_MINUS_1) {
            return logOnePlus(x, 0, 0);
        }
        double u = 1 + x;
        if (!(u > 0 && u < Double.POSITIVE_INFINITY)) {
            return log(u);
        }
        double lost = x > 1 ? 1 - (u - x) : x - (u - 1);
        return logOfNormal(u, 0, lost / u);
    }

    /** \(\ln x + n \ln 2 + \text{more}\), for a positive normal number x. */
    private static double logOfNormal(double x, int n, double more) {
        long bits = Double.doubleToRawLongBits(x);
        double k = (bits >>> 52) - 1023 + n;
        double mantissa = Double.longBitsToDouble((bits & MANTISSA) | ONE);
        boolean large = mantissa > SQRT2;
        return logOnePlus((large ? 0.5 * mantissa : mantissa) - 1, large ? k + 1 : k, more);
    }

    /**
     * \(k \ln 2 + \ln(1 + f) + \text{more}\), for f between \(\sqrt{1/2} - 1\) and \(\sqrt 2 - 1\), arranged as in
     * fdlibm.
     */
    private static double logOnePlus(double f, double k, double more) {
        double s = f / (2 + f);
        double z = s * s;
        double r = L6 + z * L7;
        r = L5 + z * r;
        r = L4 + z * r;
        r = L3 + z * r;
        r = L2 + z * r;
        r = L1 + z * r;
        r = z * r;
        double halfSquare = 0.5 * f * f;
        return k * LN2_HIGH - ((halfSquare - (s * (halfSquare + r) + (k * LN2_LOW + more))) - f);
    }

    /**
     * \(\tanh x\): a rational function up to {@link #TANH_SMALL}, \(1 - 2/(e^{2x} + 1)\) beyond, odd.
     *
     * @param x any number
     * @return \(\tanh x\)
     */
    public static double tanh(double x) {
        double size = Math.abs(x);
        if (size < TANH_SMALL) {
            double z = x * x;
            double p = P0 + z * (P1 + z * P2);
            double q = Q0 + z * (Q1 + z * (Q2 + z));
            return Math.copySign(size + (size * z) * (p / q), x); // so that -0 stays -0
        }
        double bounded = size > TANH_MAX ? TANH_MAX : size;
        return Math.copySign(1 - 2 / (exp(2 * bounded) + 1), x);
    }

    /**
     * The logistic function \(\sigma(x) = 1/(1 + e^{-x})\), as \(e^x/(1 + e^x)\) for negative x. What the divisor
     * \(d = 1 + e\) lost by rounding is put right at the end, where \(1/d\) need not be exact:
     * \(\tfrac32 - \tfrac d2\) will do.
     *
     * @param x any number
     * @return \(\sigma(x)\)
     */
    public static double sigmoid(double x) {
        double e = exp(-Math.abs(x));
        double d = 1 + e;
        double lost = (1 - d) + e;
        double y = (x < 0 ? e : 1) / d;
        return y - y * (lost * (1.5 - 0.5 * d));
    }

    /**
     * \(\ln(1 + e^x) = \max(x, 0) + \ln(1 + e^{-|x|})\).
     *
     * @param x any number
     * @return \(\ln(1 + e^x)\), never negative
     */
    public static double softplus(double x) {
        double e = exp(-Math.abs(x));
        // 1 + e, or (1 + e)/2 and one power of two more: e is at most one.
        boolean large = e > SQRT2_MINUS_1;
        double log = large ? logOnePlus(0.5 * (e - 1), 1, 0) : logOnePlus(e, 0, 0);
        return x > 0 ? x + log : log;
    }
}
