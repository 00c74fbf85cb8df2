package org.sgvae.autodiff;

/** Checks of operands' shapes, with messages that name the operation and the shapes. */
final class Shapes {
    private Shapes() {}

    /** Writes a shape as in {@code 3x4}. */
    static String of(Variable a) {
        return a.rows() + "x" + a.columns();
    }

    static void require(boolean fits, String op, Variable a, String rule) {
        if (!fits) {
            throw new IllegalArgumentException(op + ": " + of(a) + "; " + rule);
        }
    }

    static void require(boolean fits, String op, Variable a, String joint, Variable b, String rule) {
        if (!fits) {
            throw new IllegalArgumentException(op + ": " + of(a) + " " + joint + " " + of(b) + "; " + rule);
        }
    }

    static void requireOnePerRow(String op, Variable a, Indices indices) {
        if (indices.size() != a.rows()) {
            throw new IllegalArgumentException(
                    op + ": " + indices.size() + " indices for " + of(a) + "; there must be one for each row");
        }
    }

    static void requireIndices(String op, Indices indices, int limit) {
        for (int i = 0; i < indices.size(); i++) {
            if (indices.get(i) < 0 || indices.get(i) >= limit) {
                throw new IllegalArgumentException(op + ": index " + indices.get(i) + " at position " + i
                        + " is out of range; it must be at least 0 and below " + limit);
            }
        }
    }
}
