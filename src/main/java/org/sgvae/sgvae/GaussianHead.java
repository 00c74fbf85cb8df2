package org.sgvae.sgvae;

import static org.sgvae.autodiff.ArithmeticOps.add;
import static org.sgvae.autodiff.ArithmeticOps.addConstant;
import static org.sgvae.autodiff.ArithmeticOps.multiply;
import static org.sgvae.autodiff.ArithmeticOps.subtract;
import static org.sgvae.autodiff.ElementwiseOps.softplus;

import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.DiagonalGaussian;
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
        Variable z = everySecond(prior.sample(noise, keys), drawn.z());
        Variable logPz = prior.logProb(z);
        Variable logQz = evenMixture(posterior.logProb(z), logPz);
        return new Latent(z, logPz, logQz, drawn.divergence(), posterior);
    }

    /** {@return a matrix with the odd rows of one and the even rows of another, all n x k} */
    private static Variable everySecond(Variable odd, Variable even) {
        Variable mask = odd.tape().zeroConstant(odd.rows(), odd.columns());
        for (int i = 0; i < odd.rows() * odd.columns(); i++) {
            mask.value().data[i] = i / odd.columns() % 2;
        }
        return add(even, multiply(mask, subtract(odd, even)));
    }

    /** {@return \(\log(\tfrac12 e^a + \tfrac12 e^b)\)} */
    private static Variable evenMixture(Variable a, Variable b) {
        return addConstant(add(a, softplus(subtract(b, a))), -Math.log(2));
    }

    @Override
    public Code describe(Variable summary, Variable logQOrder) {
        DiagonalGaussian posterior = posterior(summary);
        return new Code(posterior.mean(), posterior.logStd(), logQOrder);
    }

    @Override
    public void start(double start) {
        if (start != 0) {
            logStd.fillBias(start);
        }
    }
}
