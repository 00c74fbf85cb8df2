package org.sgvae.evaluate;

import org.sgvae.graph.data.DataSet;
import org.sgvae.random.RandomKey;

/**
 * How a model is measured.
 *
 * @param samples samples from the prior
 * @param importanceSamples importance samples for each graph that is scored
 * @param scoredPerClass most graphs of an isomorphism class that are scored; the others have the same likelihood
 * @param maxNodes sampling is cut off at this number of nodes
 * @param seed source of all random numbers
 */
public record EvaluationConfig(int samples, int importanceSamples, int scoredPerClass, int maxNodes, long seed) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public EvaluationConfig {
        requirePositive("samples", samples);
        requirePositive("importanceSamples", importanceSamples);
        requirePositive("scoredPerClass", scoredPerClass);
        requirePositive("maxNodes", maxNodes);
    }

    /**
     * The default: 10,000 samples of up to four times the nodes of the largest graph, 1000 importance samples for each of up to ten
     * graphs of a class.
     *
     * @param data what the model was trained on
     * @param seed source of all random numbers
     * @return the configuration
     */
    public static EvaluationConfig standard(DataSet data, long seed) {
        return new EvaluationConfig(10_000, 1000, 10, 4 * data.maxNodes(), seed);
    }

    /**
     * The same with another number of samples from the prior.
     *
     * @param samples their number
     * @return the configuration
     */
    public EvaluationConfig withSamples(int samples) {
        return new EvaluationConfig(samples, importanceSamples, scoredPerClass, maxNodes, seed);
    }

    /**
     * The same with another number of importance samples.
     *
     * @param importanceSamples their number, for each graph that is scored
     * @return the configuration
     */
    public EvaluationConfig withImportanceSamples(int importanceSamples) {
        return new EvaluationConfig(samples, importanceSamples, scoredPerClass, maxNodes, seed);
    }

    /**
     * The same with another number of graphs of a class that are scored.
     *
     * @param scoredPerClass most graphs of an isomorphism class that are scored
     * @return the configuration
     */
    public EvaluationConfig withScoredPerClass(int scoredPerClass) {
        return new EvaluationConfig(samples, importanceSamples, scoredPerClass, maxNodes, seed);
    }

    /** The key that all random numbers of an evaluation come from. */
    RandomKey key() {
        return RandomKey.of(seed).split(Draws.EVALUATION);
    }

    private static void requirePositive(String name, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(name + " " + number + ": must be at least 1");
        }
    }
}
