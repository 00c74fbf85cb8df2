package org.sgvae.encoder;

/**
 * How an encoder starts, beyond its random weights.
 *
 * <p>A fresh gated recurrent unit forgets half of its state at each step, so the last node of a graph knows only the last few removals, and
 * codes that are mostly noise teach the constructor to do without them. An encoder that starts with a long memory and narrow codes has
 * something to tell, and can be heard.
 *
 * @param longestMemory longest time constant of the destructor's node states, steps ({@link org.sgvae.nn.GruCell#remember}); 1 leaves
 *     them as they are
 * @param logStd start of the bias of \(\log σ\) of \(q(z \mid π, x)\); 0 leaves it as it is
 */
public record EncoderStart(double longestMemory, double logStd) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the memory is below 1 or one is not finite
     */
    public EncoderStart {
        if (!(longestMemory >= 1) || Double.isInfinite(longestMemory) || !Double.isFinite(logStd)) {
            throw new IllegalArgumentException("encoder start with longestMemory " + longestMemory + " and logStd "
                    + logStd + ": the memory must be at least 1, and both finite");
        }
    }

    /** {@return random weights and nothing else} */
    public static EncoderStart random() {
        return new EncoderStart(1, 0);
    }
}
