package org.sgvae.encoder;

/**
 * The choices that make a {@link Destructor} another one than the paper's.
 *
 * @param removal what removing a node means for those that are left
 * @param connected whether what is left stays connected: nodes whose removal would disconnect it get no probability
 * @param pathDim entries of the {@linkplain PathCode path code}; 0 for none
 */
public record EncoderConfig(Removal removal, boolean connected, int pathDim) {
    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public EncoderConfig {
        if (pathDim < 0) {
            throw new IllegalArgumentException("pathDim " + pathDim + ": must be at least 1, or 0 for no path code");
        }
    }

    /** {@return the paper's: hard removal of any node, and no path code} */
    public static EncoderConfig paper() {
        return new EncoderConfig(Removal.HARD, false, 0);
    }
}
