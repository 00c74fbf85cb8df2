package org.sgvae.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.sgvae.evaluate.TinyModel.grid;
import static org.sgvae.evaluate.TinyModel.integral;
import static org.sgvae.evaluate.TinyModel.normalDensity;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.evaluate.TinyModel;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.statistics.Errors;
import org.sgvae.statistics.Estimate;

class LatentUseTest {
    private static final double[] HALVES = {0.5, 0.5};

    /** Every ordering of class c has the posterior N(means[c], stds[c]²) in each of two units; the second unit's mean is 0. */
    private static LatentUse use(double[] shares, double[] means, double[] stds, int orderings) {
        List<Graph> graphs = List.of(GraphFamilies.cycle(4), GraphFamilies.cycle(5), GraphFamilies.cycle(6))
                .subList(0, means.length);
        DMatrixRMaj mean = new DMatrixRMaj(means.length * orderings, 2);
        DMatrixRMaj logStd = new DMatrixRMaj(means.length * orderings, 2);
        for (int row = 0; row < mean.numRows; row++) {
            mean.set(row, 0, means[row / orderings]);
            logStd.set(row, 0, Math.log(stds[row / orderings]));
        }
        return measure(Codes.given(graphs, shares, mean, logStd, RandomKey.of(5)));
    }

    private static LatentUse measure(Codes codes) {
        try (Workers workers = new Workers(2)) {
            return LatentUse.of(codes, workers);
        }
    }

    @Test
    void separatedPosteriors_tellAllClassesApart() {
        LatentUse use =
                use(new double[] {1.0 / 3, 1.0 / 3, 1.0 / 3}, new double[] {-50, 0, 50}, new double[] {1, 1, 1}, 100);
        assertThat(use.mutualInformation().value()).isCloseTo(Math.log(3), within(1e-12));
        assertThat(use.ceiling()).isCloseTo(Math.log(3), within(1e-12));
        assertThat(use.activeUnits()).isEqualTo(1);
        assertThat(use.unitVariances().get(0)).isCloseTo(5000.0 / 3, within(1e-9));
    }

    @Test
    void equalPosteriors_tellNothing() {
        LatentUse use = use(HALVES, new double[] {0, 0}, new double[] {1, 1}, 100);
        assertThat(use.mutualInformation().value()).isCloseTo(0, within(1e-12));
        assertThat(use.aggregatedKl().value()).isCloseTo(0, within(1e-12));
        assertThat(use.kl().value()).isCloseTo(0, within(1e-12));
        assertThat(use.activeUnits()).isZero();
    }

    @Test
    void overlappingPosteriors_agreeWithTheIntegral() {
        double[] shares = {0.3, 0.7};
        double[] means = {-0.8, 0.5};
        double[] stds = {0.6, 0.9};
        LatentUse use = use(shares, means, stds, 3000);
        double information = 0;
        double aggregatedKl = 0;
        for (int c = 0; c < 2; c++) {
            int own = c;
            information += shares[c]
                    * integral(i -> density(i, own, means, stds)
                            * Math.log(density(i, own, means, stds) / aggregated(i, shares, means, stds)));
            aggregatedKl += shares[c]
                    * integral(i -> density(i, own, means, stds)
                            * Math.log(aggregated(i, shares, means, stds) / normalDensity(grid(i), 0, 1)));
        }
        Errors.assertEstimates(use.mutualInformation(), information, 0.02);
        Errors.assertEstimates(use.aggregatedKl(), aggregatedKl, 0.02);
        // all orderings have one posterior, so the code says nothing about the ordering
        assertThat(use.orderingInformation())
                .isCloseTo(
                        0,
                        within(4
                                * Math.hypot(
                                        use.mutualInformation().standardError(),
                                        use.aggregatedKl().standardError())));
    }

    private static double density(int i, int c, double[] means, double[] stds) {
        return normalDensity(grid(i), means[c], stds[c]);
    }

    private static double aggregated(int i, double[] shares, double[] means, double[] stds) {
        return shares[0] * density(i, 0, means, stds) + shares[1] * density(i, 1, means, stds);
    }

    static List<Sgvae> models() {
        return List.of(TinyModel.gaussian(), TinyModel.variant());
    }

    /** With the prior N(0, I) and with a learned one, which is what divergences are from. */
    @ParameterizedTest
    @MethodSource("models")
    void model_agreesWithEnumerationAndIntegral(Sgvae model) {
        List<List<TinyModel.Path>> paths =
                List.of(TinyModel.paths(model, TinyModel.PATH), TinyModel.paths(model, TinyModel.PAIR));
        double information = 0;
        double kl = 0;
        double aggregatedKl = 0;
        for (List<TinyModel.Path> own : paths) {
            for (TinyModel.Path path : own) {
                kl += 0.5
                        * Math.exp(path.logQ())
                        * integral(i -> {
                            double q = normalDensity(grid(i), path.mean(), path.std());
                            return q == 0 ? 0 : q * Math.log(q / TinyModel.priorDensity(model, grid(i)));
                        });
            }
            information += 0.5
                    * integral(i -> TinyModel.posterior(own, grid(i))
                            * Math.log(TinyModel.posterior(own, grid(i)) / aggregated(paths, grid(i))));
            aggregatedKl += 0.5
                    * integral(i -> TinyModel.posterior(own, grid(i))
                            * Math.log(aggregated(paths, grid(i)) / TinyModel.priorDensity(model, grid(i))));
        }
        try (Workers workers = new Workers(2)) {
            LatentUse use = LatentUse.of(
                    Codes.of(model, List.of(TinyModel.PATH, TinyModel.PAIR), 4000, RandomKey.of(6), workers), workers);
            Errors.assertEstimates(use.mutualInformation(), information, 0.02);
            Errors.assertEstimates(use.aggregatedKl(), aggregatedKl, 0.25);
            Errors.assertEstimates(use.kl(), kl, 0.25);
        }
    }

    private static double aggregated(List<List<TinyModel.Path>> paths, double z) {
        return 0.5 * TinyModel.posterior(paths.get(0), z) + 0.5 * TinyModel.posterior(paths.get(1), z);
    }

    @Test
    void fewOrderings_neverOverestimateOnAverage() {
        double[] means = {-1, 1};
        double[] information = new double[300];
        double[] variances = new double[300];
        for (int repetition = 0; repetition < information.length; repetition++) {
            RandomKey key = RandomKey.of(repetition);
            DMatrixRMaj mean = new DMatrixRMaj(2 * 8, 1);
            for (int row = 0; row < mean.numRows; row++) {
                mean.set(row, 0, means[row / 8] + 2 * key.gaussian(row)); // the mean differs from ordering to ordering
            }
            DMatrixRMaj logStd = new DMatrixRMaj(2 * 8, 1);
            logStd.fill(Math.log(0.3));
            Codes codes = Codes.given(
                    List.of(GraphFamilies.cycle(4), GraphFamilies.cycle(5)), HALVES, mean, logStd, key.split(0));
            LatentUse use = measure(codes);
            information[repetition] = use.mutualInformation().value();
            variances[repetition] = use.unitVariances().get(0);
        }
        double std = Math.hypot(2, 0.3); // of q(z | x), orderings and all
        double truth = integral(i -> normalDensity(grid(i), 1, std)
                * Math.log(normalDensity(grid(i), 1, std)
                        / (0.5 * normalDensity(grid(i), 1, std) + 0.5 * normalDensity(grid(i), -1, std))));
        Estimate average = Estimate.ofMean(information);
        assertThat(average.value()).isLessThan(truth + 4 * average.standardError());
        Errors.assertEstimates(Estimate.ofMean(variances), 1, 0.1);
    }

    /** 40 classes at distance {@code apart}, means that differ by 1 from ordering to ordering, and posteriors a hundred times narrower. */
    private static LatentUse narrow(double apart, int seed) {
        int classes = 40;
        int orderings = 20;
        RandomKey key = RandomKey.of(seed);
        DMatrixRMaj mean = new DMatrixRMaj(classes * orderings, 2);
        DMatrixRMaj logStd = new DMatrixRMaj(classes * orderings, 2);
        logStd.fill(Math.log(0.01));
        for (int row = 0; row < mean.numRows; row++) {
            mean.set(row, 0, apart * Math.floorDiv(row, orderings) + key.gaussian(row));
            mean.set(row, 1, key.gaussian(mean.numRows + row));
        }
        List<Graph> graphs =
                IntStream.range(3, 3 + classes).mapToObj(GraphFamilies::cycle).toList();
        double[] shares = new double[classes];
        Arrays.fill(shares, 1.0 / classes);
        return measure(Codes.given(graphs, shares, mean, logStd, key.split(0)));
    }

    @Test
    void narrowPosteriorsOfManyClasses_leaveTheBoundInformative() {
        double truth = 0; // of the first unit, as the second tells nothing
        for (int c = 0; c < 40; c++) {
            int own = c;
            truth += integral(i -> {
                        double z = 200 * (i / 600.0); // the grid, moved to where the classes are
                        double mixture = 0;
                        for (int other = 0; other < 40; other++) {
                            mixture += normalDensity(z, 20 + 4 * other, 1) / 40;
                        }
                        double density = normalDensity(z, 20 + 4 * own, 1);
                        return density < 1e-300 ? 0 : density * Math.log(density / mixture);
                    })
                    * 200
                    / 18
                    / 40;
        }
        assertThat(truth).isBetween(3.3, Math.log(40));
        double[] bounds = new double[10];
        for (int seed = 0; seed < bounds.length; seed++) {
            LatentUse use = narrow(4, seed);
            bounds[seed] = use.mutualInformation().value();
            assertThat(use.aggregatedKl().value()).isNotNegative();
            assertThat(use.bandwidth()).isPositive();
        }
        Estimate average = Estimate.ofMean(bounds);
        assertThat(average.value()).isBetween(0.9 * truth, truth + 4 * average.standardError());
    }

    @Test
    void codesThatTellNothing_areNeverBelowZero() {
        double[] bounds = new double[20];
        for (int seed = 0; seed < bounds.length; seed++) {
            bounds[seed] = narrow(0, seed).mutualInformation().value();
            assertThat(bounds[seed]).isBetween(0.0, 0.1);
        }
    }

    @Test
    void pointsAndSingleOrderings_areRejected() {
        try (Workers workers = new Workers(1)) {
            Codes points = Codes.of(TinyModel.point(), List.of(TinyModel.PATH), 4, RandomKey.of(1), workers);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LatentUse.of(points, workers))
                    .withMessageContaining("no density");
            Codes single = Codes.of(TinyModel.gaussian(), List.of(TinyModel.PATH), 1, RandomKey.of(1), workers);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LatentUse.of(single, workers))
                    .withMessageContaining("at least 2");
        }
    }
}
