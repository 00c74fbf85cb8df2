package org.sgvae.latent;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.kernel.ElementaryFunctions;
import org.sgvae.statistics.LogMeanWeight;

/**
 * Estimates \(q(z \mid x) = E_{π \sim q(π|x)}\, q(z \mid π, x)\) by the mixture of the posteriors of some orderings of each class,
 * \(\hat q(z \mid x) = \tfrac1m \sum_i q(z \mid π_i, x)\). With a bandwidth h each component is wider,
 * \(σ_u^2 + h^2 s_u^2\) in unit u, where \(s_u^2\) is the variance of the means within the classes: few orderings then stand for all, as
 * in kernel density estimation.
 */
public final class PosteriorMixture {
    private final DMatrixRMaj means;
    private final DMatrixRMaj inverseStds;
    private final double[] logScale;
    private final int[][] rowsOfClass;

    /** Of every second ordering of each class; the others are for drawing codes. */
    PosteriorMixture(Codes codes, DMatrixRMaj logStds, double bandwidth) {
        means = codes.means();
        rowsOfClass = new int[codes.graphs().size()][];
        for (int c = 0; c < rowsOfClass.length; c++) {
            rowsOfClass[c] = new int[(codes.orderings() + 1) / 2];
            for (int i = 0; i < rowsOfClass[c].length; i++) {
                rowsOfClass[c][i] = c * codes.orderings() + 2 * i;
            }
        }
        double[] within = variancesWithinClasses();
        inverseStds = new DMatrixRMaj(means.numRows, means.numCols);
        logScale = new double[means.numRows];
        for (int row = 0; row < means.numRows; row++) {
            for (int u = 0; u < means.numCols; u++) {
                double variance = ElementaryFunctions.exp(2 * logStds.get(row, u)) + bandwidth * bandwidth * within[u];
                logScale[row] -= 0.5 * ElementaryFunctions.log(2 * Math.PI * variance);
                inverseStds.set(row, u, 1 / Math.sqrt(variance));
            }
        }
    }

    /** For each unit the variance of the means around that of their class, over the rows of the mixture. */
    private double[] variancesWithinClasses() {
        double[] variances = new double[means.numCols];
        for (int u = 0; u < variances.length; u++) {
            int unit = u;
            for (int[] rows : rowsOfClass) {
                double mean = Arrays.stream(rows)
                        .mapToDouble(row -> means.get(row, unit))
                        .average()
                        .orElseThrow();
                for (int row : rows) {
                    double deviation = means.get(row, u) - mean;
                    variances[u] += deviation * deviation / Math.max(1, rows.length - 1) / rowsOfClass.length;
                }
            }
        }
        return variances;
    }

    /** \(\log \hat q(z \mid c)\) for each class c, z being a row of a matrix; nats. */
    double[] logDensities(DMatrixRMaj z, int row) {
        double[] result = new double[rowsOfClass.length];
        for (int c = 0; c < result.length; c++) {
            double[] components = new double[rowsOfClass[c].length];
            for (int i = 0; i < components.length; i++) {
                components[i] = logDensity(rowsOfClass[c][i], z, row);
            }
            result[c] = LogMeanWeight.of(components, 0, components.length).value();
        }
        return result;
    }

    private double logDensity(int component, DMatrixRMaj z, int row) {
        double squares = 0;
        for (int u = 0; u < z.numCols; u++) {
            double standardized = (z.get(row, u) - means.get(component, u)) * inverseStds.get(component, u);
            squares += standardized * standardized;
        }
        return logScale[component] - 0.5 * squares;
    }
}
