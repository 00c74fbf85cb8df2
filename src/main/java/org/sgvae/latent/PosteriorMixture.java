package org.sgvae.latent;

import org.ejml.data.DMatrixRMaj;
import org.sgvae.statistics.LogMeanWeight;

/**
 * Estimates \(q(z \mid x) = E_{π \sim q(π|x)}\, q(z \mid π, x)\) by the mixture of the posteriors of some orderings of each class,
 * \(\hat q(z \mid x) = \tfrac1m \sum_i q(z \mid π_i, x)\).
 */
public final class PosteriorMixture {
    private final DMatrixRMaj means;
    private final DMatrixRMaj inverseStds;
    private final double[] logScale;
    private final int[][] rowsOfClass;

    /** Of every second ordering of each class; the others are for drawing codes. */
    PosteriorMixture(Codes codes, DMatrixRMaj logStds) {
        means = codes.means();
        inverseStds = new DMatrixRMaj(means.numRows, means.numCols);
        logScale = new double[means.numRows];
        for (int row = 0; row < means.numRows; row++) {
            for (int u = 0; u < means.numCols; u++) {
                logScale[row] -= logStds.get(row, u) + 0.5 * Math.log(2 * Math.PI);
                inverseStds.set(row, u, Math.exp(-logStds.get(row, u)));
            }
        }
        rowsOfClass = new int[codes.graphs().size()][];
        for (int c = 0; c < rowsOfClass.length; c++) {
            rowsOfClass[c] = new int[(codes.orderings() + 1) / 2];
            for (int i = 0; i < rowsOfClass[c].length; i++) {
                rowsOfClass[c][i] = c * codes.orderings() + 2 * i;
            }
        }
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
