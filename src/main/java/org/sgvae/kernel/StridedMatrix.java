package org.sgvae.kernel;

import org.ejml.data.DMatrixRMaj;

/**
 * A view of a matrix or of its transpose: entry (i, j) is {@code data[i * rowStep + j * columnStep]}, and one of the
 * two steps is 1. It is reused: pointing it at another matrix allocates nothing.
 */
final class StridedMatrix {

    double[] data = {};
    int rows;
    int columns;
    int rowStep;
    int columnStep;

    StridedMatrix of(DMatrixRMaj matrix) {
        data = matrix.data;
        rows = matrix.numRows;
        columns = matrix.numCols;
        rowStep = matrix.numCols;
        columnStep = 1;
        return this;
    }

    StridedMatrix transposeOf(DMatrixRMaj matrix) {
        data = matrix.data;
        rows = matrix.numCols;
        columns = matrix.numRows;
        rowStep = 1;
        columnStep = matrix.numCols;
        return this;
    }
}
