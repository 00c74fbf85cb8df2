package org.sgvae.sgvae;

import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.DiagonalGaussian;
import org.sgvae.random.RandomKey;

/** The paper's prior, \(N(0, I)\); the divergence in closed form. */
final class StandardNormalPrior implements Prior {
    @Override
    public Variable logProb(Variable z) {
        return DiagonalGaussian.standardLogProb(z);
    }

    @Override
    public Variable sample(Variable noise, long[] keys) {
        return noise;
    }

    @Override
    public Variable divergence(DiagonalGaussian posterior, Variable logQz, Variable logPz) {
        return posterior.klToStandardNormal();
    }

    @Override
    public void start(RandomKey key) {
        // nothing is learned
    }
}
