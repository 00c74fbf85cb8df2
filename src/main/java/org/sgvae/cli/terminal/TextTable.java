package org.sgvae.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns. */
public final class TextTable {
    private static final String GAP = "  ";

    private final String alignment;
    private final List<List<String>> rows = new ArrayList<>();

    /** An empty table; for each column the alignment has a letter, {@code l} for left or {@code r} for right. */
    public TextTable(String alignment) {
        this.alignment = alignment;
    }

    /** Adds a row with a cell for each column. */
    public TextTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** A number without needless zeros: 5, not 5.0; {@code none} if infinite. */
    static String number(double number) {
        if (Double.isInfinite(number)) {
            return "none";
        }
        return number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString((long) number) : "" + number;
    }

    /** The rows, each with a line end. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(other -> other.get(at).length())
                        .max()
                        .orElse(0);
                String padding = " ".repeat(width - row.get(column).length());
                line.append(column == 0 ? "" : GAP)
                        .append(
                                alignment.charAt(column) == 'l'
                                        ? row.get(column) + padding
                                        : padding + row.get(column));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }
}
