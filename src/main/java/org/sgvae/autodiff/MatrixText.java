package org.sgvae.autodiff;

import java.util.Locale;
import java.util.StringJoiner;
import org.ejml.data.DMatrixRMaj;

/** A matrix on one line: its entries row by row if there are few, else its norm. */
final class MatrixText {
    private static final int SHOWN = 16;

    private MatrixText() {}

    /** {@return for instance {@code [1.000 2.000]} or {@code [1.000 2.000; 3.000 4.000]}, or {@code [norm 12.34]}} */
    static String of(DMatrixRMaj matrix) {
        if (matrix.getNumElements() > SHOWN) {
            return String.format(Locale.ROOT, "[norm %.4g]", norm(matrix));
        }
        StringJoiner rows = new StringJoiner("; ", "[", "]");
        for (int i = 0; i < matrix.numRows; i++) {
            StringJoiner row = new StringJoiner(" ");
            for (int j = 0; j < matrix.numCols; j++) {
                row.add(String.format(Locale.ROOT, "%.4g", matrix.get(i, j)));
            }
            rows.add(row.toString());
        }
        return rows.toString();
    }

    /** {@return the Frobenius norm} */
    static double norm(DMatrixRMaj matrix) {
        double sum = 0;
        for (int i = 0; i < matrix.getNumElements(); i++) {
            sum += matrix.data[i] * matrix.data[i];
        }
        return Math.sqrt(sum);
    }
}
