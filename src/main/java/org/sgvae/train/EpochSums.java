package org.sgvae.train;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Variable;
import org.sgvae.model.Latent;
import org.sgvae.model.Terms;
import org.sgvae.objective.Elbo;

/** Sums over the samples of an epoch, as numbers that a checkpoint can hold. */
final class EpochSums {
    private static final int SAMPLES = 0;
    private static final int STEPS = 1;
    private static final int LOG_PX = 2;
    private static final int DIVERGENCE = 3;
    private static final int LOG_Q_ORDER = 4;
    private static final int NORM = 5;
    private static final int SECONDS = 6;
    private static final int SIZE = 7;

    private final double[] sums = new double[SIZE];

    void addTerms(Terms terms) {
        sums[SAMPLES] += terms.logPx().rows();
        sums[LOG_PX] += sum(terms.logPx());
        sums[LOG_Q_ORDER] += sum(terms.logQOrder());
        Latent latent = terms.latent();
        sums[DIVERGENCE] += latent == null ? 0 : sum(latent.divergence());
    }

    private static double sum(Variable column) {
        double sum = 0;
        for (int i = 0; i < column.rows(); i++) {
            sum += column.value().data[i];
        }
        return sum;
    }

    void addStep(double gradientNorm, double seconds) {
        sums[STEPS]++;
        sums[NORM] += gradientNorm;
        sums[SECONDS] += seconds;
    }

    void addLook(double seconds) {
        sums[SECONDS] += seconds;
    }

    /**
     * Returns what was measured.
     *
     * @param epoch number of the epoch, from 1
     * @param graphs number of graphs trained on
     * @param logAutomorphisms mean of \(\log|\mathrm{Aut}|\), where the terms make a bound, else 0
     * @param validationElbo of graphs that are not trained on, if there was a look at them
     */
    EpochMetrics metrics(int epoch, int graphs, double logAutomorphisms, OptionalDouble validationElbo) {
        double logPx = sums[LOG_PX] / sums[SAMPLES];
        double divergence = sums[DIVERGENCE] / sums[SAMPLES];
        double logQOrder = sums[LOG_Q_ORDER] / sums[SAMPLES];
        return new EpochMetrics(
                epoch,
                Elbo.of(logPx, divergence, logQOrder) - logAutomorphisms,
                logPx,
                divergence,
                logQOrder,
                validationElbo,
                sums[NORM] / sums[STEPS],
                sums[SECONDS],
                graphs / sums[SECONDS]);
    }

    void clear() {
        Arrays.fill(sums, 0);
    }

    DMatrixRMaj toMatrix() {
        return new DMatrixRMaj(1, SIZE, true, sums.clone());
    }

    void restore(DMatrixRMaj matrix) {
        System.arraycopy(matrix.data, 0, sums, 0, SIZE);
    }
}
