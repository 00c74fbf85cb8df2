package org.sgvae.sgvae;

import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.DefensiveMixture;
import org.sgvae.distribution.DiagonalGaussian;
import org.sgvae.encoder.Destruction;
import org.sgvae.model.Code;
import org.sgvae.model.Latent;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Parameters;

/** {@link org.sgvae.encoder.Posterior#GAUSSIAN}: mean and \(\log σ\) affine in the summary. */
final class GaussianHead implements CodeHead {
    private final Linear mean;
    private final Linear logStd;
    private final Prior prior;

    GaussianHead(Parameters parameters, int summaryDim, int latentDim, Prior prior) {
        mean = new Linear(parameters, "destructor.posterior.mean", summaryDim, latentDim);
        logStd = new Linear(parameters, "destructor.posterior.logStd", summaryDim, latentDim);
        this.prior = prior;
    }

    private DiagonalGaussian posterior(Variable summary) {
        return new DiagonalGaussian(mean.apply(summary), logStd.apply(summary));
    }

    @Override
    public Latent draw(Variable summary, Variable noise) {
        return draw(posterior(summary), noise);
    }

    private Latent draw(DiagonalGaussian posterior, Variable noise) {
        Variable z = posterior.sample(noise);
        Variable logPz = prior.logProb(z);
        Variable logQz = posterior.logProbOfNoise(noise);
        return new Latent(z, logPz, logQz, prior.divergence(posterior, logQz, logPz), posterior);
    }

    @Override
    public Latent drawDefensively(Variable summary, Variable noise, long[] keys) {
        DiagonalGaussian posterior = posterior(summary);
        Latent drawn = draw(posterior, noise);
        Variable z = DefensiveMixture.everySecond(prior.sample(noise, keys), drawn.z());
        Variable logPz = prior.logProb(z);
        Variable logQz = DefensiveMixture.logProb(posterior.logProb(z), logPz);
        return new Latent(z, logPz, logQz, drawn.divergence(), posterior);
    }

    @Override
    public Code describe(Destruction destruction, Variable logQOrder) {
        DiagonalGaussian posterior = posterior(destruction.summary());
        return new Code(destruction.batch(), posterior.mean(), posterior.logStd(), logQOrder);
    }

    @Override
    public void start(double start) {
        if (start != 0) {
            logStd.fillBias(start);
        }
    }
}
