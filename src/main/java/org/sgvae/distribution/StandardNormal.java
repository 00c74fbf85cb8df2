package org.sgvae.distribution;

/** The standard normal distribution of one number: \(φ\), \(Φ\), its inverse, and draws below a limit. */
public final class StandardNormal {
    private static final double LOG_2_PI = Math.log(2 * Math.PI);
    private static final double LOG_SQRT_2_PI = 0.5 * LOG_2_PI;

    // Cody (1969): numerators and denominators by falling powers of x² (near 0), of |x|, and of 1/x²
    private static final double[] NEAR = {
        0.065682337918207449113,
        2.2352520354606839287,
        161.02823106855587881,
        1067.6894854603709582,
        18154.981253343561249
    };
    private static final double[] UNDER_NEAR = {
        1, 47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956
    };
    private static final double[] MIDDLE = {
        1.0765576773720192317e-8,
        0.39894151208813466764,
        8.8831497943883759412,
        93.506656132177855979,
        597.27027639480026226,
        2494.5375852903726711,
        6848.1904505362823326,
        11602.651437647350124,
        9842.7148383839780218
    };
    private static final double[] UNDER_MIDDLE = {
        1,
        22.266688044328115691,
        235.38790178262499861,
        1519.377599407554805,
        6485.558298266760755,
        18615.571640885098091,
        34900.952721145977266,
        38912.003286093271411,
        19685.429676859990727
    };
    private static final double[] FAR = {
        0.02307344176494017303,
        0.21589853405795699,
        0.1274011611602473639,
        0.022235277870649807,
        0.001421619193227893466,
        2.9112874951168792e-5
    };
    private static final double[] UNDER_FAR = {
        1,
        1.28426009614491121,
        0.468238212480865118,
        0.0659881378689285515,
        0.00378239633202758244,
        7.29751555083966205e-5
    };

    // Wichura (1988), algorithm AS 241: by falling powers
    private static final double[] CENTRE = {
        2.5090809287301226727e+3,
        3.3430575583588128105e+4,
        6.7265770927008700853e+4,
        4.5921953931549871457e+4,
        1.3731693765509461125e+4,
        1.9715909503065514427e+3,
        1.3314166789178437745e+2,
        3.3871328727963666080e0
    };
    private static final double[] UNDER_CENTRE = {
        5.2264952788528545610e+3,
        2.8729085735721942674e+4,
        3.9307895800092710610e+4,
        2.1213794301586595867e+4,
        5.3941960214247511077e+3,
        6.8718700749205790830e+2,
        4.2313330701600911252e+1,
        1
    };
    private static final double[] SHOULDER = {
        7.74545014278341407640e-4,
        2.27238449892691845833e-2,
        2.41780725177450611770e-1,
        1.27045825245236838258e0,
        3.64784832476320460504e0,
        5.76949722146069140550e0,
        4.63033784615654529590e0,
        1.42343711074968357734e0
    };
    private static final double[] UNDER_SHOULDER = {
        1.05075007164441684324e-9,
        5.47593808499534494600e-4,
        1.51986665636164571966e-2,
        1.48103976427480074590e-1,
        6.89767334985100004550e-1,
        1.67638483018380384940e0,
        2.05319162663775882187e0,
        1
    };
    private static final double[] TAIL = {
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        1.24266094738807843860e-3,
        2.65321895265761230930e-2,
        2.96560571828504891230e-1,
        1.78482653991729133580e0,
        5.46378491116411436990e0,
        6.65790464350110377720e0
    };
    private static final double[] UNDER_TAIL = {
        2.04426310338993978564e-15,
        1.42151175831644588870e-7,
        1.84631831751005468180e-5,
        7.86869131145613259100e-4,
        1.48753612908506148525e-2,
        1.36929880922735805310e-1,
        5.99832206555887937690e-1,
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
