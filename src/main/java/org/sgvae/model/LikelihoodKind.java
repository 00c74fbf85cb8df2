package org.sgvae.model;

import java.util.Locale;

/** What importance weights over orderings and codes say of a model's \(-\log p(G)\). */
public enum LikelihoodKind {
    /** A single weight is p(G): nothing is drawn. */
    EXACT,

    /**
     * Weights have the expectation p(G), since what they are drawn from covers all orderings and codes. Minus the logarithm of
     * their mean is high on average, and falls towards \(-\log p(G)\) with their number.
     */
    UNBIASED,

    /** Weights have an expectation below p(G), so that \(-\log p(G)\) is below what any number of them gives. */
    BOUND,

    /** There are no weights: a code that is a point has no density. */
    NONE;

    /** {@return the name in lower case} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
