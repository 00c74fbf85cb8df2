package org.sgvae.distribution;

/** The standard normal distribution of one number: \(φ\), \(Φ\), its inverse, and draws below a limit. */
public final class StandardNormal {
    private static final double LOG_2_PI = Math.log(2 * Math.PI);
    private static final double LOG_SQRT_2_PI = 0.5 * LOG_2_PI;

    // Cody (1969): numerators and denominators by falling powers of x² (near 0), of |x|, and of 1/x²
    private static final double[] NEAR = {
        0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356
    };
    private static final double[] UNDER_NEAR = {
        1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673
    };
    private static final double[] MIDDLE = {
        1.0765576773720192e-8,
        0.39894151208813466,
        8.883149794388377,
        93.50665613217785,
        597.2702763948002,
        2494.5375852903726,
        6848.190450536283,
        11602.65143764735,
        9842.714838383978
    };
    private static final double[] UNDER_MIDDLE = {
        1,
        22.266688044328117,
        235.387901782625,
        1519.3775994075547,
        6485.558298266761,
        18615.571640885097,
        34900.95272114598,
        38912.00328609327,
        19685.429676859992
    };
    private static final double[] FAR = {
        0.023073441764940174,
        0.215898534057957,
        0.12740116116024736,
        0.022235277870649807,
        0.0014216191932278934,
        2.9112874951168793e-5
    };
    private static final double[] UNDER_FAR = {
        1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 7.297515550839662e-5
    };

    // Wichura (1988), algorithm AS 241: by falling powers
    private static final double[] CENTRE = {
        2509.0809287301227,
        33430.57558358813,
        67265.7709270087,
        45921.95393154987,
        13731.69376550946,
        1971.5909503065513,
        133.14166789178438,
        3.3871328727963665
    };
    private static final double[] UNDER_CENTRE = {
        5226.495278852854,
        28729.085735721943,
        39307.89580009271,
        21213.794301586597,
        5394.196021424751,
        687.1870074920579,
        42.31333070160091,
        1
    };
    private static final double[] SHOULDER = {
        0.0007745450142783414,
        0.022723844989269184,
        0.2417807251774506,
        1.2704582524523684,
        3.6478483247632045,
        5.769497221460691,
        4.630337846156546,
        1.4234371107496835
    };
    private static final double[] UNDER_SHOULDER = {
        1.0507500716444169e-9,
        0.0005475938084995345,
        0.015198666563616457,
        0.14810397642748008,
        0.6897673349851,
        1.6763848301838038,
        2.053191626637759,
        1
    };
    private static final double[] TAIL = {
        2.0103343992922881e-7,
        2.7115555687434876e-5,
        0.0012426609473880784,
        0.026532189526576124,
        0.29656057182850487,
        1.7848265399172913,
        5.463784911164114,
        6.657904643501103
    };
    private static final double[] UNDER_TAIL = {
        2.0442631033899397e-15,
        1.421511758316446e-7,
        1.8463183175100548e-5,
        0.0007868691311456133,
        0.014875361290850615,
        0.1369298809227358,
        0.599832206555888,
        1
    };

    private StandardNormal() {}

    /**
     * Returns the log-density \(\log φ(x)\).
     *
     * @param x where
     * @return nats
     */
    public static double logDensity(double x) {
        return -0.5 * (x * x + LOG_2_PI);
    }

    /**
     * Returns \(\log Φ(x)\), to about fourteen digits, by the rational approximations of Cody (1969), <i>Rational
     * Chebyshev approximations for the error function</i>.
     *
     * @param x where
     * @return nats
     */
    public static double logCdf(double x) {
        double y = Math.abs(x);
        if (y < 0.67448975) {
            return Math.log(0.5 + x * ratio(NEAR, UNDER_NEAR, x * x));
        }
        double logTail = -0.5 * y * y + Math.log(y < 5.656854 ? ratio(MIDDLE, UNDER_MIDDLE, y) : farRatio(y));
        return x < 0 ? logTail : Math.log1p(-Math.exp(logTail));
    }

    /** \(Φ(-y)\, e^{y^2/2}\) of a large y. */
    private static double farRatio(double y) {
        double s = 1 / (y * y);
        return (Math.exp(-LOG_SQRT_2_PI) - s * ratio(FAR, UNDER_FAR, s)) / y;
    }

    /**
     * Returns the number below which lies a part of what lies below a limit, \(Φ^{-1}(u\,Φ(\text{limit}))\): a draw
     * given that it is below the limit.
     *
     * @param limit the limit; positive infinity for none
     * @param uniform u, in (0, 1)
     * @return a number, at most the limit
     */
    public static double below(double limit, double uniform) {
        double logP = Math.log(uniform) + (limit == Double.POSITIVE_INFINITY ? 0 : logCdf(limit));
        return Math.min(limit, quantile(logP));
    }

    /** \(x\) with \(\log Φ(x)\) a given number below 0 (Wichura 1988, algorithm AS 241). */
    private static double quantile(double logP) {
        double p = Math.exp(logP);
        double q = p - 0.5;
        if (Math.abs(q) <= 0.425) {
            return q * ratio(CENTRE, UNDER_CENTRE, 0.180625 - q * q);
        }
        double logTail = q < 0 ? logP : Math.log(-Math.expm1(logP));
        double r = Math.sqrt(-logTail);
        double y = r <= 5 ? ratio(SHOULDER, UNDER_SHOULDER, r - 1.6) : ratio(TAIL, UNDER_TAIL, r - 5);
        for (int i = 0; i < 3 && r > 25; i++) { // beyond the range of the approximation
            double logF = logCdf(-y);
            y += (logF - logTail) / Math.exp(logDensity(y) - logF);
        }
        return q < 0 ? -y : y;
    }

    private static double ratio(double[] above, double[] under, double x) {
        double a = above[0];
        double u = under[0];
        for (int i = 1; i < above.length; i++) {
            a = a * x + above[i];
            u = u * x + under[i];
        }
        return a / u;
    }
}
