package org.sgvae.statistics;

import org.sgvae.json.JsonObject;

/**
 * How many of some independent trials succeeded.
 *
 * @param successes how many did
 * @param trials how many there were, at least 1
 */
public record Proportion(int successes, int trials) {
    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if there are no trials, or there are more successes than trials or less than none
     */
    public Proportion {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    successes + " successes of " + trials + " trials: give 0 to trials of at least 1 trial");
        }
    }

    /** {@return the share of successes \(\hat p\)} */
    public double value() {
        return (double) successes / trials;
    }

    /** Returns the standard error \(\sqrt{\hat p (1 - \hat p) / n}\); zero where all or none succeeded, unlike the interval. */
    public double standardError() {
        return Math.sqrt(value() * (1 - value()) / trials);
    }

    /**
     * Returns the 95 % interval of Wilson (1927), all p with \(|\hat p - p| \le c \sqrt{p (1 - p) / n}\), c = 1.96:
     * \[ \frac{\hat p + \frac{c^2}{2n} \pm c \sqrt{\frac{\hat p (1 - \hat p)}{n} + \frac{c^2}{4 n^2}}}{1 + \frac{c^2}{n}}. \]
     */
    public Interval wilson() {
        double c = Interval.NORMAL_95;
        double n = trials;
        double p = value();
        double centre = p + c * c / (2 * n);
        double half = c * Math.sqrt(p * (1 - p) / n + c * c / (4 * n * n));
        double scale = 1 + c * c / n;
        return new Interval(Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale));
    }

    /** Adds the share under a key, and its standard error and the ends of its interval under that key with a suffix. */
    public void putInto(JsonObject.Builder json, String key) {
        json.put(key, value())
                .put(key + "StdErr", standardError())
                .put(key + "Low", wilson().low())
                .put(key + "High", wilson().high());
    }
}
