package org.sgvae.trace;

import java.util.List;
import java.util.stream.IntStream;
import org.sgvae.plain.PlainDestructor.Choice;
import org.sgvae.random.RandomKey;

/** Draws the victims of a destructor from their probabilities; equal keys draw equal orderings. */
public record DrawnChoice(RandomKey key) implements Choice {
    @Override
    public int victim(List<Integer> left, double[] logProb) {
        double uniform = key.split("removals").uniform(left.size());
        int victim = 0;
        for (double sum = Math.exp(logProb[0]); sum <= uniform && victim < logProb.length - 1; ) {
            sum += Math.exp(logProb[++victim]);
        }
        return victim;
    }

    /** {@return ε, standard normal} */
    public static double[] noise(RandomKey key, int latentDim) {
        return IntStream.range(0, latentDim)
                .mapToDouble(key.split("noise")::gaussian)
                .toArray();
    }
}
