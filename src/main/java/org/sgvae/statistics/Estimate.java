package org.sgvae.statistics;

import java.util.List;
import java.util.Optional;
import org.sgvae.json.JsonObject;

/**
 * A number that was estimated from random draws.
 *
 * @param value the estimate
 * @param standardError standard deviation of the estimate over repetitions with other random numbers; infinite where one draw
 *     cannot tell
 */
public record Estimate(double value, double standardError) {
    /**
     * The mean \(\bar x\) of independent draws, with \(s / \sqrt{n}\), where s is the sample standard deviation.
     *
     * @param draws at least one; not modified
     * @return the estimate
     * @throws IllegalArgumentException if there are no draws
     */
    public static Estimate ofMean(double... draws) {
        if (draws.length == 0) {
            throw new IllegalArgumentException("the mean of no draws; give at least one");
        }
        double sum = 0;
        for (double draw : draws) {
            sum += draw;
        }
        double mean = sum / draws.length;
        double squares = 0;
        for (double draw : draws) {
            squares += (draw - mean) * (draw - mean);
        }
        double error =
                draws.length == 1 ? Double.POSITIVE_INFINITY : Math.sqrt(squares / (draws.length - 1.0) / draws.length);
        return new Estimate(mean, error);
    }

    /**
     * The same quantity of several seeds: the mean with the standard error \(s / \sqrt{\text{seeds}}\), or of one seed its own value with
     * the error of its own random draws.
     *
     * @param seeds a value for each seed; those that are not finite are left out; not modified
     * @return the estimate, if a value is left
     */
    public static Optional<Estimate> overSeeds(List<Estimate> seeds) {
        List<Estimate> finite =
                seeds.stream().filter(seed -> Double.isFinite(seed.value)).toList();
        return finite.size() < 2
                ? finite.stream().findFirst()
                : Optional.of(
                        ofMean(finite.stream().mapToDouble(Estimate::value).toArray()));
    }

    /**
     * Adds a multiple of another, independent estimate: \(a + w b\), errors added in squares.
     *
     * @param weight w
     * @param other b
     * @return the sum
     */
    public Estimate plus(double weight, Estimate other) {
        return new Estimate(
                value + weight * other.value,
                Math.hypot(standardError, weight == 0 ? 0 : weight * other.standardError));
    }

    /** Adds the value under a key and the standard error under that key with {@code StdErr}; null where one is not finite. */
    public void putInto(JsonObject.Builder json, String key) {
        json.putFiniteOrNull(key, value).putFiniteOrNull(key + "StdErr", standardError);
    }

    /** Zero, known exactly: where sums begin. */
    public static final Estimate ZERO = new Estimate(0, 0);
}
