package org.sgvae.distribution;

/** The standard normal distribution of one number: \(φ\), \(Φ\) and draws below a limit. */
public final class StandardNormal {
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

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
     * Returns \(\log Φ(x)\), to about nine digits: by Marsaglia's (2004) series, \(Φ(x) = \tfrac12 + φ(x) (x + x^3/3 +
     * x^5/(3 \cdot 5) + …)\), and far below 0 by the continued fraction \(Φ(x) = φ(x) / (|x| + 1/(|x| + 2/(|x| +
     * …)))\).
     *
     * @param x where
     * @return nats
     */
    public static double logCdf(double x) {
        if (x < -4) {
            double fraction = -x;
            for (int k = 40; k >= 1; k--) {
                fraction = -x + k / fraction;
            }
            return logDensity(x) - Math.log(fraction);
        }
        if (x > 9) {
            return -Math.exp(logDensity(x)) / x;
        }
        double sum = x;
        double term = x;
        for (int k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
            term *= x * x / k;
            sum += term;
        }
        return Math.log(0.5 + Math.exp(logDensity(x)) * sum);
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
        double target = Math.log(uniform) + (limit == Double.POSITIVE_INFINITY ? 0 : logCdf(limit));
        double high = Math.min(limit, 9);
        double low = Math.min(high, 0) - 1;
        while (logCdf(low) > target) {
            low = 2 * low;
        }
        for (int i = 0; i < 60; i++) {
            double middle = 0.5 * (low + high);
            if (logCdf(middle) < target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }
}
