package org.sgvae.graphnvp;

import java.util.Arrays;
import org.sgvae.distribution.Categorical;
import org.sgvae.distribution.LogSum;
import org.sgvae.distribution.StandardNormal;
import org.sgvae.random.RandomKey;

/**
 * Which tensors decode to given kinds: a tensor consists of groups of entries, and the kind of a group is the number of
 * its largest entry. So the region of given kinds k is \(\{y : y_{g,k_g} > y_{g,j}\ \text{for all } g, j \ne k_g\}\).
 */
final class ArgmaxCells {
    /** Width c of the uniform noise: \(y = \mathrm{onehot}(k) + c\,u\) lies in the region as c is below 1. */
    static final double NOISE = 0.9;

    private static final int BINS = 32;
    private static final double[] BIN_MIDDLES = new double[BINS];

    static {
        Arrays.setAll(BIN_MIDDLES, i -> StandardNormal.below(Double.POSITIVE_INFINITY, (i + 0.5) / BINS));
    }

    private final int groups;
    private final int kinds;
    private final boolean byKind; // whether the groups' entries of a kind stand next to each other

    private ArgmaxCells(int groups, int kinds, boolean byKind) {
        this.groups = groups;
        this.kinds = kinds;
        this.byKind = byKind;
    }

    /** The adjacency tensor of a graph: its pairs, with column \(r P + p\) for kind r of pair p. */
    static ArgmaxCells ofPairs(GraphNvpConfig config) {
        return new ArgmaxCells(config.pairs(), 1 + config.edgeTypes(), true);
    }

    /** The node kinds of a graph: its slots, one after the other. */
    static ArgmaxCells ofSlots(GraphNvpConfig config) {
        return new ArgmaxCells(config.slots(), 1 + config.nodeTypes(), false);
    }

    /** Entries of a graph's tensor. */
    int size() {
        return groups * kinds;
    }

    private int at(int b, int group, int kind) {
        return b * size() + (byKind ? kind * groups + group : group * kinds + kind);
    }

    /** The kinds of the groups of tensor b. */
    void decode(double[] y, int b, int[] kindOf) {
        for (int g = 0; g < groups; g++) {
            int best = 0;
            for (int k = 1; k < kinds; k++) {
                best = y[at(b, g, k)] > y[at(b, g, best)] ? k : best;
            }
            kindOf[b * groups + g] = best;
        }
    }

    /** Sets tensor b to the middle of the uniform noise. */
    void center(double[] y, int b, int[] kindOf) {
        for (int g = 0; g < groups; g++) {
            for (int k = 0; k < kinds; k++) {
                y[at(b, g, k)] = NOISE / 2 + (kindOf[b * groups + g] == k ? 1 : 0);
            }
        }
    }

    /** Draws tensor b with uniform noise; its log-density is \(-D \ln c\) for D entries. */
    void drawUniform(double[] y, int b, int[] kindOf, long key) {
        for (int g = 0; g < groups; g++) {
            for (int k = 0; k < kinds; k++) {
                double u = RandomKey.uniform(key, (long) g * kinds + k);
                y[at(b, g, k)] = NOISE * u + (kindOf[b * groups + g] == k ? 1 : 0);
            }
        }
    }

    double logUniform() {
        return -size() * Math.log(NOISE);
    }

    /** The same of a given tensor; −∞ if it is not such a one. */
    double logUniform(double[] y, int b, int[] kindOf) {
        for (int g = 0; g < groups; g++) {
            for (int k = 0; k < kinds; k++) {
                double noise = y[at(b, g, k)] - (kindOf[b * groups + g] == k ? 1 : 0);
                if (noise < 0 || noise >= NOISE) {
                    return Double.NEGATIVE_INFINITY;
                }
            }
        }
        return logUniform();
    }

    /**
     * Draws tensor b from the whole region, close to normal entries \(y_i \sim N(m_i, s_i^2)\) given that they lie in
     * it. Of two kinds, exactly those: their difference given that it is above 0, then both given it. Of more, the
     * largest entry of each group by {@link #binLogWeights}, then the others given that they are below it.
     *
     * @param widening factor of all s
     */
    void drawNormal(double[] y, int b, int[] kindOf, double[] mean, double[] std, double widening, long key) {
        for (int g = 0; g < groups; g++) {
            int kind = kindOf[b * groups + g];
            int largest = at(b, g, kind);
            if (kinds == 2) {
                drawTwo(y, largest, at(b, g, 1 - kind), mean, std, widening, RandomKey.split(key, g));
                continue;
            }
            double[] logWeights = binLogWeights(b, g, kind, mean, std, widening);
            int bin = Categorical.sample(logWeights, 0, BINS, RandomKey.uniform(key, (long) g * (kinds + 1)));
            double u = (bin + RandomKey.uniform(key, (long) g * (kinds + 1) + 1)) / BINS;
            y[largest] = mean[largest]
                    + widening * std[largest] * StandardNormal.below(Double.POSITIVE_INFINITY, positive(u));
            for (int k = 0, draw = 2; k < kinds; k++) {
                int i = at(b, g, k);
                if (i != largest) {
                    double s = widening * std[i];
                    double v = RandomKey.uniform(key, (long) g * (kinds + 1) + draw++);
                    y[i] = mean[i] + s * StandardNormal.below((y[largest] - mean[i]) / s, positive(v));
                }
            }
        }
    }

    /** With \(μ = m_i - m_j\) and \(S^2 = s_i^2 + s_j^2\): \(y_i - y_j = d \sim N(μ, S^2)\) above 0, and \(y_i \sim
     * N(m_i + s_i^2 (d - μ) / S^2,\; s_i^2 s_j^2 / S^2)\) given d. */
    private static void drawTwo(double[] y, int i, int j, double[] mean, double[] std, double widening, long key) {
        double si = widening * std[i];
        double sj = widening * std[j];
        double s = Math.hypot(si, sj);
        double mu = mean[i] - mean[j];
        double deviation = -StandardNormal.below(mu / s, positive(RandomKey.uniform(key, 0)));
        y[i] = mean[i] + si * si / s * deviation + si * sj / s * RandomKey.gaussian(key, 1);
        y[j] = y[i] - (mu + s * deviation);
    }

    private static double positive(double uniform) {
        return Math.max(uniform, 0x1p-54);
    }

    /**
     * The largest entry has the density \(\propto φ(ξ) \prod_j Φ((y - m_j)/s_j)\) with \(ξ = (y - m)/s\), where the
     * product is over the others, which must be below it. Here the product is taken as constant in bins of equal
     * \(Φ(ξ)\), and a twentieth of all draws are not tilted by it. Returns the logarithms of the bins' probabilities.
     */
    private double[] binLogWeights(int b, int group, int kind, double[] mean, double[] std, double widening) {
        int largest = at(b, group, kind);
        double[] log = new double[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            double y = mean[largest] + widening * std[largest] * BIN_MIDDLES[bin];
            for (int k = 0; k < kinds; k++) {
                int i = at(b, group, k);
                log[bin] += i == largest ? 0 : StandardNormal.logCdf((y - mean[i]) / (widening * std[i]));
            }
        }
        double logSum = LogSum.of(log);
        for (int bin = 0; bin < BINS; bin++) {
            log[bin] = Math.log(0.95 * Math.exp(log[bin] - logSum) + 0.05 / BINS);
        }
        return log;
    }

    /** Log-density of a tensor of the region under {@link #drawNormal}. */
    double logNormal(double[] y, int b, int[] kindOf, double[] mean, double[] std, double widening) {
        double log = 0;
        for (int g = 0; g < groups; g++) {
            int kind = kindOf[b * groups + g];
            int largest = at(b, g, kind);
            for (int k = 0; k < kinds; k++) {
                int i = at(b, g, k);
                double s = widening * std[i];
                log += StandardNormal.logDensity((y[i] - mean[i]) / s) - Math.log(s);
                log -= i == largest || kinds == 2 ? 0 : StandardNormal.logCdf((y[largest] - mean[i]) / s);
            }
            if (kinds == 2) {
                log -= logBelow(largest, at(b, g, 1 - kind), mean, std, widening);
                continue;
            }
            double u = Math.exp(StandardNormal.logCdf((y[largest] - mean[largest]) / (widening * std[largest])));
            int bin = Math.min(BINS - 1, (int) (BINS * u));
            log += binLogWeights(b, g, kind, mean, std, widening)[bin] + Math.log(BINS);
        }
        return log;
    }

    /** \(\log P(y_j < y_i)\) of independent normal entries. */
    private static double logBelow(int i, int j, double[] mean, double[] std, double widening) {
        return StandardNormal.logCdf((mean[i] - mean[j]) / (widening * Math.hypot(std[i], std[j])));
    }
}
