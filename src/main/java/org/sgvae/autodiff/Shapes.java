package org.sgvae.autodiff;

/** Checks of operands' shapes, with messages that name the operation and the shapes. */
public final class Shapes {
    /** Length of the longest array that the common JVMs make. */
    static final int MAX_ENTRIES = Integer.MAX_VALUE - 8;

    private Shapes() {}

    /** Writes a shape as in {@code 3x4}; of a stale variable, which has none, what is wrong with it. */
    public static String of(Variable a) {
        return a.isStale()
                ? "a variable of before the tape's reset (compute it again after reset())"
                : a.rows() + "x" + a.columns();
    }

    /** Checks that a matrix of this shape can be made. */
    public static void requireSize(String op, int rows, int columns) {
        if (rows < 0 || columns < 0 || (long) rows * columns > MAX_ENTRIES) {
            throw new IllegalArgumentException(op + ": cannot make a matrix of " + rows + "x" + columns
                    + "; it may have at most " + MAX_ENTRIES + " entries");
        }
    }

    public static void require(boolean fits, String op, Variable a, String rule) {
        if (!fits) {
            throw new IllegalArgumentException(op + ": " + of(a) + "; " + rule);
        }
    }

    public static void require(boolean fits, String op, Variable a, String joint, Variable b, String rule) {
        if (!fits) {
            throw new IllegalArgumentException(op + ": " + of(a) + " " + joint + " " + of(b) + "; " + rule);
        }
    }

    public static void requireOnePerRow(String op, Variable a, Indices indices) {
        if (indices.size() != a.rows()) {
            throw new IllegalArgumentException(
                    op + ": " + indices.size() + " indices for " + of(a) + "; there must be one for each row");
        }
    }

    public static void requireIndices(String op, Indices indices, int limit) {
        for (int i = 0; i < indices.size(); i++) {
            if (indices.get(i) < 0 || indices.get(i) >= limit) {
                throw new IllegalArgumentException(op + ": index " + indices.get(i) + " at position " + i
                        + " is out of range; it must be at least 0 and below " + limit);
            }
        }
    }
}
