package org.sgvae.kernel;

import static org.sgvae.kernel.SimdPanel.LANES;
import static org.sgvae.kernel.SimdPanel.LENGTH;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.ejml.data.DMatrixRMaj;

/**
 * Those of {@link RowLoops} that add short rows in any order, where the JIT compiler's own vectors spend most time on
 * starting and ending.
 */
final class SimdRows {

    /** Half a vector, as rows may be shorter than a whole one. */
    private static final VectorSpecies<Double> HALF =
            VectorSpecies.of(double.class, VectorShape.forBitSize(Math.max(128, LANES.vectorBitSize() / 2)));

    private static final int HALF_LENGTH = HALF.length();

    private SimdRows() {}

    static void scatterAdd(DMatrixRMaj x, int[] index, int count, DMatrixRMaj y) {
        int columns = x.numCols;
        for (int i = 0; i < count; i++) {
            addBlock(x.data, i * columns, y.data, index[i] * columns, columns);
        }
    }

    static void edgeSum(
            DMatrixRMaj x,
            int xColumn,
            int[] sender,
            int[] receiver,
            int edges,
            int columns,
            DMatrixRMaj y,
            int yColumn) {
        for (int e = 0; e < edges; e++) {
            addBlock(x.data, sender[e] * x.numCols + xColumn, y.data, receiver[e] * y.numCols + yColumn, columns);
        }
    }

    private static void addBlock(double[] x, int xStart, double[] y, int yStart, int count) {
        int j = 0;
        for (; j <= count - LENGTH; j += LENGTH) {
            DoubleVector.fromArray(LANES, y, yStart + j)
                    .add(DoubleVector.fromArray(LANES, x, xStart + j))
                    .intoArray(y, yStart + j);
        }
        if (j <= count - HALF_LENGTH) {
            DoubleVector.fromArray(HALF, y, yStart + j)
                    .add(DoubleVector.fromArray(HALF, x, xStart + j))
                    .intoArray(y, yStart + j);
            j += HALF_LENGTH;
        }
        for (; j < count; j++) {
            y[yStart + j] += x[xStart + j];
        }
    }
}
