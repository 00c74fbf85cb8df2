package org.sgvae.objective;

import org.ejml.data.DMatrixRMaj;
import org.sgvae.kernel.ElementaryFunctions;

/**
 * Maximum mean discrepancy between the codes of a mini-batch and the prior \(N(0, I)\) (Gretton et al. 2012), with the kernel
 * \(k(z, z') = e^{-|z - z'|^2 / 2σ^2}\) and \(σ^2 = d\), the number of latent entries.
 *
 * <p>Under the prior both expectations of the kernel have a closed form, so no sample of the prior adds noise:
 * \[ \mathrm{MMD}^2 = \frac{1}{n(n-1)} \sum_{i \ne j} k(z_i, z_j) - \frac2n \sum_i c\, e^{-|z_i|^2 / 2(σ^2+1)} + \Bigl(\frac{σ^2}{σ^2+2}\Bigr)^{d/2},
 *    \quad c = \Bigl(\frac{σ^2}{σ^2+1}\Bigr)^{d/2}. \]
 * This is unbiased for independent codes and so may be slightly negative.
 */
public final class Discrepancy {
    private Discrepancy() {}

    /**
     * Computes the discrepancy, its gradient and what each code adds to it.
     *
     * @param z codes, n x d; not modified
     * @param gradient receives \(\partial\, \mathrm{MMD}^2 / \partial z\), n x d
     * @param witness receives for every code n times its part in MMD², \(2 (\frac{1}{n-1} \sum_{j \ne i} k(z_i, z_j) - E\,k(z_i, z'))\)
     * @return MMD²; 0 for fewer than two codes
     */
    static double ofStandardNormal(DMatrixRMaj z, DMatrixRMaj gradient, double[] witness) {
        int n = z.numRows;
        int d = z.numCols;
        gradient.zero();
        if (n < 2) {
            return 0;
        }
        double variance = d;
        double scale = StrictMath.pow(variance / (variance + 1), 0.5 * d);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double squares = 0;
            for (int a = 0; a < d; a++) {
                squares += z.data[i * d + a] * z.data[i * d + a];
            }
            double fromPrior = scale * ElementaryFunctions.exp(-squares / (2 * (variance + 1)));
            double fromCodes = 0;
            for (int j = 0; j < n; j++) {
                if (j != i) {
                    double k = kernel(z.data, i * d, j * d, d, variance);
                    fromCodes += k / (n - 1);
                    for (int a = 0; a < d; a++) {
                        double difference = z.data[i * d + a] - z.data[j * d + a];
                        gradient.data[i * d + a] -= 2 * k * difference / (variance * n * (n - 1));
                    }
                }
            }
            for (int a = 0; a < d; a++) {
                gradient.data[i * d + a] += 2 * fromPrior * z.data[i * d + a] / ((variance + 1) * n);
            }
            witness[i] = 2 * (fromCodes - fromPrior);
            sum += fromCodes - 2 * fromPrior;
        }
        return sum / n + StrictMath.pow(variance / (variance + 2), 0.5 * d);
    }

    private static double kernel(double[] z, int i, int j, int d, double variance) {
        double squares = 0;
        for (int a = 0; a < d; a++) {
            double difference = z[i + a] - z[j + a];
            squares += difference * difference;
        }
        return ElementaryFunctions.exp(-squares / (2 * variance));
    }
}
