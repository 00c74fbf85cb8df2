package org.sgvae.latent;

import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Some of many codes. */
final class CodeRows {
    private CodeRows() {}

    /** At most so many of the numbers 0 to {@code count - 1}, at equal distances. */
    static List<Integer> evenly(int count, int most) {
        int taken = Math.min(count, most);
        return IntStream.range(0, taken)
                .mapToObj(i -> (int) ((long) i * count / taken))
                .toList();
    }

    /** The rows of a matrix, copied. */
    static DMatrixRMaj of(DMatrixRMaj codes, List<Integer> rows) {
        DMatrixRMaj some = new DMatrixRMaj(rows.size(), codes.numCols);
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(codes.data, rows.get(i) * codes.numCols, some.data, i * codes.numCols, codes.numCols);
        }
        return some;
    }
}
