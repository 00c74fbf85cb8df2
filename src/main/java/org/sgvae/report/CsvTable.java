package org.sgvae.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of comma-separated values (RFC 4180), with a header. Numbers that are not finite are empty. */
public final class CsvTable {
    private final int columns;
    private final List<String> lines = new ArrayList<>();

    /**
     * Makes a table without rows.
     *
     * @param header names of the columns
     */
    public CsvTable(String... header) {
        columns = header.length;
        add((Object[]) header);
    }

    /**
     * Adds a row.
     *
     * @param cells a value for each column; numbers are written in full
     * @throws IllegalArgumentException if their number is not that of the columns
     */
    public void add(Object... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + columns + " columns");
        }
        lines.add(Arrays.stream(cells).map(CsvTable::text).collect(Collectors.joining(",")));
    }

    private static String text(Object cell) {
        if (cell instanceof Double number && !Double.isFinite(number)) {
            return "";
        }
        String text = cell.toString();
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** {@return the table, a line for each row} */
    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
