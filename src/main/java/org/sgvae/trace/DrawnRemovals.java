package org.sgvae.trace;

import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.sgvae.plain.Decision;
import org.sgvae.plain.Vectors;
import org.sgvae.random.RandomKey;

/** Draws the victims of a destructor from their probabilities; equal keys draw equal orderings. */
public record DrawnRemovals(RandomKey key) implements ToIntFunction<Decision> {
    @Override
    public int applyAsInt(Decision removal) {
        int left = removal.v() + 1;
        return Vectors.draw(removal.logProb(), key.split(Draws.REMOVALS).uniform(left));
    }

    /** {@return ε, standard normal} */
    public static double[] noise(RandomKey key, int latentDim) {
        return IntStream.range(0, latentDim)
                .mapToDouble(key.split(Draws.NOISE)::gaussian)
                .toArray();
    }
}
