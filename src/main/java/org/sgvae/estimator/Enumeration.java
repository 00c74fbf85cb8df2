package org.sgvae.estimator;

/**
 * The oracle of estimators: goes through everything that K independent draws may give, so that the expectation of an estimate is
 * a finite sum, \(E[g] = \sum_{π_1, …, π_K} q(π_1) \cdots q(π_K)\, g(π_1, …, π_K)\), exact but for round-off.
 */
public final class Enumeration {
    /** Takes a look at one possibility. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Is called once for every tuple.
         *
         * @param outcomes which outcome each of the K draws has, from 0; not to be modified or kept
         * @param probability the probability of that, the product of the outcomes' own
         */
        void visit(int[] outcomes, double probability);
    }

    private Enumeration() {}

    /**
     * Goes through all tuples of outcomes, the last draw changing fastest.
     *
     * @param probability probabilities of the outcomes of one draw; not modified
     * @param draws number of draws K, at least 1; the number of tuples is that of outcomes to this power
     * @param visitor sees each tuple
     */
    public static void tuples(double[] probability, int draws, Visitor visitor) {
        visit(probability, new int[draws], 0, 1, visitor);
    }

    private static void visit(double[] probability, int[] outcomes, int draw, double product, Visitor visitor) {
        if (draw == outcomes.length) {
            visitor.visit(outcomes, product);
            return;
        }
        for (int outcome = 0; outcome < probability.length; outcome++) {
            outcomes[draw] = outcome;
            visit(probability, outcomes, draw + 1, product * probability[outcome], visitor);
        }
    }
}
