package org.sgvae.gradbench;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonNumber;
import org.sgvae.json.JsonPlace;
import org.sgvae.json.JsonValue;

/** Matrices from JSON and to JSON. */
public final class Matrices {
    private Matrices() {}

    /** A list of numbers as a row. */
    static DMatrixRMaj row(JsonPlace numbers) {
        return row(numbers.asDoubles());
    }

    /** The numbers themselves, not a copy, as a row. */
    static DMatrixRMaj row(double... numbers) {
        return DMatrixRMaj.wrap(1, numbers.length, numbers);
    }

    static DMatrixRMaj column(double... numbers) {
        return DMatrixRMaj.wrap(numbers.length, 1, numbers);
    }

    public static DMatrixRMaj scalar(double number) {
        return row(number);
    }

    /** A list of rows of equal length. */
    static DMatrixRMaj matrix(JsonPlace rows) {
        List<JsonPlace> items = rows.items();
        DMatrixRMaj matrix = new DMatrixRMaj(0, 0);
        for (int i = 0; i < items.size(); i++) {
            double[] row = items.get(i).asDoubles();
            if (i == 0) {
                matrix.reshape(items.size(), row.length);
            } else if (row.length != matrix.numCols) {
                throw items.get(i).fault("has " + row.length + " numbers, the rows above " + matrix.numCols);
            }
            System.arraycopy(row, 0, matrix.data, i * row.length, row.length);
        }
        return matrix;
    }

    /** All entries, row by row. */
    static JsonValue flat(DMatrixRMaj matrix) {
        return JsonArray.ofNumbers(Arrays.copyOf(matrix.data, matrix.getNumElements()));
    }

    static JsonValue rows(DMatrixRMaj matrix) {
        JsonValue[] rows = new JsonValue[matrix.numRows];
        for (int i = 0; i < rows.length; i++) {
            rows[i] =
                    JsonArray.ofNumbers(Arrays.copyOfRange(matrix.data, i * matrix.numCols, (i + 1) * matrix.numCols));
        }
        return JsonArray.of(rows);
    }

    static JsonValue number(double number) {
        return JsonNumber.of(number);
    }
}
