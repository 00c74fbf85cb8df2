package org.sgvae.encoder;

/**
 * The choices that make a {@link Destructor} another one than the paper's.
 *
 * @param removal what removing a node means for those that are left
 * @param connected whether what is left stays connected: nodes whose removal would disconnect it get no probability
 */
public record EncoderConfig(Removal removal, boolean connected) {
    /** {@return the paper's: hard removal of any node} */
    public static EncoderConfig paper() {
        return new EncoderConfig(Removal.HARD, false);
    }
}
