package org.sgvae.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sgvae.statistics.Estimate;

/**
 * Mean and variance of a random gradient g. Draws are taken in pairs: half the squared distance of two has the total variance
 * \(\sum_i \mathrm{Var}\, g_i\) as its mean, and as pairs are independent, their spread tells how well it is known.
 */
final class GradientStatistics {
    private final GradientBlocks blocks;
    private final double[] sum;
    private final Map<String, List<Double>> halfSquares = new LinkedHashMap<>();
    private int draws;
    private double[] last = {};

    GradientStatistics(GradientBlocks blocks) {
        this.blocks = blocks;
        sum = new double[blocks.length()];
    }

    /** Adds a draw, which is kept and not modified. */
    void add(double[] gradient) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += gradient[i];
        }
        if (++draws % 2 == 0) {
            blocks.squaredDistances(last, gradient)
                    .forEach((block, square) -> halfSquares
                            .computeIfAbsent(block, name -> new ArrayList<>())
                            .add(square / 2));
        }
        last = gradient;
    }

    double[] mean() {
        double[] mean = new double[sum.length];
        for (int i = 0; i < sum.length; i++) {
            mean[i] = sum[i] / draws;
        }
        return mean;
    }

    /** Total variance of one draw by block, {@link GradientBlocks#ALL} first. */
    Map<String, Estimate> variances() {
        Map<String, Estimate> variances = new LinkedHashMap<>();
        halfSquares.forEach((block, squares) -> variances.put(
                block,
                Estimate.ofMean(
                        squares.stream().mapToDouble(Double::doubleValue).toArray())));
        return variances;
    }

    /** Total variance of the mean. */
    double varianceOfMean() {
        Estimate all = variances().get(GradientBlocks.ALL);
        return all == null ? Double.POSITIVE_INFINITY : all.value() / draws;
    }
}
