package org.sgvae.sgvae;

import org.sgvae.autodiff.Variable;
import org.sgvae.encoder.Destruction;
import org.sgvae.model.Code;
import org.sgvae.model.Latent;

/** What becomes of the destructor's summary of B graphs: their codes. */
interface CodeHead {
    /**
     * Draws codes.
     *
     * @param summary what the destructor tells, B rows
     * @param noise \(ε \sim N(0, I)\), B x latentDim; not used by a point posterior
     * @return the codes with their densities
     */
    Latent draw(Variable summary, Variable noise);

    /**
     * Draws every second code, those of even rows, as {@link #draw} does, and the others from the prior; {@code logQz} is the density of
     * both kinds together, \(\tfrac12 q(z) + \tfrac12 p(z)\).
     *
     * @param summary what the destructor tells, B rows
     * @param noise \(ε \sim N(0, I)\), B x latentDim
     * @param keys B bare random keys for the prior's draws; not modified
     * @return the codes with their densities; the divergence is the posterior's
     * @throws IllegalStateException if the posterior has no density
     */
    Latent drawDefensively(Variable summary, Variable noise, long[] keys);

    /** {@return the parameters of the posterior; orderings and {@code logQOrder}, B x 1, are handed on} */
    Code describe(Destruction destruction, Variable logQOrder);

    /** Sets where \(\log σ\) starts, if there is one; 0 leaves it as it is. */
    void start(double logStd);
}
