package org.sgvae.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonObject;
import org.sgvae.parallel.SharedTapes;
import org.sgvae.parallel.Workers;
import org.sgvae.statistics.Estimate;
import org.sgvae.statistics.LogMeanWeight;

/**
 * What the code of a Gaussian posterior carries, in nats.
 *
 * <p>The graph x is one of the classes of the data with their shares \(p_x\). Codes are drawn from one half of the orderings; the
 * mixtures \(\hat q(z \mid x)\) of the other half ({@link PosteriorMixture}) and \(\hat q(z) = \sum_x p_x \hat q(z \mid x)\) stand for
 * the unknown densities. So neither quantity is overestimated, on average:
 *
 * <ul>
 *   <li>\(\hat I = E \log \frac{\hat q(z \mid x)}{\hat q(z)} = H(x) + E \log \hat p(x \mid z)\) is the lower bound of Barber and Agakov
 *       (2003) on I(x; z), whatever the mixture; it never exceeds H(x);
 *   <li>\(E \log \frac{\hat q(z)}{p(z)} = \mathrm{KL}(q(z) \,\|\, p(z)) - \mathrm{KL}(q(z) \,\|\, \hat q(z))\).
 * </ul>
 *
 * <p>Their standard errors are those of the codes drawn, for the mixtures as they are.
 *
 * @param mutualInformation I(x; z) between graph class and code
 * @param ceiling H(x), the entropy of the classes, \(\ln c\) where they are equally frequent
 * @param kl \(E\, \mathrm{KL}(q(z \mid π, x) \,\|\, p(z))\)
 * @param aggregatedKl \(\mathrm{KL}(q(z) \,\|\, p(z))\) of the aggregated posterior to the prior
 * @param unitVariances for each unit u of the code \(\mathrm{Var}_x(E[z_u \mid x])\), with the noise of finitely many orderings taken off,
 *     so that it may be slightly negative
 */
public record LatentUse(
        Estimate mutualInformation, double ceiling, Estimate kl, Estimate aggregatedKl, List<Double> unitVariances) {
    /** A unit whose variance is above this is active (Burda, Grosse and Salakhutdinov 2016). */
    public static final double ACTIVE_VARIANCE = 0.01;

    /**
     * Copies the variances.
     *
     * @throws NullPointerException if one is null
     */
    public LatentUse {
        unitVariances = List.copyOf(unitVariances);
    }

    /** Returns the number of units u with \(\mathrm{Var}_x(E[z_u \mid x]) > 0.01\). */
    public int activeUnits() {
        return (int) unitVariances.stream()
                .filter(variance -> variance > ACTIVE_VARIANCE)
                .count();
    }

    /**
     * Returns \(I(π; z \mid x) = E\,\mathrm{KL} - I(x; z) - \mathrm{KL}(q(z) \,\|\, p(z))\): what the code says about the ordering and not
     * about the graph. As the other two are not overestimated, it is not underestimated.
     */
    public double orderingInformation() {
        return kl.value() - mutualInformation.value() - aggregatedKl.value();
    }

    /**
     * Measures codes.
     *
     * @param codes the codes, with at least two orderings a class; not modified
     * @param workers threads to use
     * @return the result
     * @throws IllegalArgumentException if the codes are points, which have no density, or there is one ordering a class only
     */
    public static LatentUse of(Codes codes, Workers workers) {
        DMatrixRMaj logStds = codes.logStds()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "codes of a point posterior have no density, so no information is defined; use a Gaussian one"));
        if (codes.orderings() < 2) {
            throw new IllegalArgumentException(
                    "one ordering a class: half of the orderings are for drawing codes; give at least 2");
        }
        int classes = codes.graphs().size();
        PosteriorMixture mixture = new PosteriorMixture(codes, logStds);
        List<ClassUse> uses =
                new SharedTapes(workers).map(classes, (tape, c) -> ClassUse.of(codes, logStds, mixture, c));
        Estimate information = Estimate.ZERO;
        Estimate kl = Estimate.ZERO;
        Estimate aggregatedKl = Estimate.ZERO;
        double ceiling = 0;
        for (int c = 0; c < classes; c++) {
            double share = codes.share(c);
            information = information.plus(share, uses.get(c).logRatio());
            kl = kl.plus(share, uses.get(c).kl());
            aggregatedKl = aggregatedKl.plus(share, uses.get(c).logAggregatedOverPrior());
            ceiling -= share * Math.log(share);
        }
        return new LatentUse(information, ceiling, kl, aggregatedKl, unitVariances(codes));
    }

    /** Means over the codes of one class. */
    private record ClassUse(Estimate logRatio, Estimate kl, Estimate logAggregatedOverPrior) {
        static ClassUse of(Codes codes, DMatrixRMaj logStds, PosteriorMixture mixture, int c) {
            int first = c * codes.orderings();
            double[] kl = new double[codes.orderings()];
            Arrays.setAll(kl, i -> klToPrior(codes.means(), logStds, first + i));
            double[] logRatio = new double[codes.orderings() / 2];
            double[] overPrior = new double[logRatio.length];
            for (int i = 0; i < logRatio.length; i++) {
                int row = first + 2 * i + 1;
                double[] own = mixture.logDensities(codes.samples(), row);
                double[] weighted = new double[own.length];
                Arrays.setAll(weighted, x -> own[x] + Math.log(codes.share(x) * own.length));
                double aggregated =
                        LogMeanWeight.of(weighted, 0, weighted.length).value();
                logRatio[i] = own[c] - aggregated;
                overPrior[i] = aggregated - logPrior(codes.samples(), row);
            }
            return new ClassUse(Estimate.ofMean(logRatio), Estimate.ofMean(kl), Estimate.ofMean(overPrior));
        }

        private static double klToPrior(DMatrixRMaj means, DMatrixRMaj logStds, int row) {
            double kl = 0;
            for (int u = 0; u < means.numCols; u++) {
                double mean = means.get(row, u);
                double logStd = logStds.get(row, u);
                kl += 0.5 * (mean * mean + Math.exp(2 * logStd) - 1) - logStd;
            }
            return kl;
        }

        private static double logPrior(DMatrixRMaj z, int row) {
            double sum = 0;
            for (int u = 0; u < z.numCols; u++) {
                sum -= 0.5 * (z.get(row, u) * z.get(row, u) + Math.log(2 * Math.PI));
            }
            return sum;
        }
    }

    /** Variance over classes of the mean over orderings, less what the finite number of orderings adds to it. */
    private static List<Double> unitVariances(Codes codes) {
        List<Double> variances = new ArrayList<>();
        for (int u = 0; u < codes.means().numCols; u++) {
            double mean = 0;
            double square = 0;
            double noise = 0;
            for (int c = 0; c < codes.graphs().size(); c++) {
                double[] ofClass = new double[codes.orderings()];
                for (int i = 0; i < ofClass.length; i++) {
                    ofClass[i] = codes.means().get(c * codes.orderings() + i, u);
                }
                Estimate own = Estimate.ofMean(ofClass);
                double share = codes.share(c);
                mean += share * own.value();
                square += share * own.value() * own.value();
                noise += share * (1 - share) * own.standardError() * own.standardError();
            }
            variances.add(square - mean * mean - noise);
        }
        return variances;
    }

    public JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder();
        mutualInformation.putInto(json, "mutualInformation");
        json.put("mutualInformationCeiling", ceiling);
        kl.putInto(json, "kl");
        aggregatedKl.putInto(json, "aggregatedKl");
        return json.put("orderingInformation", orderingInformation())
                .put("activeUnits", activeUnits())
                .put(
                        "unitVariances",
                        JsonArray.ofNumbers(unitVariances.stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray()))
                .build();
    }
}
