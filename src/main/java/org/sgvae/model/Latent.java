package org.sgvae.model;

import static org.sgvae.autodiff.op.ArithmeticOps.subtract;
import static org.sgvae.autodiff.op.ShapeOps.gatherRows;

import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.DiagonalGaussian;

/**
 * The codes of a pass of B samples and their densities, in nats.
 *
 * @param z latent codes, B x latentDim
 * @param logPz \(\log p(z)\), B x 1
 * @param logQz \(\log q(z \mid π, x)\), B x 1; zero for a point posterior, which has no density
 * @param divergence \(\mathrm{KL}(q(z \mid π, x) \,\|\, p(z))\), B x 1; for a learned prior its
 *     estimate \(\log q(z \mid π, x) - \log p(z)\); for a point posterior, which has no entropy, \(-\log p(z)\)
 * @param posterior \(q(z \mid π, x)\), B x latentDim; absent for a point posterior
 */
public record Latent(
        Variable z,
        Variable logPz,
        Variable logQz,
        Variable divergence,
        @Nullable DiagonalGaussian posterior) {
    /**
     * Returns the same codes with another divergence.
     *
     * @param other in place of the divergence, B x 1, such as {@link #sampledDivergence} or a constant
     * @return the changed codes
     */
    public Latent withDivergence(Variable other) {
        return new Latent(z, logPz, logQz, other, posterior);
    }

    /** {@return \(\log q(z \mid π, x) - \log p(z)\) of the draws, B x 1, whose mean is the divergence} */
    public Variable sampledDivergence() {
        return subtract(logQz, logPz);
    }

    /**
     * Returns some of the codes.
     *
     * @param rows their numbers; must not change until the tape is reset
     * @return codes and densities of these samples, in this order
     */
    public Latent rows(Indices rows) {
        return new Latent(
                gatherRows(z, rows),
                gatherRows(logPz, rows),
                gatherRows(logQz, rows),
                gatherRows(divergence, rows),
                posterior == null
                        ? null
                        : new DiagonalGaussian(
                                gatherRows(posterior.mean(), rows), gatherRows(posterior.logStd(), rows)));
    }
}
