package org.sgvae.report.reproduction;

/** What the paper prints. */
final class Published {
    /** Coordinates of the ten points of Table 1. */
    static final double[] COORDINATES = {-0.06, -0.025, 0.008, 0.043, 0.077, 0.112, 0.146, 0.181, 0.215, 0.25};

    /** Mean lengths of cycles at these points. All ten were built from one and the same code. */
    static final double[] MEAN_LENGTHS = {7.7, 7.98, 7.81, 7.92, 7.695, 7.797, 7.652, 8.056, 7.989, 8.003};

    /** The errors printed with them: s/N in place of s/√N. */
    static final double[] PRINTED_ERRORS = {0.008, 0.010, 0.008, 0.008, 0.008, 0.009, 0.010, 0.009, 0.008, 0.009};

    /** √N of its valid graphs, about: N itself is not printed. The ten means scatter by 0.14, as this says they should. */
    private static final double ROOT_OF_VALID = 16;

    private Published() {}

    /** The standard error s/√N of point i, about. */
    static double error(int i) {
        return ROOT_OF_VALID * PRINTED_ERRORS[i];
    }
}
