package org.sgvae.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of comma-separated values (RFC 4180), with a header. Numbers that are not finite are empty. */
public final class CsvTable {
    private final int columns;
    private final List<List<String>> rows = new ArrayList<>();

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
        rows.add(Arrays.stream(cells).map(CsvTable::text).toList());
    }

    /** The header, and then all rows. */
    public List<List<String>> rows() {
        return Collections.unmodifiableList(rows);
    }

    private static String text(Object cell) {
        return cell instanceof Double number && !Double.isFinite(number) ? "" : cell.toString();
    }

    private static String quoted(String text) {
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** {@return the table, a line for each row} */
    @Override
    public String toString() {
        return rows.stream()
                        .map(row -> row.stream().map(CsvTable::quoted).collect(Collectors.joining(",")))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }
}
