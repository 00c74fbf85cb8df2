package org.sgvae.sgvae;

import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.DiagonalGaussian;
import org.sgvae.random.RandomKey;

/** The distribution of codes before a graph is seen, \(p(z)\). */
interface Prior {
    /** {@return \(\log p(z)\) of codes, B x latentDim, one number each, B x 1, nats} */
    Variable logProb(Variable z);

    /**
     * Draws codes.
     *
     * @param noise \(ε \sim N(0, I)\), B x latentDim; not modified
     * @param keys B bare random keys for what else is drawn; not modified
     * @return B x latentDim, a constant
     */
    Variable sample(Variable noise, long[] keys);

    /**
     * Returns the divergence of posteriors from the prior, \(\mathrm{KL}(q \,\|\, p)\), or its estimate by one draw from each.
     *
     * @param posterior q, B x latentDim
     * @param logQz \(\log q(z)\) of the draws, B x 1
     * @param logPz \(\log p(z)\) of the draws, B x 1
     * @return B x 1, nats
     */
    Variable divergence(DiagonalGaussian posterior, Variable logQz, Variable logPz);

    /** Sets where training starts. */
    void start(RandomKey key);
}
