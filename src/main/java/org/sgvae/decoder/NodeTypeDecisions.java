package org.sgvae.decoder;

import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Variable;

/** Decisions on nodes of a constructor that begins with a code: those of its loop, and on types before and after it. */
interface NodeTypeDecisions extends NodeDecisions {
    /**
     * The states of first nodes.
     *
     * @param state what the codes make of them, B x d; not modified
     * @param kinds their kinds; not modified
     * @return states, B x d
     */
    Variable first(Variable state, Indices kinds);

    /**
     * Scores the types that the loop does not decide on.
     *
     * @param z latent codes, B x latentDim; not modified
     * @param kinds the kinds of the first nodes; not modified
     * @param score the loop's score
     * @return log-probabilities by graph, B x 1, nats
     */
    Variable logProb(Variable z, Indices kinds, Construction.Score score);

    /**
     * Draws the kinds of first nodes.
     *
     * @param z latent codes, B x latentDim; not modified
     * @param keys by graph, bare random keys of which no draws split by 0 were used; not modified
     * @return the kinds
     */
    Indices drawFirst(Variable z, long[] keys);
}
