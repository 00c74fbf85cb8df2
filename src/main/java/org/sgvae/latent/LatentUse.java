package org.sgvae.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonObject;
import org.sgvae.kernel.ElementaryFunctions;
import org.sgvae.parallel.SharedTapes;
import org.sgvae.parallel.Workers;
import org.sgvae.statistics.Estimate;
import org.sgvae.statistics.LogMeanWeight;

/**
 * What the code of a Gaussian posterior carries, in nats.
 *
 * <p>The graph x is one of the classes of some graphs with their shares \(p_x\). The posteriors of one half of the orderings make mixtures
 * \(\hat q_h(z \mid x)\) with a bandwidth h ({@link PosteriorMixture}); codes are drawn from the other half. Neither quantity is
 * overestimated, on average:
 *
 * <ul>
 *   <li>\(\hat I = E \log \frac{\hat p(x \mid z)}{p_x}\) is the lower bound of Barber and Agakov (2003) on I(x; z) for any classifier,
 *       here \(\hat p(x \mid z) \propto p_x\, \hat q_h(z \mid x)^α\). For the distribution that the graphs were drawn from it is the
 *       contrastive bound InfoNCE (van den Oord et al. 2018), \(E \log \frac{f(x, z)}{\frac1N \sum_j f(x_j, z)}\) with
 *       \(f = \hat q_h^α\). It never exceeds H(x), which N graphs keep at \(\ln N\) or below;
 *   <li>\(E \log \frac{\hat q_h(z)}{p(z)} = \mathrm{KL}(q(z) \,\|\, p(z)) - \mathrm{KL}(q(z) \,\|\, \hat q_h(z))\), where
 *       \(\hat q_h(z) = \sum_x p_x \hat q_h(z \mid x)\).
 * </ul>
 *
 * <p>Bandwidth and temperature α are those with the greatest bounds on one half of the codes; the other half is measured with them. So the
 * bounds stay informative where classes are many and posteriors narrow. At α = 0 the first is zero, and a bound below zero says less than
 * \(I \ge 0\), which is then reported.
 *
 * <p>Their standard errors are those of the codes drawn, for the mixtures as they are.
 *
 * @param mutualInformation lower bound of I(x; z) between graph class and code, at least 0
 * @param ceiling H(x), the entropy of the classes, \(\ln c\) where they are equally frequent
 * @param kl \(E\, \mathrm{KL}(q(z \mid π, x) \,\|\, p(z))\) from the model's own prior
 * @param aggregatedKl lower bound, at least 0, of \(\mathrm{KL}(q(z) \,\|\, p(z))\) of the aggregated posterior to the prior
 * @param unitVariances for each unit u of the code \(\mathrm{Var}_x(E[z_u \mid x])\), with the noise of finitely many orderings taken off,
 *     so that it may be slightly negative
 */
public record LatentUse(
        Estimate mutualInformation,
        double ceiling,
        Estimate kl,
        Estimate aggregatedKl,
        List<Double> unitVariances,
        int graphs,
        double bandwidth,
        double temperature) {
    private static final double[] BANDWIDTHS = {0, 0.25, 0.5, 1};
    private static final double[] TEMPERATURES = {1, 0.5, 0.25, 0};

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
        Estimate kl = Estimate.ZERO;
        double ceiling = 0;
        for (int c = 0; c < classes; c++) {
            kl = kl.plus(codes.share(c), ClassUse.kl(codes, logStds, c));
            ceiling -= codes.share(c) * ElementaryFunctions.log(codes.share(c));
        }
        Estimate information = Estimate.ZERO;
        Estimate aggregatedKl = Estimate.ZERO;
        double best = Double.NEGATIVE_INFINITY;
        double bestAggregated = Double.NEGATIVE_INFINITY;
        double bandwidth = 0;
        double temperature = 0;
        for (double h : BANDWIDTHS) {
            PosteriorMixture mixture = new PosteriorMixture(codes, logStds, h);
            List<ClassUse> uses = new SharedTapes(workers).map(classes, (tape, c) -> ClassUse.of(codes, mixture, c));
            for (int t = 0; t < TEMPERATURES.length; t++) {
                int at = t;
                double chosenBy = mean(codes, uses, use -> use.chosenBy(use.logRatio()[at]))
                        .value();
                if (chosenBy > best) {
                    best = chosenBy;
                    information = mean(codes, uses, use -> use.measured(use.logRatio()[at]));
                    bandwidth = h;
                    temperature = TEMPERATURES[t];
                }
            }
            double chosenBy =
                    mean(codes, uses, use -> use.chosenBy(use.overPrior())).value();
            if (chosenBy > bestAggregated) {
                bestAggregated = chosenBy;
                aggregatedKl = mean(codes, uses, use -> use.measured(use.overPrior()));
            }
        }
        return new LatentUse(
                atLeastZero(information),
                ceiling,
                kl,
                atLeastZero(aggregatedKl),
                unitVariances(codes),
                classes,
                bandwidth,
                temperature);
    }

    private static Estimate mean(Codes codes, List<ClassUse> uses, Function<ClassUse, Estimate> measure) {
        Estimate mean = Estimate.ZERO;
        for (int c = 0; c < uses.size(); c++) {
            mean = mean.plus(codes.share(c), measure.apply(uses.get(c)));
        }
        return mean;
    }

    private static Estimate atLeastZero(Estimate bound) {
        return bound.value() < 0 ? new Estimate(0, bound.standardError()) : bound;
    }

    /**
     * Terms of the codes of one class.
     *
     * @param logRatio \(\log \hat p(x \mid z) - \log p_x\) by temperature and code
     * @param overPrior \(\log \hat q_h(z) - \log p(z)\) by code
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record ClassUse(double[][] logRatio, double[] overPrior) {
        /** Of the codes drawn from every second ordering. */
        static ClassUse of(Codes codes, PosteriorMixture mixture, int c) {
            int count = codes.orderings() / 2;
            double[][] logRatio = new double[TEMPERATURES.length][count];
            double[] overPrior = new double[count];
            for (int i = 0; i < count; i++) {
                int row = c * codes.orderings() + 2 * i + 1;
                double[] own = mixture.logDensities(codes.samples(), row);
                for (int t = 0; t < TEMPERATURES.length; t++) {
                    logRatio[t][i] = TEMPERATURES[t] * own[c] - logMean(codes, own, TEMPERATURES[t]);
                }
                overPrior[i] = logMean(codes, own, 1) - codes.logPrior(row);
            }
            return new ClassUse(logRatio, overPrior);
        }

        /** \(\log \sum_x p_x \hat q(z \mid x)^α\). */
        private static double logMean(Codes codes, double[] logDensities, double temperature) {
            double[] weighted = new double[logDensities.length];
            Arrays.setAll(
                    weighted,
                    x -> temperature * logDensities[x] + ElementaryFunctions.log(codes.share(x) * weighted.length));
            return LogMeanWeight.of(weighted, 0, weighted.length).value();
        }

        /** Over the codes that bandwidth and temperature are chosen by; all, where there is only one. */
        Estimate chosenBy(double[] terms) {
            return terms.length == 1 ? Estimate.ofMean(terms) : everySecond(terms, 0);
        }

        /** Over the other codes. */
        Estimate measured(double[] terms) {
            return terms.length == 1 ? Estimate.ofMean(terms) : everySecond(terms, 1);
        }

        private static Estimate everySecond(double[] terms, int from) {
            return Estimate.ofMean(IntStream.range(0, terms.length)
                    .filter(i -> i % 2 == from)
                    .mapToDouble(i -> terms[i])
                    .toArray());
        }

        /** \(\log q(z \mid π, x) - \log p(z)\), one draw for each ordering. */
        static Estimate kl(Codes codes, DMatrixRMaj logStds, int c) {
            double[] kl = new double[codes.orderings()];
            Arrays.setAll(kl, i -> {
                int row = c * codes.orderings() + i;
                return logPosterior(codes, logStds, row) - codes.logPrior(row);
            });
            return Estimate.ofMean(kl);
        }

        private static double logPosterior(Codes codes, DMatrixRMaj logStds, int row) {
            double sum = 0;
            for (int u = 0; u < logStds.numCols; u++) {
                double logStd = logStds.get(row, u);
                double noise =
                        (codes.samples().get(row, u) - codes.means().get(row, u)) * ElementaryFunctions.exp(-logStd);
                sum -= logStd + 0.5 * (noise * noise + ElementaryFunctions.log(2 * Math.PI));
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
        json.put("mutualInformationCeiling", ceiling)
                .put("graphs", graphs)
                .put("bandwidth", bandwidth)
                .put("temperature", temperature);
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
